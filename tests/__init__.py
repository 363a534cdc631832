"""Tests mirror src/untilthen; style/ holds the rules of STYLE.md, tools/ tests what prepares."""
