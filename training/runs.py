"""How a program of this folder begins: its arguments, the base weights checked, one thread and a fixed seed."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import torch

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of all-MiniLM-L6-v2's model.safetensors."""


def make_parser(about: str | None, *paths: str) -> argparse.ArgumentParser:
    """A parser that shows the program's docstring and asks for these paths."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in paths:
        parser.add_argument(name, type=Path, required=True)
    return parser


def begin_fitting(base: Path, out: Path, seed: int) -> None:
    """One thread, the seed, and a folder for the run; ends the program when the base weights are others."""
    digest = hashlib.sha256((base / "model.safetensors").read_bytes()).hexdigest()
    if digest != BASE_SHA256:
        raise SystemExit(f"{base}: these are other base weights, SHA-256 {digest}")
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
