"""Settings have defaults, come from the environment and are documented."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from extractor.limits import DEFAULT_LIMITS, Limits
from verifier.errors import SettingsError
from verifier.settings import Settings, load_settings, settings_table

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(f"XUESHI_{name.upper()}", raising=False)


def test_the_page_lists_every_setting_with_its_default():
    assert settings_table() in PAGE.read_text(encoding="utf-8")


def test_without_an_environment_the_limits_are_the_readers_own():
    assert load_settings().limits == DEFAULT_LIMITS


@pytest.mark.parametrize("name", [field.name for field in fields(Limits)])
def test_every_limit_can_be_set(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(f"XUESHI_{name.upper()}", "7")
    assert getattr(load_settings().limits, name) == 7


def test_impossible_values_are_all_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XUESHI_MAX_PAGES", "many")
    monkeypatch.setenv("XUESHI_CONFIDENCE_FLOOR", "1.5")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "XUESHI_MAX_PAGES" in caught.value.message
    assert "XUESHI_CONFIDENCE_FLOOR" in caught.value.message


def test_settings_do_not_change():
    with pytest.raises(ValueError, match="frozen"):
        load_settings().port = 1  # type: ignore[misc]
