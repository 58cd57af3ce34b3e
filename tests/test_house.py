"""The house: which room may import from which, and that no two things in it have one name."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = {
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted((ROOT / "afterlive").rglob("*.py"))
    if "starter" not in file.parts  # what a keeper's archive begins with
}

ROOMS = (
    # from the top floor down: a room imports from those below it
    "cli",
    "review",
    "packing",
    "capturing",
    "site.company",
    "hosted_settings",
    "settings",
    "site.plugin",
    "site.group_generators",
    "site.generator",
    "site.menus",
    "site.build",
    "site.search",
    "site.pages",
    "site.show",
    "site.articles",
    "site.site_settings",
    "archive",
    "reading.forms",
    "reading.steps",
    "reading.rules",
    "reading.languages",
    "reading.source",
    "cache",
)
FACES = {"afterlive.site", "afterlive.reading", "afterlive.__main__"}
"""What stands in front of several rooms, and hands on what is in them."""


@cache
def tree_of(file: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(file.read_text("utf-8"))


@cache
def imports() -> dict[str, set[str]]:
    """Return the modules that each module imports, for type-checking too; one's own packages aside."""
    found: dict[str, set[str]] = {}
    for name, file in MODULES.items():
        found[name] = set()
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.Import):
                found[name].update(alias.name for alias in node.names if alias.name in MODULES)
            elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
                names = [f"{node.module}.{alias.name}" for alias in node.names]
                found[name].update(each if each in MODULES else node.module for each in names)
        found[name] -= {name, "afterlive"}
    return found


def room_of(module: str) -> str:
    """Return the room that a module stands in; nothing for what stands on the ground, below all rooms."""
    name = module.removeprefix("afterlive.")
    return next((room for room in ROOMS if name == room or name.startswith(f"{room}.")), "")


def test_no_modules_import_each_other_in_a_circle() -> None:
    try:
        TopologicalSorter(imports()).prepare()
    except CycleError as error:
        raise AssertionError("a circle of imports: " + " <- ".join(error.args[1])) from None


def test_rooms_import_only_from_rooms_below_them() -> None:
    floors = {room: floor for floor, room in enumerate(reversed(ROOMS), 1)}
    upward = [
        f"{module} -> {imported}"
        for module, imported_modules in imports().items()
        for imported in sorted(imported_modules)
        if module not in FACES
        and floors.get(room_of(module) or "", 0) < floors.get(room_of(imported) or "", 0)
    ]
    assert upward == []


def test_no_two_modules_and_no_two_classes_have_one_name() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module, file in MODULES.items():
        if file.name != "__init__.py":
            places[f"{file.stem}.py"].append(module)
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(module)
    assert {name: modules for name, modules in places.items() if len(modules) > 1} == {}


def test_no_two_files_of_tests_have_one_name() -> None:
    names = [file.name for file in (ROOT / "tests").rglob("*.py") if file.name != "conftest.py"]
    assert sorted(names) == sorted(set(names))


def test_the_map_of_a_build_names_every_file_of_it() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    map_ = text.partition("## The files of a build")[2].partition("\n## ")[0]
    files = {file.name for file in (ROOT / "afterlive/site/build").glob("*.py")} - {"__init__.py"}
    assert {name for name in files if f"`{name}`" not in map_} == set()
