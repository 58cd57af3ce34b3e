"""What is promised of the repository as a whole: pins, reasons, careful workflows, nobody's home."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml

import afterlive

ROOT = Path(__file__).parent.parent
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PYPROJECT)
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def name_of(requirement: str) -> str:
    """Take the name off a requirement, as package indexes compare it."""
    name = re.match(r"[\w.-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """List the files that git keeps."""
    git = shutil.which("git")
    if not (git and (ROOT / ".git").exists()):
        pytest.skip("this is not a clone")
    listed = subprocess.run(  # noqa: S603 - nothing in it is from outside
        [git, "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [file for name in listed.stdout.split("\0") if name and (file := ROOT / name).is_file()]


def pins_of(file: Path) -> list[str]:
    """Return the pins of a file of requirements, each with its hashes."""
    return re.split(r"^(?=[a-z])", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]


def test_every_dependency_is_pinned_with_hashes_and_no_index_is_named() -> None:
    hashed = re.compile(r"\S+==\S+.*? --hash=sha256:[0-9a-f]{64}\b", re.DOTALL)
    for file in ROOT.glob("requirements*.txt"):
        assert [pin for pin in pins_of(file) if not hashed.match(pin)] == []
        assert not re.search(r"^-|://", file.read_text(encoding="utf-8"), re.MULTILINE)

    pins = pins_of(ROOT / "requirements.txt")
    wanted = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    assert {name_of(requirement) for requirement in wanted} <= {name_of(pin) for pin in pins}


def test_the_lowest_python_is_the_same_everywhere() -> None:
    lowest = PROJECT["project"]["requires-python"].removeprefix(">=")
    tests = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text(encoding="utf-8"))
    assert tests["jobs"]["check"]["strategy"]["matrix"]["python"][0] == lowest
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{lowest.replace('.', '')}"
    assert f"({lowest.replace('.', ', ')})" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_exception_from_a_rule_has_its_reason(tracked: list[Path]) -> None:
    rule = re.compile(r'^ +"[A-Z]+\d*",.*', re.MULTILINE)
    assert [line for line in rule.findall(PYPROJECT) if not re.search(r"# \w", line)] == []

    noqa = re.compile(r"#[ ]noqa\b.*")
    reasoned = re.compile(r"#[ ]noqa: [A-Z]+\d+(, [A-Z]+\d+)*\W+\w+")
    exceptions = [
        (file.name, exception)
        for file in tracked
        if file.suffix == ".py"
        for exception in noqa.findall(file.read_text(encoding="utf-8"))
    ]
    assert [exception for exception in exceptions if not reasoned.match(exception[1])] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_a_workflow_runs_nothing_that_can_change_and_may_only_read(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    uses = re.findall(r"uses: (.*)", text)
    assert uses
    assert [use for use in uses if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)] == []
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")
    assert yaml.safe_load(text)["permissions"] == {"contents": "read"}
    installed = re.findall(r"pipx.*|pip install (?!--require-hashes).*", text)
    assert [command for command in installed if "# unpinned, since" not in command] == []


def test_the_preview_of_a_proposal_says_that_nobody_has_reviewed_it() -> None:
    name = "preview-not-yet-reviewed"
    assert f"name: {name}\n" in (ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    assert f"`{name}`" in (ROOT / "docs/publishing.md").read_text(encoding="utf-8")


def test_nothing_names_somebodys_folders(tracked: list[Path]) -> None:
    folder = re.compile(rb"(?<![\w.}])/(?:home|root|tmp|Users)/\w+")
    assert [(file.name, found) for file in tracked for found in folder.findall(file.read_bytes())] == []


def test_the_version_is_the_same_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == afterlive.VERSION
    assert citation["license"] == PROJECT["project"]["license"]
    assert citation["repository-code"] == PROJECT["project"]["urls"]["Homepage"]


def test_the_package_declares_all_that_it_imports() -> None:
    declared = {name_of(requirement) for requirement in PROJECT["project"]["dependencies"]}
    extras = {
        name_of(each) for extra in PROJECT["project"]["optional-dependencies"].values() for each in extra
    }
    packages = packages_distributions()
    imported = {
        name.split(".")[0]
        for file in (ROOT / "afterlive").rglob("*.py")
        if "starter" not in file.parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in names_of_import(node)
    }
    others = imported - {*sys.stdlib_module_names, "afterlive", *extras}
    undeclared = {
        name
        for name in others
        if declared.isdisjoint(
            re.sub(r"[-_.]+", "-", package).lower() for package in packages.get(name, [name])
        )
    }
    assert undeclared == set()


def names_of_import(node: ast.AST) -> list[str]:
    """Return the modules that a statement imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
