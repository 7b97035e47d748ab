"""Prints an order of the jobs in a JSON file."""

import json
import sys

from jobs import order


def main(arguments):
    with open(arguments[0], encoding="utf-8") as file:
        print("\n".join(order(json.load(file))))


if __name__ == "__main__":
    main(sys.argv[1:])
