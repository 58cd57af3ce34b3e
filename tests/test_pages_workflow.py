"""The workflow that publishes: what it may do, and that it commits what it imported."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
JOBS = WORKFLOW["jobs"]
GIT = shutil.which("git") or ""


def test_one_job_may_commit_and_one_may_deploy() -> None:
    assert {name: job.get("permissions") for name, job in JOBS.items()} == {
        "import": {"contents": "write"},
        "build": None,
        "deploy": {"pages": "write", "id-token": "write"},
    }


def test_what_is_proposed_is_built_and_neither_committed_nor_deployed() -> None:
    assert JOBS["import"]["if"] == JOBS["deploy"]["if"] == "github.event_name != 'pull_request'"
    steps = {step.get("name"): step.get("if") for step in JOBS["build"]["steps"]}
    assert steps[
        "Keep a preview of what is proposed; whoever proposed it may have changed its scripts, too"
    ] == ("github.event_name == 'pull_request'")
    assert steps["Hand the site over"] == "github.event_name != 'pull_request'"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - the arguments are ours
        [GIT, *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    return done.stdout.strip()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of a keeper's repository, which a document was uploaded to."""
    if not GIT:
        pytest.skip("git is missing")
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "remote")
    git(tmp_path, "clone", "--quiet", "remote", "clone")
    clone = tmp_path / "clone"
    (clone / "documents").mkdir()
    (clone / "documents/cape.txt").write_text("The lamp fails")
    git(clone, "checkout", "--quiet", "-b", "main")
    git(clone, "add", "--all")
    keeper = ("-c", "user.name=Ida", "-c", "user.email=ida@example.org")
    git(clone, *keeper, "commit", "--quiet", "--message", "Upload a document")
    git(clone, "push", "--quiet", "origin", "main")
    (clone / "content").mkdir()
    (clone / "content/.keep").touch()
    return clone


def commit_step(clone: Path) -> str:
    """Run the step as the workflow does, and return the commit that it hands on."""
    (step,) = (step for step in JOBS["import"]["steps"] if step.get("id") == "commit")
    handed_on = clone.parent / "handed-on"
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{clone.parent / 'remote'}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://x-access-token:secret@github.com/ida/archive",
        "GITHUB_REPOSITORY": "ida/archive",
        "GITHUB_REF": "refs/heads/main",
        "GITHUB_OUTPUT": str(handed_on),
        "TOKEN": "secret",
    }
    subprocess.run(["bash", "-e", "-c", step["run"]], cwd=clone, env=environment, check=True)  # noqa: S603, S607 - ours
    return handed_on.read_text(encoding="utf-8").strip().removeprefix("commit=")


def test_what_was_imported_is_committed_and_handed_on(clone: Path) -> None:
    (clone / "content/cape").mkdir()
    (clone / "content/cape/0001-the-lamp-fails.md").write_text("Title: The lamp fails\n")
    (clone / "left-over").touch()
    commit = commit_step(clone)
    assert git(clone.parent / "remote", "rev-parse", "main") == commit
    assert (
        git(clone, "log", "-1", "--format=%s %an") == "Import what is new in documents/ github-actions[bot]"
    )
    changed = git(clone, "show", "--name-only", "--format=", commit).splitlines()
    assert all(name.startswith("content/") for name in changed)
    assert "content/cape/0001-the-lamp-fails.md" in changed


def test_without_anything_new_there_is_no_commit(clone: Path) -> None:
    (clone / "content/.keep").unlink()
    before = git(clone, "rev-parse", "HEAD")
    assert commit_step(clone) == before
    assert git(clone.parent / "remote", "rev-parse", "main") == before
