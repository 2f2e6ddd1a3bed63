"""What can go wrong, by name.

    LagebildError
    ├── SourceError          an input cannot be turned into a report
    │   ├── NotFound         there is no such file or page
    │   ├── TooLarge         the input is over the limit set
    │   ├── Unreadable       the bytes are no report: binary, empty, broken
    │   └── FetchError       the network, the server or its rules refuse
    ├── StoreError           the store cannot be opened, written or understood
    │   └── store.Refused    one report cannot be stored, others can
    └── SettingsError        a setting has a value that makes no sense

Each carries the input it speaks of and what a person can do about it; `str()` is the one line that is printed.
"""

from __future__ import annotations


class LagebildError(Exception):
    """Something went wrong that a person can be told about in one line.

    `what` says what is wrong, `subject` which input, `advice` what to do; `subject` may be empty.
    """

    def __init__(self, what: str, subject: str = "", advice: str = "") -> None:
        super().__init__(what, subject, advice)
        self.what = what
        self.subject = subject
        self.advice = advice

    def __str__(self) -> str:
        line = f"{self.subject!r}: {self.what}" if self.subject else self.what
        return " ".join((f"{line}; {self.advice}" if self.advice else line).split())


class SourceError(LagebildError):
    """An input cannot be turned into a report."""


class NotFound(SourceError):
    """There is no such file or page."""


class TooLarge(SourceError):
    """The input is over the limit that the settings allow."""


class Unreadable(SourceError):
    """The bytes are no report: binary, empty or broken."""


class FetchError(SourceError):
    """The network, the server or its rules refuse."""


class StoreError(LagebildError):
    """The store cannot be opened, written or understood."""


class SettingsError(LagebildError):
    """A setting has a value that makes no sense."""
