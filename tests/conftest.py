"""Tests never touch the installation of the checkout they run in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.settings import settings


@pytest.fixture(scope="session", autouse=True)
def _a_home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An empty home for this process and those it starts: `script/run` may have filled `var`."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONGVAN_HOME", str(home))
        patch.setattr(settings(), "home", home)
        yield
