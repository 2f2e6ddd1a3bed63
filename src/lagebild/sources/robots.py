"""Robots: which pages a site asks programs to leave alone (RFC 9309).

The standard library's parser does not know the wildcards of the standard, so that it would allow what sites forbid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

MAX_BYTES = 512_000
_MOST_RULES = 5_000
_MOST_STARS = 10


@dataclass(frozen=True, slots=True)
class Rule:
    """A path pattern with `*` and a final `$`, and whether what it matches is allowed."""

    pattern: str
    allowed: bool


ALL_ALLOWED: tuple[Rule, ...] = ()
ALL_FORBIDDEN = (Rule("/", False),)


def read_rules(text: str, agent: str) -> tuple[Rule, ...]:
    """The rules of a robots.txt for this agent (its product word, "lagebild"), else those for every agent."""
    groups: dict[str, list[Rule]] = {}
    names: list[str] = []
    open_group = False
    for line in text.lstrip("\ufeff").splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if not colon:
            continue
        if field == "user-agent":
            names = [*names, value.lower()] if open_group else [value.lower()]
            open_group = True
            groups.setdefault(value.lower(), [])
        elif field in {"allow", "disallow"}:
            open_group = False
            if value.startswith(("/", "*")) and value.count("*") <= _MOST_STARS:
                for name in names:
                    if len(groups[name]) < _MOST_RULES:
                        groups[name].append(Rule(unquote(value), field == "allow"))
    own = groups.get(agent.lower())
    return tuple(own if own is not None else groups.get("*", []))


def may_fetch(rules: tuple[Rule, ...], address: str) -> bool:
    """Whether the rules let this address be fetched: the longest pattern that matches decides, allow when equal."""
    parts = urlsplit(address)
    path = unquote(parts.path or "/") + (f"?{unquote(parts.query)}" if parts.query else "")
    matching = [(len(rule.pattern), rule.allowed) for rule in rules if _matches(rule.pattern, path)]
    return max(matching)[1] if matching else True


def _matches(pattern: str, path: str) -> bool:
    """Whether a path begins as the pattern says; each piece is found at its first place, so time stays linear."""
    ends = pattern.endswith("$")
    pieces = re.split(r"\*+", pattern.removesuffix("$"))
    if not path.startswith(pieces[0]):
        return False
    here = len(pieces[0])
    for order, piece in enumerate(pieces[1:], 1):
        if ends and order == len(pieces) - 1:
            return path.endswith(piece) and len(path) - len(piece) >= here
        found = path.find(piece, here)
        if found < 0:
            return False
        here = found + len(piece)
    return not ends or here == len(path)
