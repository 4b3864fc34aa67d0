"""Who is in front of the staff door."""

from __future__ import annotations

from flask_login import UserMixin, current_user

from moderation.lifecycle import Role
from portal.access import ROLE_PERMISSIONS, Permission
from portal.models.staff import StaffAccount, StaffSignIn


class StaffUser(UserMixin):
    """The signed-in member of staff, as flask-login knows them."""

    def __init__(self, staff: StaffAccount, sign_in: StaffSignIn) -> None:
        self.staff = staff
        self.sign_in_id = sign_in.id
        self.seen_at = sign_in.seen_at
        self.id = staff.id

    @property
    def account(self) -> StaffAccount:
        """Their account."""
        return self.staff

    def may(self, permission: Permission) -> bool:
        """Does their role allow this?"""
        return permission in ROLE_PERMISSIONS[Role(self.staff.role)]


def this_user() -> StaffUser:
    """The signed-in member of staff. Only behind a staff permission."""
    user = current_user._get_current_object()
    assert isinstance(user, StaffUser)
    return user


def me() -> StaffAccount:
    """Their account. Only behind a staff permission."""
    return this_user().staff
