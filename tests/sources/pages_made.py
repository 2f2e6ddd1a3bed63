"""Factories for what the tests of sources read: pages, PDFs, archives and a server, all invented."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PARAGRAPHS = (
    "The council of Port Ferris decided on Tuesday to close the northern ferry line for two months, a spokesman said.",
    "Repairs on the old quay will cost about four million crowns, according to the harbour office of the republic.",
    "Fishermen from the upper bay said they had not been asked, and called the decision a mistake of the government.",
    "The minister of transport, Orla Venn, answered that the line would open again before the summer season starts.",
)


def make_page(
    body: str | None = None, head: str = "", title: str = "Port Ferris closes its ferry line", lang: str = "en"
) -> bytes:
    """An HTML page with a headline and, unless another body is given, four paragraphs."""
    inner = body if body is not None else "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | Bay Courier</title>'
        f"{head}</head><body><nav><a href='/'>Home</a><a href='/sea'>Sea</a></nav>"
        f"<main><article><h1>{title}</h1>{inner}</article></main>"
        "<footer>Imprint and privacy</footer></body></html>"
    ).encode()


def make_linked(**fields: object) -> str:
    """A JSON-LD script for a NewsArticle with these fields."""
    found = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(found)}</script>'


def make_pdf(pages: list[list[str]], info: str = "") -> bytes:
    """A PDF whose pages show these lines, 14 points apart; an empty line leaves a gap."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, lines in enumerate(pages):
        shown = " ".join(f"({_escape(line)}) Tj 0 -14 Td" for line in lines)
        stream = b"BT /F1 11 Tf 50 780 Td " + shown.encode("cp1252") + b" ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    objects.append(f"<< {info} >>".encode())
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, found in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n" % number + found + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(
        b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, len(objects), start)
    )
    return out.getvalue()


def _escape(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def make_archive(records: list[tuple[str, str, bytes]], compressed: bool = True) -> bytes:
    """A WARC with one response for each (address, media type, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compressed)
    for address, media_type, body in records:
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", media_type), ("Content-Length", str(len(body)))], protocol="HTTP/1.1"
        )
        writer.write_record(
            writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=headers)
        )
    return out.getvalue()


@contextmanager
def serve(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """A server on this machine that answers GET as told; yields its address and ends with the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    worker = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    worker.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        worker.join(5)


def send(handler: BaseHTTPRequestHandler, body: bytes = b"", status: int = 200, **headers: str) -> None:
    """An answer with this body; header names are written with underscores."""
    handler.send_response(status)
    for name, value in {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)
