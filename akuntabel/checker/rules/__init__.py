"""The rules: each one function from claims to findings, registered in one table."""

from akuntabel.checker.rules.registry import RULES

__all__ = ["RULES"]
