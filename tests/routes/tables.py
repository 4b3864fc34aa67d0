"""Who may do what at which address: the two tables. All else is the same 404, or the sign-in page."""

from __future__ import annotations

from moderation.lifecycle import Role

EVERYBODY = {"nobody", "own", "other"}
SIGNED_IN = {"own", "other"}
OWN = {"own"}

FAMILY_TABLE = {
    "GET /": SIGNED_IN,
    "GET /account": SIGNED_IN,
    "GET /account/password": SIGNED_IN,
    "POST /account/password": SIGNED_IN,
    "GET /forgotten": EVERYBODY,
    "GET /letters-for-you": SIGNED_IN,
    "GET /letters-for-you/<id:release_id>": OWN,
    "POST /letters-for-you/<id:release_id>/open": OWN,
    "GET /letters-for-you/<id:release_id>/pictures/<id:picture_id>": OWN,
    "GET /letters-for-you/<id:release_id>/letter.pdf": OWN,
    "GET /letters-for-you/<id:release_id>/print": OWN,
    "GET /letters/<id:draft_id>": OWN,
    "POST /letters/<id:draft_id>": OWN,
    "GET /letters/<id:draft_id>/check": OWN,
    "POST /letters/<id:draft_id>/check": OWN,
    "GET /letters/<id:draft_id>/pictures": OWN,
    "POST /letters/<id:draft_id>/pictures": OWN,
    "GET /letters/<id:draft_id>/pictures/<id:attachment_id>": OWN,
    "POST /letters/<id:draft_id>/pictures/<id:attachment_id>/remove": OWN,
    "POST /letters/<id:draft_id>/save": OWN,
    "POST /letters/<id:draft_id>/send": OWN,
    "GET /letters/<id:draft_id>/throw-away": OWN,
    "POST /letters/<id:draft_id>/throw-away": OWN,
    "GET /letters/new": SIGNED_IN,
    "GET /sent": SIGNED_IN,
    "GET /sent/<id:item_id>": OWN,
    "POST /sent/<id:item_id>/again": OWN,
    "GET /sent/<id:item_id>/pictures/<id:attachment_id>": OWN,
    "GET /sign-in": EVERYBODY,
    "POST /sign-in": EVERYBODY,
    "POST /sign-out": SIGNED_IN,
    "POST /sign-out-everywhere": SIGNED_IN,
    "GET /signed-out": EVERYBODY,
    "GET /unlock": EVERYBODY,
    "POST /unlock": EVERYBODY,
}

STAFF = {Role.ADMIN, Role.SUPPORT_WORKER, Role.SOCIAL_WORKER, Role.MANAGER, Role.INSPECTOR}
STAFF |= {Role.PARTNERSHIP_VIEWER}
DESK = {Role.ADMIN, Role.SUPPORT_WORKER, Role.SOCIAL_WORKER, Role.MANAGER}
READERS = DESK - {Role.ADMIN}
MANAGER = {Role.MANAGER}

STAFF_TABLE: dict[str, set[Role]] = {
    "GET /": STAFF,
    "GET /audit": {Role.MANAGER, Role.INSPECTOR},
    "GET /cases": DESK,
    "GET /cases/<id:arrangement_id>": DESK,
    "GET /cases/<id:arrangement_id>/change": READERS,
    "POST /cases/<id:arrangement_id>/change": READERS,
    "POST /cases/<id:arrangement_id>/members/<side>/add": READERS,
    "POST /cases/<id:arrangement_id>/members/<side>/remove": READERS,
    "GET /cases/<id:arrangement_id>/scan-in": DESK,
    "POST /cases/<id:arrangement_id>/scan-in": DESK,
    "POST /cases/<id:arrangement_id>/state": READERS,
    "GET /cases/new": READERS,
    "POST /cases/new": READERS,
    "GET /desk": DESK,
    "GET /desk/<id:delivery_id>": DESK,
    "GET /desk/<id:delivery_id>/<any(return,hold,stop,reopen,withdraw):name>": READERS,
    "POST /desk/<id:delivery_id>/<any(return,hold,stop,reopen,withdraw):name>": READERS,
    "POST /desk/<id:delivery_id>/choices": READERS,
    "POST /desk/<id:delivery_id>/claim": READERS,
    "GET /desk/<id:delivery_id>/preview": DESK,
    "POST /desk/<id:delivery_id>/release": READERS,
    "GET /desk/<id:delivery_id>/pages/<id:page_id>": DESK,
    "POST /desk/<id:delivery_id>/pages/<id:page_id>": READERS,
    "GET /desk/<id:delivery_id>/pages/<id:page_id>/image": DESK,
    "GET /desk/<id:delivery_id>/pages/<id:page_id>/painted": DESK,
    "GET /desk/<id:delivery_id>/watch": READERS,
    "POST /desk/<id:delivery_id>/watch": READERS,
    "GET /hints": MANAGER,
    "GET /hints/words": MANAGER,
    "POST /hints/words/<id:word_id>": MANAGER,
    "GET /people": DESK,
    "GET /people/<id:account_id>": DESK,
    "GET /people/<id:account_id>/change": READERS,
    "POST /people/<id:account_id>/change": READERS,
    "POST /people/<id:account_id>/close": READERS,
    "POST /people/<id:account_id>/code": READERS,
    "POST /people/<id:account_id>/sign-out": READERS,
    "GET /people/new": READERS,
    "POST /people/new": READERS,
    "GET /post": DESK,
    "POST /post/codes/<id:code_id>": DESK,
    "POST /post/letters/<id:release_id>": DESK,
    "GET /post/pictures/<id:picture_id>": DESK,
    "GET /team": MANAGER,
    "POST /team/<id:staff_id>/switch-off": MANAGER,
    "GET /team/new": MANAGER,
    "POST /team/new": MANAGER,
    "GET /totals": {Role.MANAGER, Role.INSPECTOR, Role.PARTNERSHIP_VIEWER},
    "GET /you": STAFF,
    "POST /you/password": STAFF,
    "POST /you/sign-out-everywhere": STAFF,
}

# Signing out of nothing changes nothing, so it is open: a session that just ended gets no fright.
OPEN_AT_STAFF_DOOR: dict[str, set[Role]] = {
    "GET /sign-in": STAFF,
    "POST /sign-in": STAFF,
    "POST /sign-out": STAFF,
}
