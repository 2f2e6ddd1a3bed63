"""Fetching: the only code of lagebild that opens a network connection."""

from __future__ import annotations

import ipaddress
import random
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import httpx

from lagebild.errors import FetchError, NotFound, SourceError, TooLarge
from lagebild.records import Document
from lagebild.settings import Settings
from lagebild.sources.addresses import normalise_address
from lagebild.sources.robots import ALL_ALLOWED, ALL_FORBIDDEN, MAX_BYTES, Rule, may_fetch, read_rules

AGENT = "lagebild"
_KEPT_HEADERS = ("etag", "last-modified")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({429, 500, 502, 503, 504})
_LONGEST_WAIT = 10.0  # seconds; a server that asks for more is not waited for
_FIRST_WAIT = 0.5
_ACCEPT = (
    "text/html,application/xhtml+xml,application/pdf,application/atom+xml,application/rss+xml,text/plain,*/*;q=0.5"
)
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer of a server, its body read within the limit."""

    status: int
    headers: Mapping[str, str]
    raw: bytes


class _Passing(FetchError):
    """What may be gone at the next try; `wait` is how many seconds the server asks to be left alone."""

    wait: float | None = None


def fetch_page(address: str, settings: Settings, known: Mapping[str, str] | None = None) -> Document | None:
    """The document at an http or https address, after its redirects.

    `known` are the headers kept from an earlier fetch: when the server says that nothing has changed since, the answer
    is None.  `Document.address` is the address asked for, `identity` the one that answered.  Raises NotFound, TooLarge
    or FetchError with one line that says why.
    """
    end = time.monotonic() + settings.total_timeout
    wait = _FIRST_WAIT
    for attempt in range(settings.retries + 1):
        try:
            return _follow(address, settings, known or {}, end)
        except _Passing as error:
            pause = error.wait if error.wait is not None else wait * (1 + random.random() / 4)  # noqa: S311
            if attempt == settings.retries or pause > min(_LONGEST_WAIT, end - time.monotonic()):
                raise FetchError(error.what, address, error.advice) from None
            time.sleep(pause)
            wait *= 2
    raise FetchError("no answer", address)


def _follow(address: str, settings: Settings, known: Mapping[str, str], end: float) -> Document | None:
    """The document at the end of the redirects; every hop is checked like the first address."""
    here = address
    for _hop in range(settings.max_redirects + 1):
        answer = _ask(here, address, settings, known, end)
        if answer.status in _REDIRECTS and answer.headers.get("location"):
            here = urljoin(here, answer.headers["location"])
            continue
        if answer.status == HTTPStatus.NOT_MODIFIED and known:
            return None
        _check_status(answer, address)
        return Document(
            address=address,
            raw=answer.raw,
            media_type=answer.headers.get("content-type"),
            identity=normalise_address(here),
            fetched=datetime.now(UTC),
            headers={k: answer.headers[k] for k in _KEPT_HEADERS if k in answer.headers},
        )
    raise FetchError(f"more than {settings.max_redirects} redirects", address)


def _check_status(answer: _Answer, address: str) -> None:
    """Raise what a status other than success means."""
    if 200 <= answer.status < 300:
        return
    try:
        said = f"{answer.status} {HTTPStatus(answer.status).phrase}"
    except ValueError:
        said = f"{answer.status}"
    if answer.status in {404, 410}:
        raise NotFound(said, address)
    if answer.status in _PASSING:
        passing = _Passing(said, address, "try again later")
        passing.wait = _read_wait(answer.headers.get("retry-after"))
        raise passing
    raise FetchError(said, address)


def _ask(here: str, address: str, settings: Settings, known: Mapping[str, str], end: float) -> _Answer:
    """One request.  The connection goes to the very network address that was checked, whatever the name says next."""
    scheme, host, port = _split_address(here, address)
    ip = _resolve(host, port, address, settings, end)
    headers = {"Host": _host_header(here), "User-Agent": settings.user_agent, "Accept": _ACCEPT}
    headers["Accept-Encoding"] = "gzip, deflate"
    if "etag" in known:
        headers["If-None-Match"] = known["etag"]
    if "last-modified" in known:
        headers["If-Modified-Since"] = known["last-modified"]
    url = httpx.URL(here).copy_with(scheme=scheme, host=ip, port=port, fragment=None)
    client = httpx.Client(trust_env=False, follow_redirects=False, timeout=settings.timeout)
    request = client.build_request("GET", url, headers=headers, extensions={"sni_hostname": host})
    try:
        return _within(end, settings, address, lambda: _read(client, request, settings, address))
    except httpx.TimeoutException:
        raise FetchError(f"no answer within {settings.timeout:g} s", address) from None
    except (httpx.ConnectError, httpx.RemoteProtocolError, httpx.ReadError) as error:
        raise _Passing(_tell_connection(error), address) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchError(f"the answer cannot be read ({type(error).__name__})", address) from None
    finally:
        client.close()


def _read(client: httpx.Client, request: httpx.Request, settings: Settings, address: str) -> _Answer:
    """The answer to a request, its body counted while it arrives."""
    response = client.send(request, stream=True)
    try:
        length = response.headers.get("content-length", "")
        if length.isdigit() and int(length) > settings.max_bytes:
            raise TooLarge(f"over the limit of {settings.max_bytes} bytes", address, "raise max_bytes to read it")
        raw = bytearray()
        for piece in response.iter_bytes(65_536):
            raw += piece
            if len(raw) > settings.max_bytes:
                raise TooLarge(f"over the limit of {settings.max_bytes} bytes", address, "raise max_bytes to read it")
        return _Answer(response.status_code, {k.lower(): v for k, v in response.headers.items()}, bytes(raw))
    finally:
        response.close()


def _split_address(here: str, address: str) -> tuple[str, str, int]:
    """Scheme, host and port of an address that may be asked at all."""
    try:
        parts = urlsplit(here)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise FetchError("this is no address", address) from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise FetchError(f"only http and https are fetched, not {parts.scheme or 'this'}", address)
    if not host:
        raise FetchError("the address names no host", address)
    if parts.username or parts.password:
        raise FetchError("the address carries a user name", address, "leave it out")
    scheme = parts.scheme.lower()
    return scheme, host, port or (443 if scheme == "https" else 80)


def _host_header(here: str) -> str:
    """The host and port that the server is asked for."""
    parts = urlsplit(here)
    host = (
        (parts.hostname or "").encode("idna").decode("ascii")
        if not (parts.hostname or "").isascii()
        else parts.hostname
    )
    host = f"[{host}]" if host and ":" in host else host
    return f"{host}:{parts.port}" if parts.port else str(host)


def _resolve(host: str, port: int, address: str, settings: Settings, end: float) -> str:
    """The network address of a host.  Refuses a name that leads, even in part, to where only this machine can go."""
    try:
        found = _within(end, settings, address, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except (OSError, UnicodeError):
        raise _Passing("the host is not known", address) from None
    ips = [str(info[4][0]) for info in found]
    if not ips:
        raise FetchError("the host is not known", address)
    if not settings.allow_private and any(not is_public(ip) for ip in ips):
        raise FetchError("the address is private", address, "set allow_private to read it")
    return next((ip for ip in ips if ":" not in ip), ips[0])


def is_public(ip: str) -> bool:
    """Whether an IP address is one that anybody on the internet can reach.

    Addresses that wrap another one (IPv4 in IPv6, 6to4, Teredo, NAT64) are judged by the one inside as well.
    """
    try:
        parsed = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if not parsed.is_global or parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified:
        return isinstance(parsed, ipaddress.IPv6Address) and _inside_is_public(parsed) is True
    return not (isinstance(parsed, ipaddress.IPv6Address) and _inside_is_public(parsed) is False)


def _inside_is_public(parsed: ipaddress.IPv6Address) -> bool | None:
    """Whether the IPv4 address wrapped in an IPv6 address is public, None when there is none."""
    inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo[1] if parsed.teredo else None)
    if inner is None and parsed in ipaddress.ip_network("64:ff9b::/96"):
        inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
    return is_public(str(inner)) if inner is not None else None


def _within(end: float, settings: Settings, address: str, work: Callable[[], _Result]) -> _Result:
    """What `work` returns, if it is done in time: a server that sends a byte now and then cannot hold us."""
    done: list[_Result] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # handed on to the caller below
            failed.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(max(0.0, end - time.monotonic()))
    if failed:
        raise failed[0]
    if not done:
        raise FetchError(f"not done within {settings.total_timeout:g} s", address)
    return done[0]


def _read_wait(words: str | None) -> float | None:
    """The seconds that a Retry-After header asks for."""
    if not words:
        return None
    if words.strip().isdigit():
        return float(words)
    try:
        return max(0.0, (parsedate_to_datetime(words) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _tell_connection(error: Exception) -> str:
    """Why there was no connection, in words."""
    said = str(error).lower()
    if "refused" in said:
        return "the connection was refused"
    if "certificate" in said or "ssl" in said or "tls" in said:
        return "the server's certificate is not valid"
    return "the connection failed"


REFUSED_BY_ROBOTS = "the site's robots.txt asks programs not to fetch this"


class RobotsBook:
    """The rules of the sites met so far, each asked for once; for pages that nobody named one by one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: dict[str, tuple[Rule, ...]] = {}
        self._failed: dict[str, str] = {}

    def explain(self, address: str) -> str:
        """Why an address that is not allowed is not: the site asks so, or could not be asked."""
        parts = urlsplit(address)
        failed = self._failed.get(f"{parts.scheme}://{parts.netloc}")
        return f"the site's robots.txt cannot be asked: {failed}" if failed else REFUSED_BY_ROBOTS

    def allows(self, address: str) -> bool:
        """Whether the site of an address lets programs fetch it."""
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._known:
            self._known[site] = self._ask(site)
        return may_fetch(self._known[site], address)

    def _ask(self, site: str) -> tuple[Rule, ...]:
        """The rules of a site: none when there is no such file, all forbidden when the server fails (RFC 9309)."""
        try:
            found = fetch_page(f"{site}/robots.txt", self._settings)
        except NotFound:
            return ALL_ALLOWED
        except SourceError as error:
            if error.what[:1] == "4" and not error.what.startswith("429"):
                return ALL_ALLOWED
            self._failed[site] = error.what
            return ALL_FORBIDDEN
        text = found.raw[:MAX_BYTES].decode("utf-8", errors="replace") if found else ""
        return read_rules(text, AGENT)
