"""Stands for a person at the system's browser: signs in on the pages and follows them to the end.

Usage: browser.py URL, with PERSON_USER, PERSON_PASSWORD and, to refuse, PERSON_ANSWER=cancel.
"""
import os
import sys

import pages

person = pages.Person(
    os.environ["PERSON_USER"], os.environ["PERSON_PASSWORD"],
    accepts=os.environ.get("PERSON_ANSWER", "accept") == "accept",
)
person.visit(sys.argv[1])
