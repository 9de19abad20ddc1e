"""The check for newcomers, with packages missing and of the wrong version."""

import importlib.metadata
import re
import subprocess
import sys

import pytest

from genrekit import cli, environment

EXACT = importlib.metadata.version("python_speech_features")


@pytest.fixture
def lines():
    return []


def test_all_is_there(lines):
    assert environment.check(out=lines.append) == 0, lines
    assert lines[-1].startswith("All there")


def test_missing_package_is_named(monkeypatch, lines):
    monkeypatch.setattr(environment, "requirements", lambda extra=None: [] if extra else ["no_such_thing>=2"])
    assert environment.check(out=lines.append) == 1
    assert lines[0] == "- no_such_thing: missing, needed >=2"
    assert "pip install" in lines[-1]


def test_wrong_version_is_named(monkeypatch, lines):
    wanted = "python_speech_features==0.5"
    monkeypatch.setattr(environment, "requirements", lambda extra=None: [] if extra else [wanted])
    assert environment.check(out=lines.append) == 1
    assert lines[0] == f"- python_speech_features: version {EXACT} is installed, needed ==0.5"


def test_missing_test_tool_is_no_failure(monkeypatch, lines):
    monkeypatch.setattr(environment, "requirements", lambda extra=None: ["no_such_thing"] if extra else [])
    assert environment.check(out=lines.append) == 0
    assert lines[0] == "- only for make test: no_such_thing: missing"


@pytest.mark.parametrize("packaging_there", [True, False])
@pytest.mark.parametrize(
    ("version", "wanted", "answer"),
    [
        ("2.0", "", True),
        ("2", "==2.0", True),
        ("2.1", ">=2.0,<3", True),
        ("3.0", ">=2.0,<3", False),
        ("2.10", ">=2.9", True),
        ("0.2.11.post0", ">=0.2.10", True),
        ("1.4", "~=1.4.0", True),
        ("1.5", "~=1.4.0", False),
        ("1.5.2", "==1.5.*", True),
        ("1.6", "!=1.6", False),
    ],
)
def test_versions(monkeypatch, version, wanted, answer, packaging_there):
    if not packaging_there:
        monkeypatch.setitem(sys.modules, "packaging.specifiers", None)
    assert environment.fits(version, wanted) is answer


def test_requirements_are_those_of_the_project():
    assert "python_speech_features==0.6" in environment.requirements()
    assert any(line.startswith("ruff") for line in environment.requirements("test"))


def test_installed_metadata_serve_where_there_is_no_project_file(monkeypatch, tmp_path):
    declared = ["numpy>=2.0", 'ruff>=0.12; extra == "test"']
    monkeypatch.setattr(environment, "PROJECT_FILE", tmp_path / "pyproject.toml")
    monkeypatch.setattr(importlib.metadata, "requires", lambda name: declared)
    assert environment.requirements() == ["numpy>=2.0"]
    assert environment.requirements("test") == ["ruff>=0.12"]


def test_other_python_is_told(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 14, 0))
    monkeypatch.setattr(environment.platform, "python_version", lambda: "3.14.0")
    assert environment.python_problems()[0].startswith("Python 3.14.0: genrekit needs 3.11")


def test_missing_soundfont_is_told(monkeypatch, tmp_path):
    (tmp_path / "pretty_midi").mkdir()
    (tmp_path / "pretty_midi" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "pretty_midi", raising=False)
    assert environment.soundfont_problems()[0].startswith("TimGM6mb.sf2: missing")


def test_unwritable_folder_is_told(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("GENREKIT_HOME", str(tmp_path / "file"))
    problems = environment.folder_problems()
    assert len(problems) == 2
    assert "GENREKIT_HOME" in problems[0]


def test_full_disk_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("GENREKIT_HOME", str(tmp_path))
    monkeypatch.setattr(environment, "DISK_NEEDED_GB", 1e9)
    assert "GB free" in environment.folder_problems()[0]


def test_check_works_with_nothing_installed():
    # -S leaves out site-packages: only the standard library is there.
    command = [sys.executable, "-S", "-m", "genrekit", "check"]
    root = environment.PROJECT_FILE.parent
    answer = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60)
    assert answer.returncode == 1
    assert "- tensorflow: missing" in answer.stdout
    assert answer.stderr == ""
    assert re.search(r"^\d+ to put right", answer.stdout, re.MULTILINE)


def test_errors_are_one_line(capsys):
    assert cli.main(["run", "--data-dir", "no/such/folder"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "genrekit: data_dir no/such/folder: there is no such folder. "
        "Give a folder, or an archive (.tar.gz, .tgz, .tar, .zip)."
    ]
