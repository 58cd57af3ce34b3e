"""Install a built wheel into an empty environment, and make an archive with it, as a keeper does."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

DOCUMENT = """\
Fire at the harbour
Two warehouses are burning at the harbour.
10:40 GMT
The fire is out
The last flames were put out at twenty to eleven.
09:50 GMT
Smoke over the town
Residents should keep their windows closed.
"""


def main(wheel: Path) -> None:
    """Try a wheel; raise CalledProcessError or AssertionError where something is wrong with it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "empty", with_pip=True)
        programs = folder / "empty" / ("Scripts" if sys.platform == "win32" else "bin")

        def run(*command: str, inside: Path = folder) -> None:
            print(*command, flush=True)  # noqa: T201 - a program
            subprocess.run([str(programs / command[0]), *command[1:]], cwd=inside, check=True)  # noqa: S603 - ours

        run("python", "-m", "pip", "install", "--quiet", str(wheel.resolve()))
        run("python", "-m", "pip", "check")
        run("afterlive", "--version")
        run("afterlive")
        run("afterlive", "new", "kept", "--name", "The harbour, kept")
        kept = folder / "kept"
        (kept / "documents/2031-05-01-harbour.txt").write_text(DOCUMENT, "utf-8")
        for command in ("build", "verify", "offline", "upgrade"):
            run("afterlive", command, inside=kept)
        assert (kept / "output/2031-05-01-harbour/the-fire-is-out.html").is_file()  # noqa: S101 - that is the trial
        assert (kept / "dist/2031-05-01-harbour.html").is_file()  # noqa: S101 - likewise


main(Path(sys.argv[1]))
