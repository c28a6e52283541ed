"""The order of components, asked of spaCy; a table of cases for every field."""

import subprocess
import sys
from pathlib import Path

import pytest

from extractors.document import FIELDS
from extractors.language import COMPONENTS, components, pipeline

HERE = Path(__file__).parent


def test_every_component_finds_what_it_requires() -> None:
    problems = pipeline().analyze_pipes()["problems"]
    assert {name: missing for name, missing in problems.items() if missing} == {}


def test_a_wrong_order_would_be_found() -> None:
    """spaCy's answer is worth something: with the number before the issuer it complains."""
    language = pipeline()
    language.analyze_pipes()
    meta = language.get_pipe_meta("number")
    assert "doc._.issuer" in meta.requires


@pytest.mark.parametrize("name", list(COMPONENTS))
def test_every_component_assigns_a_field(name: str) -> None:
    assigned = {attribute.removeprefix("doc._.") for attribute in pipeline().get_pipe_meta(name).assigns}
    assert assigned & set(FIELDS)


def test_components_come_in_the_order_of_the_list() -> None:
    assert pipeline().pipe_names == list(COMPONENTS)
    assert len(components()) == len(COMPONENTS)


@pytest.mark.parametrize("name", list(COMPONENTS))
def test_every_field_has_a_table_of_cases(name: str) -> None:
    tables = [*HERE.glob(f"test_{name}.py"), *HERE.glob(f"test_{name}_*.py")]
    assert any("@pytest.mark.parametrize" in table.read_text(encoding="utf-8") for table in tables), name


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("{'requests', 'weasel', 'httpx'} & {*sys.modules}", "set()"),
        ("importlib.import_module('spacy.cli.info').info is not spacy.info", "True"),
        ("'python_version' in {key.lower() for key in spacy.info(silent=True)}", "True"),
        ("callable(importlib.import_module('spacy.cli').download)", "True"),
    ],
)
def test_spacy_comes_without_its_command_line_until_someone_wants_it(asked: str, answer: str) -> None:
    code = f"import importlib, sys, extractors.language, spacy; print({asked})"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == answer
