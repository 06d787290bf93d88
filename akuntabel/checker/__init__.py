"""Floor 2: reads anybody's report and says where it contradicts itself. No database, no Django.

The way of a report: ``readers`` turn a file into blocks with places (``blocks``), ``claims`` find
what it states, ``rules`` hold the claims against each other, and ``findings`` are what comes out.
"""
