"""The real application as granian loads it, with the clock of these tests."""

from tests.e2e.clock import follow_file
from untilthen.web.wsgi import application

follow_file()
__all__ = ["application"]
