"""Bukti: the registers of a year, their records, what proves them, and the locks over them."""
