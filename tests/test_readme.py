"""What README.md and the guide say is what happens."""

import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from lagebild.cli import VERBS
from lagebild.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs/guide.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)


def test_commands_of_the_readme_run_in_their_order(tmp_path):
    lagebild = Path(sys.executable).parent / "lagebild"
    script = "\n".join(BLOCKS).replace("brief.html", str(tmp_path / "brief.html"))
    for name in ("readings.jsonl", "events.tsv"):
        script = script.replace(name, str(tmp_path / name))
    environment = {**os.environ, "LAGEBILD_STORE": str(tmp_path / "lagebild.db"), "OMP_NUM_THREADS": "1"}
    environment["PATH"] = f"{lagebild.parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        ["sh", "-eux", "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Verenday" in done.stdout
    assert (tmp_path / "brief.html").stat().st_size > 10_000
    assert len((tmp_path / "readings.jsonl").read_text(encoding="utf-8").splitlines()) == 11
    assert (tmp_path / "events.tsv").read_text(encoding="utf-8").startswith("id\tdate\t")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_in_the_readme(verb):
    assert f"`{verb}" in README


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_links_of_the_readme_lead_somewhere(target):
    assert (ROOT / target).exists()


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_every_setting_is_in_the_guide(setting):
    assert f"`{setting}`" in GUIDE
    assert f"`LAGEBILD_{setting.upper()}`" in GUIDE
