import gzip
import io
import json
import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pages_made import PARAGRAPHS, make_archive, make_page, send, serve

from lagebild.records import Document, Failure
from lagebild.settings import Settings
from lagebild.sources import find_documents, understand_document

SETTINGS = Settings(allow_private=True, timeout=2, total_timeout=5, retries=0)


def find(locator, stdin=None, settings=SETTINGS):
    return list(find_documents(str(locator), settings, stdin))


def test_a_folder_is_read_in_order_without_what_is_hidden(tmp_path):
    for name in ("b/two.html", "a/one.html", ".hidden/three.html", "a/.four.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(make_page())
    found = find(tmp_path)
    assert [d.address.removeprefix(str(tmp_path)) for d in found] == ["/a/one.html", "/b/two.html"]


@pytest.mark.parametrize(
    ("locator", "words"),
    [
        ("/no/such/file.html", "no such file"),
        ("ftp://news.example/a", "only http"),
        ("", "nothing"),
        ("a\x00b", "nothing"),
    ],
)
def test_what_is_not_there_is_one_failure(locator, words):
    (found,) = find(locator)
    assert isinstance(found, Failure)
    assert words in found.reason


def test_a_gzipped_page_is_unfolded_within_the_limit(tmp_path):
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(make_page()))
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(b"<html>" + b" " * 3_000_000))
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(make_page())[:-20])
    page, bomb, cut = find(tmp_path, settings=replace(SETTINGS, max_bytes=100_000))
    assert page.raw == make_page()
    assert "over the limit" in bomb.reason
    assert "end too early" in cut.reason
    assert understand_document(page, SETTINGS).id == "a.html.gz"


