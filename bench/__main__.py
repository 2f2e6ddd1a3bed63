"""Run all measures in order: `python -m bench` on all data there is, `python -m bench --floors` on what ships."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run each measure in a process of its own, on pinned threads; the status is 1 when one of them fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floors", action="store_true", help="only data that ships; fail below the floors")
    parser.add_argument("names", nargs="*", help="which measures; else all")
    given = parser.parse_args()
    failed = []
    for script in sorted(HERE.glob("*/run.py")):
        name = script.parent.name
        if (given.names and name not in given.names) or (given.floors and not (script.parent / "floors.json").exists()):
            continue
        print(f"== {name}", flush=True)
        command = [sys.executable, str(script), *(["--floors"] if given.floors else [])]
        if subprocess.run(command, env={**os.environ, "OMP_NUM_THREADS": "1"}, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
