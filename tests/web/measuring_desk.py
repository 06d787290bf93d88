"""The desk of the measuring pages: its addresses, who sits there, and figures brought to a standing."""

import re

from cast import YEAR

from akuntabel.core.periods import Period
from akuntabel.measuring import deeds

PAGE = f"/contoh/{YEAR}/pengukuran/"
WHOLE = f"{PAGE}?periode={YEAR}"
NOTES = {"note-2": "Dua orang pensiun.", "note-5": "Lihat indikator 2."}


def poster(client, cast):
    """What posts to, or opens, a page as somebody of the cast."""

    def done(who, path, **data):
        client.force_login(getattr(cast, who))
        return client.post(path, data) if data else client.get(path)

    return done


def item(code, tail=""):
    return f"{PAGE}{YEAR}/{code}/{tail}"


def ticked(page):
    return re.findall(r'name="pilih" value="([^"]+)" checked', page.content.decode())


def handed_in(cast, *codes):
    notes = dict.fromkeys(codes, "Sebabnya tertulis.")
    return deeds.submit_actuals(
        office=cast.office, period=Period(YEAR), codes=codes, notes=notes, by=cast.operator
    )


def approved(cast, code="1"):
    made = deeds.verify_actuals(actuals=handed_in(cast, code), by=cast.verifier)
    return deeds.approve_actuals(actuals=made, by=cast.head)[0]
