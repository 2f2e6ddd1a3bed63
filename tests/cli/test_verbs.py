"""What a person sees of each verb, and what a script sees of its exit status."""

import io
import json
import re

import jsonschema
import pytest

from lagebild.cli import VERBS, _run
from lagebild.example import QUESTION, example_folder
from lagebild.exports.annotations import annotation_schema
from lagebild.situation import draw_situation
from lagebild.situation.deeds import gather_deeds
from lagebild.situation.timeline import sort_key
from lagebild.store import open_store

ANALYSIS = example_folder() / "04-chronicle-analysis.html"


@pytest.fixture
def run(capsys, monkeypatch, example_store):
    """Run the command line on the example's store: status, output, and what went to standard error."""
    monkeypatch.setenv("LAGEBILD_STORE", str(example_store))

    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            status = _run([str(argument) for argument in arguments])
        except SystemExit as end:
            status = int(end.code or 0)
        written = capsys.readouterr()
        return status, written.out, written.err

    return call


def squeeze(text: str) -> str:
    return " ".join(text.split())


def test_annotate_prints_one_valid_json_object_for_each_source(run):
    status, out, _ = run("annotate", ANALYSIS, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert len(rows) == 1
    jsonschema.Draft202012Validator(annotation_schema()).validate(rows[0])
    assert rows[0]["statements"]


def test_annotate_for_people_names_speakers(run):
    status, out, _ = run("annotate", ANALYSIS)
    assert status == 0
    assert "Helva Quistrand" in out
    assert "Who says what" in out


def test_annotate_stores_nothing(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LAGEBILD_STORE")
    run("annotate", ANALYSIS)
    assert not list(tmp_path.iterdir())


def test_read_counts_and_names_each_failure(run, tmp_path):
    good = tmp_path / "good.txt"
    good.write_text("A first report\n\nThe minister said on Monday that the bridge was open.\n", encoding="utf-8")
    empty = tmp_path / "empty.html"
    empty.touch()
    status, out, err = run("read", good, empty, tmp_path / "missing.html", "--store", tmp_path / "new.db")
    assert status == 1
    assert "1 new, 0 unchanged, 0 new version, 2 failed" in out
    assert len([line for line in err.splitlines() if line.startswith("failed:")]) == 2
    assert "missing.html" in err


def test_reading_twice_stores_once(run, tmp_path):
    good = tmp_path / "good.txt"
    good.write_text("A first report\n\nThe minister said on Monday that the bridge was open.\n", encoding="utf-8")
    run("read", good, "--store", tmp_path / "new.db")
    status, out, _ = run("read", good, "--store", tmp_path / "new.db")
    assert status == 0
    assert "0 new, 1 unchanged" in out


def test_standard_input_is_a_source(run, tmp_path, monkeypatch):
    given = io.TextIOWrapper(io.BytesIO(b"The bridge is open, the mayor said."))
    monkeypatch.setattr("sys.stdin", given)
    status, out, _ = run("read", "-", "--store", tmp_path / "new.db")
    assert status == 0
    assert "1 new" in out


def test_show_prints_sentence_numbers_and_statements(run):
    status, out, _ = run("show", "04-chronicle-analysis.html")
    assert status == 0
    assert "analysis" in out
    assert "Who says what" in out


def test_who_shows_names_roles_and_statements(run):
    status, out, _ = run("who", "Verenday")
    assert status == 0
    assert "Ilka Verenday" in out
    assert re.search(r"Says \(\d+\)", out)


def test_who_is_nobody_is_said_in_one_line(run):
    status, out, err = run("who", "Zzyzxqw")
    assert (status, out) == (1, "")
    assert len(err.strip().splitlines()) == 1


def test_timeline_is_in_order_of_time(run):
    status, out, _ = run("timeline")
    years = re.findall(r"^(\d{4})\S* {2,}", out, re.MULTILINE)
    assert status == 0
    assert len(years) > 10
    assert years == sorted(years)


def test_timeline_shows_each_dated_event_once_and_beside_its_date(run, example_store):
    _, out, _ = run("timeline")
    with open_store(str(example_store), create=False) as opened:
        situation = draw_situation(opened.reports())
    dated = [d for d in gather_deeds(situation.reports, situation.figures) if d.date and sort_key(d.date)]
    assert dated
    assert len(re.findall(r"^ {19}\S+ [\w ]+  [A-Z]+", out, re.MULTILINE)) == len(dated)


def test_changes_show_the_corrected_number(run):
    status, out, _ = run("changes", "01-wire-visit.html")
    assert status == 0
    assert "6,500" in out
    assert "4,500" in out


def test_ask_lists_a_denial_as_a_denial(run):
    status, out, _ = run("ask", QUESTION)
    assert status == 0
    assert "− denies" in out
    assert "Ilka Verenday" in out
    assert "No estimate is made" in squeeze(out)


def test_a_question_that_nothing_answers_gets_that_said(run):
    status, out, _ = run("ask", "Will Brennor buy submarines from the moon?")
    assert status == 0
    assert "No passage" in out


def test_brief_is_one_page_with_the_answer(run, tmp_path):
    page = tmp_path / "brief.html"
    status, out, _ = run("brief", "--html", page, "--ask", QUESTION, "--title", "A <b>title</b>")
    text = page.read_text(encoding="utf-8")
    assert (status, out) == (0, "")
    assert "A &lt;b&gt;title" in text
    assert "<script" not in text


def test_export_writes_every_report_once(run, tmp_path):
    out = tmp_path / "readings.jsonl"
    status, _, _ = run("export", "jsonl", "--out", out)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert status == 0
    assert len({row["identity"] for row in rows}) == len(rows) == 11


def test_schema_is_what_annotations_are_checked_with(run):
    status, out, _ = run("schema")
    assert status == 0
    assert json.loads(out) == annotation_schema()


def test_a_version_that_is_not_there_is_told_from_a_report_that_is_not(run):
    status, _, err = run("show", "01-wire-visit.html", "--version", "9")
    assert status == 1
    assert "no version 9; it has" in err
    assert "no such report" in run("show", "nope", "--version", "9")[2]


def test_who_counts_what_is_sure_and_shows_the_rest_apart(run):
    _, out, _ = run("who", "Verenday")
    number = int(re.search(r"Says \((\d+)\)  \d+ in their own words", out).group(1))
    apart = int(re.search(r"Less certain \((\d+)\)", out).group(1))
    assert number > apart


def test_the_decider_of_an_answer_is_said(run):
    _, out, _ = run("ask", QUESTION)
    assert "decided by the grammar" in squeeze(out)
    assert "denying" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["show"],
        ["read"],
        ["export", "xml"],
        ["ask"],
        ["ask", "???"],
        ["who", " "],
        ["show", ""],
        ["changes", ""],
        ["brief", "--ask", " "],
        ["annotate", "x", "--language", "english"],
        ["annotate", "x", "--published", "tuesday"],
        ["annotate", "x", "--format", "xml"],
    ],
)
def test_a_wrong_call_is_one_line_and_status_2(run, arguments):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert "Value error" not in err


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(run, verb):
    status, out, _ = run(verb, "--help")
    assert status == 0
    assert "Usage:" in out


def test_a_store_that_is_not_there_is_named(run, tmp_path):
    status, _, err = run("timeline", "--store", tmp_path / "none.db")
    assert status == 1
    assert "none.db" in err


def test_a_language_that_cannot_be_read_is_stored_and_said_so(run, tmp_path):
    page = tmp_path / "report.txt"
    page.write_text("Министр заявил в понедельник, что мост открыт для движения.\n" * 3, encoding="utf-8")
    status, out, _ = run("annotate", page, "--format", "jsonl")
    row = json.loads(out)
    assert status == 0
    assert row["sentences"]
    assert any("cannot be read yet" in warning for warning in row["warnings"])
