"""Stands for a person at the system's browser: signs in on the pages and follows them to the end.

Usage: browser.py URL, with SALLY_TEST_USER, SALLY_TEST_PASSWORD and, to refuse, SALLY_TEST_ANSWER=cancel.
"""
import os
import sys

import pages

person = pages.Person(
    os.environ["SALLY_TEST_USER"], os.environ["SALLY_TEST_PASSWORD"],
    accepts=os.environ.get("SALLY_TEST_ANSWER", "accept") == "accept",
)
person.visit(sys.argv[1])
