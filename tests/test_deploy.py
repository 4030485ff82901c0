"""What is given for servers speaks of commands, settings and files that are there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.main import get_command

from verifier.__main__ import app
from verifier.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
UNITS = sorted((ROOT / "deploy" / "cluster").glob("*.service"))
OWN = {"XUESHI_SCHEDULER"}
"""Names that the unit files give to each other."""


def compose() -> dict:
    return YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text("utf-8"))


def test_the_services_run_commands_that_exist():
    commands = get_command(app).commands
    for name in ("web", "reader"):
        command, *given = compose()["services"][name]["command"]
        known = {option for one in commands[command].params for option in one.opts}
        assert {word for word in given if word.startswith("--")} <= known


def test_every_setting_that_is_named_is_one():
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | OWN
    files = [ROOT / "docker-compose.yml", ROOT / "Dockerfile", *ROOT.glob("deploy/**/*")]
    named = {
        word
        for path in files
        if path.is_file()
        for word in re.findall(rf"{PREFIX}[A-Z_]+", path.read_text("utf-8"))
    }
    assert named <= known
    assert {"XUESHI_DATABASE", "XUESHI_BLOBS", "XUESHI_EXECUTOR"} <= named


def test_the_services_have_no_rights_and_secrets_come_from_files():
    services = compose()["services"]
    for name in ("web", "reader"):
        assert services[name]["read_only"]
        assert services[name]["cap_drop"] == ["ALL"]
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    assert not re.search(r"PASSWORD: |://[^@\s]*:[^@\s]*@", text)
    assert "USER 10001" in (ROOT / "Dockerfile").read_text("utf-8")
    assert services["web"]["ports"] == ["127.0.0.1:8000:8000"]


def test_the_image_holds_what_the_program_needs():
    taken = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    copied = re.findall(
        r"^COPY (?!--)(.+) \S+$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE
    )
    for name in " ".join(copied).split():
        assert f"!{name}" in taken
        assert (ROOT / name).exists()


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "requirements-server"])
def test_a_lock_holds_hashes_and_no_addresses(name):
    text = (ROOT / f"{name}.lock").read_text("utf-8")
    assert "://" not in text
    assert "--hash=sha256:" in text


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_the_units_are_sound(unit, tmp_path):
    # the program does not lie in /opt here
    copy = tmp_path / unit.name
    copy.write_text(unit.read_text("utf-8").replace("/opt/xueshi/bin/dask", "/bin/true"), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", copy], capture_output=True, text=True, check=False
    )
    assert (done.returncode, unit.name in done.stderr) == (0, False), done.stderr
