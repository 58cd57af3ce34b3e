"""The workflow for large archives: its groups are all there are, and it runs what the other one runs."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = ROOT / "afterlive/starter/dot-github/workflows"
LARGE, USUAL = ((WORKFLOWS / name).read_text("utf-8") for name in ("pages-large.yml", "pages.yml"))
JOBS = yaml.safe_load(LARGE)["jobs"]


def test_its_groups_are_counted_by_the_matrix_and_each_is_joined() -> None:
    groups = JOBS["group"]["strategy"]["matrix"]["group"]
    assert groups == list(range(1, len(groups) + 1))
    build, join = (
        [step["run"] for step in JOBS[job]["steps"] if "afterlive" in step.get("run", "")]
        for job in ("group", "join")
    )
    assert build == [
        ".venv/bin/python -m afterlive publish --group ${{ matrix.group }}/${{ strategy.job-total }}"
    ]
    assert join == [".venv/bin/python -m afterlive join --hosted groups/*"]
    assert JOBS["join"]["needs"] == ["import", "group"]


def test_it_imports_and_deploys_as_the_usual_one_and_runs_no_other_action() -> None:
    usual = yaml.safe_load(USUAL)["jobs"]
    assert JOBS["import"]["steps"] == usual["import"]["steps"]
    assert JOBS["deploy"]["steps"] == usual["deploy"]["steps"]
    actions = [set(re.findall(r"uses: (.*)", text)) for text in (LARGE, USUAL)]
    assert actions[0] <= actions[1]
    assert LARGE.count("actions/checkout@") == LARGE.count("persist-credentials: false")


def test_it_may_write_articles_and_deploy_and_nothing_else() -> None:
    assert yaml.safe_load(LARGE)["permissions"] == {"contents": "read"}
    assert {name: job.get("permissions") for name, job in JOBS.items()} == {
        "import": {"contents": "write"},
        "group": None,
        "join": {"contents": "read", "actions": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
