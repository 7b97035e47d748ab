#!/usr/bin/env python3
import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import django
from django.conf import settings
from django.test.utils import get_runner

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("modules", nargs="*")
    parser.add_argument("-v", "--verbosity", type=int, default=1)
    parser.add_argument("--settings")
    parser.add_argument("--parallel", type=int, default=1)
    options = parser.parse_args()
    settings.configure(DATABASES={}, SECRET_KEY="x", INSTALLED_APPS=[])
    django.setup()
    runner = get_runner(settings)(verbosity=options.verbosity, parallel=options.parallel)
    sys.exit(bool(runner.run_tests(options.modules)))
