"""``python -m grader_client path openrlhf`` prints an adapter's file, for trainers that want one."""

from __future__ import annotations

import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    folder = Path(__file__).resolve().parent / "adapters"
    names = sorted(path.stem for path in folder.glob("[a-z]*.py"))
    if len(arguments) == 2 and arguments[0] == "path" and arguments[1] in names:
        print(folder / (arguments[1] + ".py"))
        return 0
    print("usage: python -m grader_client path {}".format("|".join(names)), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
