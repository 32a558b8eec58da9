"""Counts the promises that a test of torture tries, and runs it in a directory of its own."""
import os
import sys
import tempfile


class Promises:
    """How many cases of each of NAMES were tried, and how many failed."""

    def __init__(self, *names):
        self.tried, self.failed = dict.fromkeys(names, 0), dict.fromkeys(names, 0)

    def count(self, name, good):
        self.tried[name] += 1
        self.failed[name] += not good

    def report(self):
        """Prints a line for each promise, which run.py reads; whether one was broken."""
        for name, tried in self.tried.items():
            print(f'torture: {name} {tried} tried, {self.failed[name]} failed')
        return any(self.failed.values())


def run_in_directory(main):
    """Ends the program with MAIN's result, which runs in a new directory."""
    with tempfile.TemporaryDirectory() as home:
        os.chdir(home)
        status = main()
        os.chdir('/')
    sys.exit(status)
