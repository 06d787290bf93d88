"""Deeds about offices (``offices``), people and their roles (``people``, ``invitations``), one's own account
(``account``), links that let somebody in once (``links``), and the first start (``setup``)."""

from akuntabel.core.errors import CannotDo
from akuntabel.offices.deeds.account import (
    change_email,
    change_password,
    check_own_password,
    confirm_second_factor,
    enter_second_factor,
    remove_second_factor,
    renew_recovery_codes,
    start_second_factor,
)
from akuntabel.offices.deeds.invitations import (
    accept_invitation,
    find_invitation,
    invite,
    resend_invitation,
    revoke_invitation,
)
from akuntabel.offices.deeds.links import (
    NoSuchPerson,
    find_person,
    make_link,
    sign_in_address,
    sign_in_token,
    sign_in_with_link,
    usernames_like,
    whose_link,
)
from akuntabel.offices.deeds.offices import (
    OfficeFacts,
    add_office,
    change_office,
    set_official,
    suggest_code,
)
from akuntabel.offices.deeds.people import (
    activate,
    add_person,
    deactivate,
    grant_role,
    reset_second_factor,
    take_role,
)
from akuntabel.offices.deeds.sentences import WrongValue
from akuntabel.offices.deeds.setup import make_administrator, set_up, setup_token, waits_for_setup

__all__ = [
    "CannotDo",
    "NoSuchPerson",
    "OfficeFacts",
    "WrongValue",
    "accept_invitation",
    "activate",
    "add_office",
    "add_person",
    "change_email",
    "change_office",
    "change_password",
    "check_own_password",
    "confirm_second_factor",
    "deactivate",
    "enter_second_factor",
    "find_invitation",
    "find_person",
    "grant_role",
    "invite",
    "make_administrator",
    "make_link",
    "remove_second_factor",
    "renew_recovery_codes",
    "resend_invitation",
    "reset_second_factor",
    "revoke_invitation",
    "set_official",
    "set_up",
    "setup_token",
    "sign_in_address",
    "sign_in_token",
    "sign_in_with_link",
    "start_second_factor",
    "suggest_code",
    "take_role",
    "usernames_like",
    "waits_for_setup",
    "whose_link",
]
