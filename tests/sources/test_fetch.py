import socket
import time
from dataclasses import replace

import pytest
from pages_made import make_page, send, serve

from lagebild.errors import FetchError, NotFound, TooLarge
from lagebild.settings import Settings
from lagebild.sources import fetch
from lagebild.sources.fetch import fetch_page, is_public

OPEN = Settings(allow_private=True, timeout=2, total_timeout=5, retries=0)


def test_a_page_is_fetched_with_its_headers():
    asked = []

    def answer(handler):
        asked.append(dict(handler.headers))
        send(handler, make_page(), ETag='"v1"', Last_Modified="Tue, 01 Jan 2030 00:00:00 GMT")

    with serve(answer) as site:
        document = fetch_page(f"{site}/a?utm_source=x#top", OPEN)
    assert document.raw == make_page()
    assert document.identity == f"{site}/a"
    assert document.headers == {"etag": '"v1"', "last-modified": "Tue, 01 Jan 2030 00:00:00 GMT"}
    assert asked[0]["User-Agent"].startswith("lagebild/")
    assert asked[0]["Host"] == site.removeprefix("http://")


def test_a_page_that_has_not_changed_gives_none():
    def answer(handler):
        if handler.headers.get("If-None-Match") == '"v1"':
            handler.send_response(304)
            handler.end_headers()
        else:
            send(handler, make_page(), ETag='"v1"')

    with serve(answer) as site:
        first = fetch_page(f"{site}/a", OPEN)
        assert fetch_page(f"{site}/a", OPEN, first.headers) is None


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (404, NotFound, "404 Not Found"),
        (403, FetchError, "403 Forbidden"),
        (500, FetchError, "500 Internal Server Error"),
    ],
)
def test_a_refusal_is_told_in_its_own_words(status, kind, words):
    with serve(lambda handler: send(handler, b"no", status)) as site, pytest.raises(kind, match=words):
        fetch_page(f"{site}/a", OPEN)


def test_a_server_that_recovers_is_asked_again():
    tries = []

    def answer(handler):
        tries.append(1)
        send(handler, make_page(), 503 if len(tries) == 1 else 200, Retry_After="0")

    with serve(answer) as site:
        assert fetch_page(f"{site}/a", replace(OPEN, retries=1)).raw == make_page()
    assert len(tries) == 2


def test_a_server_that_asks_for_an_hour_is_not_waited_for():
    start = time.monotonic()
    with serve(lambda h: send(h, b"", 429, Retry_After="3600")) as site, pytest.raises(FetchError, match="429"):
        fetch_page(f"{site}/a", replace(OPEN, retries=3))
    assert time.monotonic() - start < 3


@pytest.mark.parametrize("announced", [True, False])
def test_a_page_over_the_limit_is_refused_while_it_arrives(announced):
    def answer(handler):
        handler.send_response(200)
        if announced:
            handler.send_header("Content-Length", "50000000")
        handler.end_headers()
        try:
            for _ in range(800):
                handler.wfile.write(b"x" * 65_536)
        except OSError:
            pass

    with serve(answer) as site, pytest.raises(TooLarge, match="over the limit"):
        fetch_page(f"{site}/a", replace(OPEN, max_bytes=200_000))


def test_a_compressed_page_is_counted_unfolded():
    import gzip

    with (
        serve(lambda h: send(h, gzip.compress(b"x" * 5_000_000), Content_Encoding="gzip")) as site,
        pytest.raises(TooLarge),
    ):
        fetch_page(f"{site}/a", replace(OPEN, max_bytes=1_000_000))


def test_a_silent_server_is_left_after_the_time_limit():
    with serve(lambda _handler: time.sleep(1.5)) as site, pytest.raises(FetchError, match=r"no answer within 0\.3 s"):
        fetch_page(f"{site}/a", replace(OPEN, timeout=0.3))


def test_a_dripping_server_is_left_after_the_total_time():
    def answer(handler):
        try:
            handler.send_response(200)
            handler.end_headers()
            for _ in range(40):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    start = time.monotonic()
    with serve(answer) as site, pytest.raises(FetchError, match="not done within 1 s"):
        fetch_page(f"{site}/a", replace(OPEN, total_timeout=1))
    assert time.monotonic() - start < 6


def test_redirects_are_followed_up_to_the_limit():
    def answer(handler):
        if handler.path == "/a":
            send(handler, b"", 302, Location="/b")
        elif handler.path == "/loop":
            send(handler, b"", 302, Location="/loop")
        else:
            send(handler, make_page())

    with serve(answer) as site:
        assert fetch_page(f"{site}/a", OPEN).identity == f"{site}/b"
        with pytest.raises(FetchError, match="redirects"):
            fetch_page(f"{site}/loop", OPEN)


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://news.example/a", "gopher://127.0.0.1/"])
def test_a_redirect_away_from_the_web_is_refused(target):
    with serve(lambda h: send(h, b"", 302, Location=target)) as site, pytest.raises(FetchError, match="only http"):
        fetch_page(f"{site}/a", OPEN)


def test_private_addresses_are_refused_unless_allowed():
    with serve(lambda handler: send(handler, make_page())) as site:
        with pytest.raises(FetchError, match="the address is private"):
            fetch_page(f"{site}/a", replace(OPEN, allow_private=False))
        with pytest.raises(FetchError, match="the address is private"):
            fetch_page(site.replace("127.0.0.1", "localhost"), replace(OPEN, allow_private=False))


def test_a_redirect_to_a_private_address_is_refused(monkeypatch):
    """A public name whose page redirects inward: each hop is checked like the first."""
    with serve(lambda h: send(h, b"", 302, Location="http://127.0.0.1:9/secret")) as site:
        port = int(site.rpartition(":")[2])
        monkeypatch.setattr(fetch, "is_public", lambda ip: ip == "127.0.0.1" and not hops.pop())
        hops = [True, False]
        with pytest.raises(FetchError, match="private"):
            fetch_page(f"http://127.0.0.1:{port}/a", replace(OPEN, allow_private=False))


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    """A name that leads elsewhere at the second question (DNS rebinding) is asked only once."""
    asked = []
    real = socket.getaddrinfo

    def resolve(host, *rest, **named):
        if host == "news.example":
            asked.append(host)
            return real("127.0.0.1", *rest, **named)
        return real(host, *rest, **named)

    seen = []

    def answer(handler):
        seen.append(handler.headers["Host"])
        send(handler, make_page())

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with serve(answer) as site:
        port = site.rpartition(":")[2]
        fetch_page(f"http://news.example:{port}/a", OPEN)
    assert asked == ["news.example"]
    assert seen == [f"news.example:{port}"]


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.20.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
     "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "no ip"],
)  # fmt: skip
def test_inner_addresses_are_not_public(ip):
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_outer_addresses_are_public(ip):
    assert is_public(ip)


def test_a_closed_port_is_told_in_one_line():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="refused") as told:
        fetch_page(f"http://127.0.0.1:{port}/a", OPEN)
    assert "\n" not in str(told.value)
