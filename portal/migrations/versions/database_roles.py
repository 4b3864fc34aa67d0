"""What each door may do in the database, as roles with rights and row-level security. PostgreSQL only.

The tables' owner (who runs `letterbox migrate`) is none of the three. A process that is given a log-in in one
of these roles can't do more in the database than its door needs, whatever happens to the process.
On SQLite there are no accounts: there the keys alone stand in the way (docs/threat-model.md).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

FAMILY, STAFF, WORKER = "letterbox_family", "letterbox_staff", "letterbox_worker"

# A lock on a row asks for the right to change some column of it. Where a role may lock and not change, it has
# that right for the id, and a policy below that refuses every changed row.
RIGHTS = {
    FAMILY: {
        "account": "SELECT (id, agency_id, log_in, state, details_copy_id, public, certificate,"
        " sealed_private, has_mail, created_at, password_set_at),"
        " UPDATE (state, sealed_private, password_set_at)",
        "agency": "SELECT",
        "agency_key": "SELECT (agency_id, purpose, number, public, certificate, created_at)",
        "alembic_version": "SELECT",
        "arrangement": "SELECT",
        "attachment": "SELECT, INSERT, DELETE, UPDATE (draft_id, item_id, label_copy_id, state)",
        "audit_event": "INSERT",
        "chain_head": "SELECT, UPDATE (number, link)",
        "copy": "SELECT, INSERT, DELETE",
        "copy_grant": "SELECT, INSERT, DELETE",
        "decision": "SELECT",
        "delivery": "SELECT, INSERT, UPDATE (state, version)",
        "draft": "SELECT, INSERT, DELETE, UPDATE (copy_id, version, updated_at)",
        "family_sign_in": "SELECT, INSERT, DELETE, UPDATE (seen_at)",
        "item": "SELECT, INSERT",
        "job": "SELECT, INSERT",
        "membership": "SELECT",
        "outbox_message": "SELECT, INSERT",
        "party": "SELECT",
        "rate_count": "SELECT, INSERT, DELETE, UPDATE",
        "reading": "SELECT, INSERT",
        "release": "SELECT, UPDATE (id)",
        "released_picture": "SELECT",
        "unlock_code": "SELECT, UPDATE (state, used_at, sealed_private, lookup, letter_copy_id)",
    },
    STAFF: {
        "account": "SELECT (id, agency_id, log_in, state, details_copy_id, public, certificate, has_mail,"
        " created_at, password_set_at), INSERT, UPDATE (state, log_in, details_copy_id, has_mail)",
        "agency": "SELECT",
        "agency_key": "SELECT",
        "alembic_version": "SELECT",
        "arrangement": "SELECT, INSERT, UPDATE (state, version)",
        "arrangement_version": "SELECT, INSERT",
        "attachment": "SELECT",
        "audit_event": "SELECT, INSERT",
        "chain_head": "SELECT, UPDATE (number, link)",
        "copy": "SELECT, INSERT, DELETE",
        "copy_grant": "SELECT, INSERT, DELETE",
        "decision": "SELECT, INSERT",
        "delivery": "SELECT, UPDATE (state, version, review_on, claimed_by, claimed_until, review_copy_id)",
        "family_sign_in": "SELECT (id, account_id), DELETE",
        "item": "SELECT",
        "job": "SELECT, INSERT",
        "membership": "SELECT, INSERT, DELETE",
        "name_token": "SELECT, INSERT, DELETE",
        "outbox_message": "SELECT, INSERT",
        "party": "SELECT, INSERT, UPDATE (card_copy_id)",
        "rate_count": "SELECT, INSERT, DELETE, UPDATE",
        "reading": "SELECT",
        "release": "SELECT, INSERT, UPDATE (withdrawn_at)",
        "released_picture": "SELECT, INSERT",
        "staff_account": "SELECT, INSERT, UPDATE (active, password, totp, totp_step, mark, details_copy_id)",
        "staff_sign_in": "SELECT, INSERT, DELETE, UPDATE (seen_at)",
        "unlock_code": "SELECT (id, agency_id, account_id, channel, state, asked_by, mark, letter_copy_id,"
        " created_at, expires_at, used_at), INSERT, UPDATE (state, sealed_private, lookup, letter_copy_id)",
    },
    WORKER: {
        "account": "SELECT, UPDATE",
        "agency": "SELECT, INSERT, UPDATE",
        "agency_key": "SELECT, INSERT, UPDATE, DELETE",
        "alembic_version": "SELECT",
        "arrangement": "SELECT, UPDATE (id)",
        "arrangement_version": "SELECT",
        "attachment": "SELECT, UPDATE",
        "audit_event": "SELECT, INSERT",
        "chain_head": "SELECT, UPDATE (number, link)",
        "copy": "SELECT, INSERT, DELETE",
        "copy_grant": "SELECT, INSERT, DELETE, UPDATE",
        "decision": "SELECT",
        "delivery": "SELECT, UPDATE",
        "family_sign_in": "SELECT (id, account_id, created_at, seen_at), DELETE",
        "item": "SELECT, UPDATE",
        "job": "SELECT, INSERT, DELETE, UPDATE",
        "membership": "SELECT",
        "name_token": "SELECT, INSERT, DELETE",
        "outbox_message": "SELECT, INSERT, DELETE, UPDATE",
        "party": "SELECT",
        "rate_count": "SELECT, INSERT, DELETE, UPDATE",
        "release": "SELECT",
        "released_picture": "SELECT",
        "staff_account": "SELECT, INSERT, UPDATE",
        "staff_sign_in": "SELECT, DELETE",
        "unlock_code": "SELECT, INSERT, UPDATE",
    },
}

# What the office makes for itself has no business at the family door, sealed or not.
OFFICE_ONLY = "'person', 'terms', 'safe-letter', 'hints', 'review', 'reasons'"

# A person comes to life by a code that the worker made for them, and in no other way.
MAY_SIGN_IN = "state = 'active' AND public IS NOT NULL AND sealed_private IS NOT NULL"
NOTICES = "template IN ('received', 'password-changed') AND state = 'ready' AND attempts = 0"

# table: role: (command, which rows it sees, which rows it may leave behind). Roles not named: all rows.
POLICIES: dict[str, dict[str, list[tuple[str, str, str]]]] = {
    "account": {
        FAMILY: [("SELECT", "true", ""), ("UPDATE", "state <> 'closed'", MAY_SIGN_IN)],
    },
    "agency_key": {
        FAMILY: [("SELECT", "purpose = 'content'", "")],
        STAFF: [("SELECT", "purpose = 'content'", "")],
    },
    "arrangement": {WORKER: [("SELECT", "true", ""), ("UPDATE", "true", "false")]},
    "audit_event": {
        FAMILY: [("INSERT", "", "chain = 'family'")],
        STAFF: [("SELECT", "true", ""), ("INSERT", "", "chain = 'staff'")],
        WORKER: [("SELECT", "true", ""), ("INSERT", "", "chain = 'worker'")],
    },
    "chain_head": {
        FAMILY: [("ALL", "chain = 'family'", "chain = 'family'")],
        STAFF: [("ALL", "chain = 'staff'", "chain = 'staff'")],
        WORKER: [("SELECT", "true", ""), ("UPDATE", "chain = 'worker'", "chain = 'worker'")],
    },
    "copy": {
        FAMILY: [("ALL", f"kind NOT IN ({OFFICE_ONLY})", f"kind NOT IN ({OFFICE_ONLY})")],
    },
    "copy_grant": {
        FAMILY: [("SELECT", "true", ""), ("INSERT", "", "true"), ("DELETE", "holder_kind = 'account'", "")],
    },
    "delivery": {
        FAMILY: [
            ("SELECT", "true", ""),
            ("INSERT", "", "state = 'received' AND version = 1"),
            ("UPDATE", "state = 'returned'", "state = 'sent_again'"),
        ],
    },
    "job": {FAMILY: [("SELECT", "true", ""), ("INSERT", "", "kind = 'make-safe' AND state = 'ready'")]},
    "attachment": {
        FAMILY: [
            ("SELECT", "true", ""),
            ("INSERT", "", "state = 'draft' AND item_id IS NULL"),
            ("UPDATE", "item_id IS NULL", "true"),
            ("DELETE", "item_id IS NULL", ""),
        ],
    },
    "outbox_message": {FAMILY: [("SELECT", "true", ""), ("INSERT", "", NOTICES)]},
    "release": {FAMILY: [("SELECT", "withdrawn_at IS NULL", ""), ("UPDATE", "true", "false")]},
    "unlock_code": {
        FAMILY: [("SELECT", "true", ""), ("UPDATE", "state = 'open'", "state = 'used'")],
    },
}


class RolesMissing(Exception):
    """The roles letterbox_family, letterbox_staff and letterbox_worker aren't there, and whoever runs the
    migration may not make them. Please have them made (docs/operations.md) and run it again."""


def upgrade() -> None:
    """Roles, rights and policies."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for role in RIGHTS:
        _make_role(role)
        op.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        for table, rights in RIGHTS[role].items():
            op.execute(f'GRANT {rights} ON "{table}" TO {role}')
    for table, of_roles in POLICIES.items():
        op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
        for role in RIGHTS:
            for number, (command, sees, leaves) in enumerate(of_roles.get(role, [("ALL", "true", "true")])):
                using = f" USING ({sees})" if sees else ""
                check = f" WITH CHECK ({leaves})" if leaves else ""
                op.execute(
                    f'CREATE POLICY {role}_{number} ON "{table}" FOR {command} TO {role}{using}{check}'
                )


def _make_role(role: str) -> None:
    # Roles belong to the whole server: another portal on it, or whoever runs it, may have made them.
    bind, there = op.get_bind(), sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    if bind.execute(there, {"role": role}).scalar():
        return
    try:
        with bind.begin_nested():
            bind.exec_driver_sql(f"CREATE ROLE {role} NOLOGIN")
    except sa.exc.DBAPIError as fault:
        if not bind.execute(there, {"role": role}).scalar():
            raise RolesMissing(RolesMissing.__doc__) from fault
