"""Views of the budget: at a glance, versions and their lines, payments, grants, shares, import."""
