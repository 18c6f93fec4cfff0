"""Helpers of the tests: a small law book, made-up cases, rows as frames."""
