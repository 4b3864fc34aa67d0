"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of the first version."""
    op.create_table(
        "agency",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("service_name", sa.String(length=120), nullable=False),
        sa.Column("contact", sa.JSON(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
    )
    op.create_table(
        "audit_event",
        sa.Column("chain", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("event", sa.String(length=48), nullable=False),
        sa.Column("actor_kind", sa.String(length=8), nullable=False),
        sa.Column("actor_id", sa.String(32), nullable=False),
        sa.Column("subject_id", sa.String(32), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "number", name=op.f("pk_audit_event")),
    )
    op.create_index("ix_audit_event_agency_id_at", "audit_event", ["agency_id", "at"], unique=False)
    op.create_index("ix_audit_event_subject_id", "audit_event", ["subject_id"], unique=False)
    op.create_table(
        "chain_head",
        sa.Column("chain", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_chain_head")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.String(32), nullable=False),
        sa.Column("occasion", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.String(length=80), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("kind", "subject_id", "occasion", name=op.f("uq_job_kind_subject_id_occasion")),
    )
    op.create_index("ix_job_next", "job", ["state", "run_at"], unique=False)
    op.create_table(
        "rate_count",
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rate_count")),
    )
    op.create_index(op.f("ix_rate_count_expires_at"), "rate_count", ["expires_at"], unique=False)
    op.create_table(
        "agency_key",
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_private", sa.LargeBinary(), nullable=False),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_agency_key_agency_id")),
        sa.PrimaryKeyConstraint("agency_id", "purpose", "number", name=op.f("pk_agency_key")),
    )
    op.create_table(
        "arrangement",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_arrangement_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangement")),
    )
    op.create_index(
        "ix_arrangement_agency_id_created_at_id",
        "arrangement",
        ["agency_id", "created_at", "id"],
        unique=False,
    )
    op.create_table(
        "copy",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.String(32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("blob", sa.String(length=64), nullable=True),
        sa.Column("mark", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_copy_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy")),
    )
    op.create_index("ix_copy_blob", "copy", ["blob"], unique=False)
    op.create_index("ix_copy_subject_id", "copy", ["subject_id"], unique=False)
    op.create_table(
        "name_token",
        sa.Column("subject_id", sa.String(32), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("subject_kind", sa.String(length=16), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_name_token_agency_id")),
        sa.PrimaryKeyConstraint("subject_id", "token", name=op.f("pk_name_token")),
    )
    op.create_index("ix_name_token_token", "name_token", ["token"], unique=False)
    op.create_table(
        "account",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("log_in", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("details_copy_id", sa.String(32), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=True),
        sa.Column("certificate", sa.LargeBinary(), nullable=True),
        sa.Column("escrow", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_private", sa.LargeBinary(), nullable=True),
        sa.Column("has_mail", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("password_set_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_account_agency_id")),
        sa.ForeignKeyConstraint(["details_copy_id"], ["copy.id"], name=op.f("fk_account_details_copy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("log_in", name=op.f("uq_account_log_in")),
    )
    op.create_index(op.f("ix_account_agency_id"), "account", ["agency_id"], unique=False)
    op.create_table(
        "arrangement_version",
        sa.Column("arrangement_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.String(32), nullable=False),
        sa.Column("made_by", sa.String(32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["arrangement_id"], ["arrangement.id"], name=op.f("fk_arrangement_version_arrangement_id")
        ),
        sa.ForeignKeyConstraint(["copy_id"], ["copy.id"], name=op.f("fk_arrangement_version_copy_id")),
        sa.PrimaryKeyConstraint("arrangement_id", "number", name=op.f("pk_arrangement_version")),
    )
    op.create_table(
        "copy_grant",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("copy_id", sa.String(32), nullable=False),
        sa.Column("holder_kind", sa.String(length=16), nullable=False),
        sa.Column("holder_id", sa.String(32), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["copy_id"], ["copy.id"], name=op.f("fk_copy_grant_copy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy_grant")),
        sa.UniqueConstraint(
            "copy_id", "holder_kind", "holder_id", name=op.f("uq_copy_grant_copy_id_holder_kind_holder_id")
        ),
    )
    op.create_index("ix_copy_grant_holder", "copy_grant", ["holder_id", "generation"], unique=False)
    op.create_table(
        "party",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("arrangement_id", sa.String(32), nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("card_copy_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_party_agency_id")),
        sa.ForeignKeyConstraint(["arrangement_id"], ["arrangement.id"], name=op.f("fk_party_arrangement_id")),
        sa.ForeignKeyConstraint(["card_copy_id"], ["copy.id"], name=op.f("fk_party_card_copy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint("arrangement_id", "side", name=op.f("uq_party_arrangement_id_side")),
        sa.UniqueConstraint("reference", name=op.f("uq_party_reference")),
    )
    op.create_table(
        "staff_account",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("log_in", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("details_copy_id", sa.String(32), nullable=False),
        sa.Column("password", sa.LargeBinary(), nullable=False),
        sa.Column("totp", sa.LargeBinary(), nullable=False),
        sa.Column("totp_step", sa.Integer(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_staff_account_agency_id")),
        sa.ForeignKeyConstraint(
            ["details_copy_id"], ["copy.id"], name=op.f("fk_staff_account_details_copy_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_account")),
        sa.UniqueConstraint("log_in", name=op.f("uq_staff_account_log_in")),
    )
    op.create_index(op.f("ix_staff_account_agency_id"), "staff_account", ["agency_id"], unique=False)
    op.create_table(
        "draft",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("copy_id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("again_of", sa.String(32), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_draft_account_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_draft_agency_id")),
        sa.ForeignKeyConstraint(["copy_id"], ["copy.id"], name=op.f("fk_draft_copy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_account_id"), "draft", ["account_id"], unique=False)
    op.create_table(
        "family_sign_in",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_private", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_family_sign_in_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_sign_in")),
        sa.UniqueConstraint("lookup", name=op.f("uq_family_sign_in_lookup")),
    )
    op.create_index("ix_family_sign_in_account_id", "family_sign_in", ["account_id"], unique=False)
    op.create_table(
        "item",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("draft_id", sa.String(32), nullable=False),
        sa.Column("copy_id", sa.String(32), nullable=False),
        sa.Column("safe_copy_id", sa.String(32), nullable=True),
        sa.Column("note_copy_id", sa.String(32), nullable=True),
        sa.Column("again_of", sa.String(32), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_item_account_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_item_agency_id")),
        sa.ForeignKeyConstraint(["copy_id"], ["copy.id"], name=op.f("fk_item_copy_id")),
        sa.ForeignKeyConstraint(["note_copy_id"], ["copy.id"], name=op.f("fk_item_note_copy_id")),
        sa.ForeignKeyConstraint(["safe_copy_id"], ["copy.id"], name=op.f("fk_item_safe_copy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_item_draft_id")),
    )
    op.create_index("ix_item_account_id_submitted_at", "item", ["account_id", "submitted_at"], unique=False)
    op.create_table(
        "membership",
        sa.Column("party_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_membership_account_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_membership_party_id")),
        sa.PrimaryKeyConstraint("party_id", "account_id", name=op.f("pk_membership")),
    )
    op.create_index("ix_membership_account_id", "membership", ["account_id"], unique=False)
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("template", sa.String(length=32), nullable=False),
        sa.Column("occasion", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fault", sa.String(length=80), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_outbox_message_account_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_outbox_message_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint(
            "template", "account_id", "occasion", name=op.f("uq_outbox_message_template_account_id_occasion")
        ),
    )
    op.create_index("ix_outbox_message_next", "outbox_message", ["state", "run_at"], unique=False)
    op.create_table(
        "staff_sign_in",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_account.id"], name=op.f("fk_staff_sign_in_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_sign_in")),
        sa.UniqueConstraint("lookup", name=op.f("uq_staff_sign_in_lookup")),
    )
    op.create_index("ix_staff_sign_in_staff_id", "staff_sign_in", ["staff_id"], unique=False)
    op.create_table(
        "unlock_code",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_by", sa.String(32), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("lookup", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_private", sa.LargeBinary(), nullable=True),
        sa.Column("letter_copy_id", sa.String(32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_unlock_code_account_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_unlock_code_agency_id")),
        sa.ForeignKeyConstraint(["letter_copy_id"], ["copy.id"], name=op.f("fk_unlock_code_letter_copy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unlock_code")),
        sa.UniqueConstraint("lookup", name=op.f("uq_unlock_code_lookup")),
    )
    op.create_index(op.f("ix_unlock_code_account_id"), "unlock_code", ["account_id"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("draft_id", sa.String(32), nullable=True),
        sa.Column("item_id", sa.String(32), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("refusal", sa.String(length=32), nullable=True),
        sa.Column("original_copy_id", sa.String(32), nullable=False),
        sa.Column("label_copy_id", sa.String(32), nullable=False),
        sa.Column("safe_copy_id", sa.String(32), nullable=True),
        sa.Column("small_copy_id", sa.String(32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_attachment_account_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_attachment_agency_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_attachment_item_id")),
        sa.ForeignKeyConstraint(["label_copy_id"], ["copy.id"], name=op.f("fk_attachment_label_copy_id")),
        sa.ForeignKeyConstraint(
            ["original_copy_id"], ["copy.id"], name=op.f("fk_attachment_original_copy_id")
        ),
        sa.ForeignKeyConstraint(["safe_copy_id"], ["copy.id"], name=op.f("fk_attachment_safe_copy_id")),
        sa.ForeignKeyConstraint(["small_copy_id"], ["copy.id"], name=op.f("fk_attachment_small_copy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_draft_id"), "attachment", ["draft_id"], unique=False)
    op.create_index(op.f("ix_attachment_item_id"), "attachment", ["item_id"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("item_id", sa.String(32), nullable=False),
        sa.Column("arrangement_id", sa.String(32), nullable=False),
        sa.Column("from_party_id", sa.String(32), nullable=False),
        sa.Column("to_party_id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("claimed_by", sa.String(32), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_copy_id", sa.String(32), nullable=True),
        sa.Column("hints_copy_id", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_delivery_agency_id")),
        sa.ForeignKeyConstraint(
            ["arrangement_id"], ["arrangement.id"], name=op.f("fk_delivery_arrangement_id")
        ),
        sa.ForeignKeyConstraint(["from_party_id"], ["party.id"], name=op.f("fk_delivery_from_party_id")),
        sa.ForeignKeyConstraint(["hints_copy_id"], ["copy.id"], name=op.f("fk_delivery_hints_copy_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_delivery_item_id")),
        sa.ForeignKeyConstraint(["review_copy_id"], ["copy.id"], name=op.f("fk_delivery_review_copy_id")),
        sa.ForeignKeyConstraint(["to_party_id"], ["party.id"], name=op.f("fk_delivery_to_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("item_id", "to_party_id", name=op.f("uq_delivery_item_id_to_party_id")),
    )
    op.create_index(op.f("ix_delivery_arrangement_id"), "delivery", ["arrangement_id"], unique=False)
    op.create_index("ix_delivery_claimed_by", "delivery", ["claimed_by"], unique=False)
    op.create_index(
        "ix_delivery_queue", "delivery", ["agency_id", "state", "received_at", "id"], unique=False
    )
    op.create_index(op.f("ix_delivery_to_party_id"), "delivery", ["to_party_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("delivery_id", sa.String(32), nullable=False),
        sa.Column("action", sa.String(length=24), nullable=False),
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("to_party_id", sa.String(32), nullable=False),
        sa.Column("terms_version", sa.Integer(), nullable=False),
        sa.Column("content_digest", sa.LargeBinary(), nullable=True),
        sa.Column("reasons_copy_id", sa.String(32), nullable=False),
        sa.Column("told_copy_id", sa.String(32), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_decision_agency_id")),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_decision_delivery_id")),
        sa.ForeignKeyConstraint(["reasons_copy_id"], ["copy.id"], name=op.f("fk_decision_reasons_copy_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff_account.id"], name=op.f("fk_decision_staff_id")),
        sa.ForeignKeyConstraint(["to_party_id"], ["party.id"], name=op.f("fk_decision_to_party_id")),
        sa.ForeignKeyConstraint(["told_copy_id"], ["copy.id"], name=op.f("fk_decision_told_copy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_delivery_id"), "decision", ["delivery_id"], unique=False)
    op.create_table(
        "release",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("delivery_id", sa.String(32), nullable=False),
        sa.Column("to_party_id", sa.String(32), nullable=False),
        sa.Column("copy_id", sa.String(32), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_release_agency_id")),
        sa.ForeignKeyConstraint(["copy_id"], ["copy.id"], name=op.f("fk_release_copy_id")),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_release_delivery_id")),
        sa.ForeignKeyConstraint(["to_party_id"], ["party.id"], name=op.f("fk_release_to_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
    )
    op.create_index(op.f("ix_release_delivery_id"), "release", ["delivery_id"], unique=False)
    op.create_index(op.f("ix_release_to_party_id"), "release", ["to_party_id"], unique=False)
    op.create_table(
        "reading",
        sa.Column("release_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_reading_account_id")),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_reading_release_id")),
        sa.PrimaryKeyConstraint("release_id", "account_id", name=op.f("pk_reading")),
    )
    op.create_table(
        "released_picture",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("release_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.String(32), nullable=False),
        sa.Column("small_copy_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["copy_id"], ["copy.id"], name=op.f("fk_released_picture_copy_id")),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_released_picture_release_id")),
        sa.ForeignKeyConstraint(
            ["small_copy_id"], ["copy.id"], name=op.f("fk_released_picture_small_copy_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_picture")),
    )
    op.create_index(op.f("ix_released_picture_release_id"), "released_picture", ["release_id"], unique=False)


def downgrade() -> None:
    """There is nothing before the first version."""
    raise NotImplementedError("the first tables can't be taken back: they hold people's letters")
