"""Who is in front of the family door."""

from __future__ import annotations

from flask_login import UserMixin, current_user

from portal.models.account import Account
from portal.services.sign_in import SignedIn


class FamilyUser(UserMixin):
    """The signed-in correspondent, as flask-login knows them."""

    def __init__(self, me: SignedIn) -> None:
        self.me = me
        self.id = me.account.id

    @property
    def account(self) -> Account:
        """Their account."""
        return self.me.account


def me() -> SignedIn:
    """The signed-in correspondent. Only behind Permission.CORRESPOND."""
    user = current_user._get_current_object()
    assert isinstance(user, FamilyUser)
    return user.me
