"""Makes one door's web application."""

from __future__ import annotations

from flask_login import LoginManager
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader, StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.access import check_every_route
from portal.family.door import open_family_door
from portal.pages.door import Door, csrf
from portal.pages.faults import handle_faults
from portal.pages.forms import MOST_FIELDS
from portal.pages.headers import set_headers
from portal.pages.password_gate import PasswordGate
from portal.pages.templates import TEMPLATES, CompiledOnce, DoorEnvironment
from portal.staff.door import open_staff_door
from portal.throttle import Throttle
from portal.work import House

OPENERS = {"family": open_family_door, "staff": open_staff_door}


def create_app(house: House) -> Door:
    """The web application of `house.door` ("family" or "staff"). Raises UndeclaredPermission."""
    app = Door("portal", static_folder="static", template_folder=None)
    app.house = house
    app.jinja_environment = DoorEnvironment
    _configure(app, house)
    app.jinja_options = {
        "loader": _templates_of(house.door),
        "undefined": StrictUndefined,
        "bytecode_cache": CompiledOnce(),
    }
    app.password_gate = PasswordGate()
    app.throttle = Throttle(house.engine, house.keys["log_in_index"])
    csrf.init_app(app)
    login = LoginManager(app, add_context_processor=False)
    login.session_protection = None  # our own sessions; nothing about the person stands in a cookie
    OPENERS[house.door](app, login)
    handle_faults(app)
    set_headers(app, secure=house.settings.secure_cookies)
    if house.settings.trusted_proxies:
        count = house.settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=0)  # type: ignore[method-assign]
    check_every_route(app)
    return app


def _configure(app: Door, house: House) -> None:
    secure = house.settings.secure_cookies
    app.config.update(
        DEBUG=False,  # whatever stands in the environment: pages of a debugger show what they shouldn't
        SECRET_KEY=house.keys[f"pages_{house.door}"],
        SESSION_COOKIE_NAME=f"{'__Host-' if secure else ''}letterbox-{house.door}-form",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        # Our pages send no referrer on purpose; behind TLS the library would refuse every form for it.
        WTF_CSRF_SSL_STRICT=False,
        PROPAGATE_EXCEPTIONS=False,
        MAX_FORM_PARTS=MOST_FIELDS[house.door],
    )


def _templates_of(door: str) -> ChoiceLoader:
    # A door can't load the other audience's templates, not even by mistake.
    ours = {name: FileSystemLoader(TEMPLATES / name) for name in (door, "shared", "print")}
    return ChoiceLoader(
        [PrefixLoader({**ours, "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja", "templates")})]
    )
