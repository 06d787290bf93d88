"""Where the addresses of an office and of its year begin."""

OFFICE = "<slug:office>/"
YEAR = f"{OFFICE}<int:year>/"
