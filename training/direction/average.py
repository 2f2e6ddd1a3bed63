"""Averages checkpoints of one line of fitting, weight by weight, which evens out what the last steps of each overdid.

python training/direction/average.py --first A/final.pt --second B/latest.pt --share 0.5 --out C/final.pt
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--first", "--second", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.5, help="of the second")
    given = parser.parse_args()
    first, second = torch.load(given.first), torch.load(given.second)
    mixed = {
        name: torch.lerp(first[name], second[name], given.share) for name in second if second[name].is_floating_point()
    }
    given.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({**second, **mixed}, given.out)


if __name__ == "__main__":
    main()