def test_rows_become_documents_and_a_broken_row_names_its_line(tmp_path):
    rows = [
        json.dumps({"id": "r1", "text": PARAGRAPHS[0]}),
        "{broken",
        "[]",
        '{"id": "r3"}',
        json.dumps({"text": "Last one."}),
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    first, *broken, last = find(tmp_path / "rows.jsonl")
    assert [f.reason.split(":")[0] for f in broken] == ["line 2", "line 3", "line 4"]
    assert first.identity == f"{tmp_path}/rows.jsonl#r1"
    assert last.identity == f"{tmp_path}/rows.jsonl#5"
    report = understand_document(first, SETTINGS)
    assert (report.id, report.text) == ("r1", PARAGRAPHS[0])


@pytest.mark.parametrize("compressed", [True, False])
def test_an_archive_gives_its_pages(tmp_path, compressed):
    records = [
        ("https://news.example/a", "text/html; charset=utf-8", make_page()),
        ("https://news.example/a.png", "image/png", b"\x89PNG"),
        ("https://news.example/b.txt", "text/plain", PARAGRAPHS[0].encode()),
    ]
    (tmp_path / "crawl.warc.gz").write_bytes(make_archive(records, compressed))
    found = find(tmp_path / "crawl.warc.gz")
    assert [d.identity for d in found] == ["https://news.example/a", "https://news.example/b.txt"]
    assert found[0].fetched is not None


@pytest.mark.parametrize("compressed", [True, False])
def test_a_broken_record_is_one_failure_and_the_rest_is_kept(tmp_path, compressed):
    parts = [
        make_archive(
            [(f"https://news.example/{n}", "text/html", make_page(title=f"Page number {n} of three"))], compressed
        )
        for n in range(3)
    ]
    broken = parts[1][: len(parts[1]) // 2] + b"\x00" * 40 + parts[1][len(parts[1]) // 2 + 40 :]
    if not compressed:
        broken = b"WARC/1.0\r\nnonsense without end" + b"\r\n\r\n"
    (tmp_path / "crawl.warc").write_bytes(parts[0] + broken + parts[2])
    found = find(tmp_path / "crawl.warc")
    kept = [d.identity for d in found if isinstance(d, Document)]
    assert sum(isinstance(f, Failure) for f in found) == 1
    assert kept[0] == "https://news.example/0"
    assert kept[-1] == "https://news.example/2"


def test_a_cut_archive_keeps_what_came_before(tmp_path):
    raw = make_archive([(f"https://news.example/{n}", "text/html", make_page()) for n in range(2)])
    (tmp_path / "cut.warc.gz").write_bytes(raw[:-150])
    first, second = find(tmp_path / "cut.warc.gz")
    assert isinstance(first, Document)
    assert isinstance(second, Failure)


def test_standard_input_is_any_kind_of_source():
    assert find("-", io.BytesIO(make_page()))[0].raw == make_page()
    assert find("-", io.BytesIO(gzip.compress(make_page())))[0].raw == make_page()
    row = find("-", io.BytesIO(b'{"id": "r", "text": "A short report."}\n'))[0]
    assert row.identity.startswith("sha256:")
    plain = find("-", io.BytesIO(PARAGRAPHS[0].encode()))[0]
    assert understand_document(plain, SETTINGS).identity.startswith("sha256:")


def feed_of(*links):
    items = "".join(f"<item><title>t</title><link>{link}</link></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Bay</title>{items}</channel></rss>'.encode()


def test_a_local_feed_names_files_of_its_own_folder_only(tmp_path):
    folder = tmp_path / "feed"
    folder.mkdir()
    (tmp_path / "secret.html").write_bytes(make_page())
    (folder / "a b.html").write_bytes(make_page())
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    (folder / "feed.xml").write_bytes(
        feed_of("a%20b.html", "../secret.html", "/etc/hostname", "file:///etc/hostname", "link.html", "gone.html")
    )
    first, *others = find(folder / "feed.xml")
    assert first.raw == make_page()
    assert len(others) == 5
    assert all(isinstance(f, Failure) for f in others)


def test_an_atom_feed_names_its_pages(tmp_path):
    (tmp_path / "a.html").write_bytes(make_page())
    (tmp_path / "feed.atom").write_bytes(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title>'
        b'<entry><title>t</title><link href="a.html"/></entry></feed>'
    )
    assert [d.address for d in find(tmp_path / "feed.atom")] == [str(tmp_path / "a.html")]


def test_a_feed_with_entities_of_its_own_is_refused(tmp_path):
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + feed_of("&b;").split(b"?>")[1]
    )
    (tmp_path / "feed.xml").write_bytes(bomb)
    (found,) = find(tmp_path / "feed.xml")
    assert "entities" in found.reason


def test_a_fetched_feed_heeds_robots_and_names_each_page_that_fails():
    def answer(handler):
        if handler.path == "/robots.txt":
            send(handler, b"User-agent: *\nDisallow: /closed\n", Content_Type="text/plain")
        elif handler.path == "/feed":
            send(handler, feed_of("/open", "/closed/1", "/gone"), Content_Type="application/rss+xml")
        elif handler.path == "/open":
            send(handler, make_page())
        else:
            send(handler, b"", 404)

    with serve(answer) as site:
        page, closed, gone = find(f"{site}/feed")
    assert page.raw == make_page()
    assert "robots.txt" in closed.reason
    assert (gone.address, gone.reason) == (f"{site}/gone", "404 Not Found")


def test_a_long_file_of_rows_is_not_held_in_memory(tmp_path):
    path = tmp_path / "rows.jsonl"
    row = json.dumps({"id": "r", "text": "word " * 1_000}) + "\n"
    with path.open("w") as out:
        out.writelines(row for _ in range(1_000))
    tracemalloc.start()
    count = sum(isinstance(d, Document) for d in find_documents(str(path), SETTINGS))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1_000
    assert peak < 2_000_000


@hypothesis_settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\x1f\x8b", b"WARC/1.0\r\n", b'{"text": 1}\n', b"<rss>", b"%PDF-1.4\n"]),
)
def test_any_bytes_on_standard_input_give_documents_or_failures(raw, start):
    for found in find("-", io.BytesIO(start + raw)):
        assert isinstance(found, Document | Failure)
        assert "\n" not in getattr(found, "reason", "")
