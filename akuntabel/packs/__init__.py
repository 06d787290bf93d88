"""What holds for a kind of office, as data: indicators, registers, policies, calendar.

A pack is a folder of TOML files; :func:`akuntabel.packs.loader.load_pack` reads and checks it.
Uses core only.
"""
