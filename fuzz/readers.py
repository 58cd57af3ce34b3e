"""Feed a reader with what libFuzzer makes of a document of its form: `python fuzz/readers.py page`.

Every form of `tests/torture/ferry/` has its target. It wants atheris, which is no part of what `make`
installs: `uv pip install --python .venv atheris`. All behind the form goes to libFuzzer, such as a folder for
what is worth keeping, or `-max_total_time=900`.
"""

import sys
import tempfile
from pathlib import Path

import atheris

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "torture"), str(Path(__file__).parents[1])]
with atheris.instrument_imports(include=["afterlive", "feedparser", "markdown", "email", "zipfile"]):
    import forms


def main(form: str, *options: str) -> None:
    """Read documents of a form until libFuzzer ends or one is neither read nor refused."""
    with tempfile.TemporaryDirectory() as scratch:
        seeds = Path(scratch, "seeds")
        seeds.mkdir()
        (seeds / form).write_text(forms.document(form), encoding="utf-8")
        for known in (form, "page", "text"):  # the first takes longest, also of what others are taken for
            forms.hold(forms.write(Path(scratch), known, forms.document(known)))

        def read(data: bytes) -> None:
            forms.hold(forms.write(Path(scratch), form, data))

        limits = ["-timeout=5", "-max_len=8000", "-rss_limit_mb=4000"]
        folders = [option for option in options if not option.startswith("-")]
        flags = [option for option in options if option.startswith("-")]
        atheris.Setup([sys.argv[0], *limits, *flags, *folders, str(seeds)], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
