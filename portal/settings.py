"""What the portal is told from outside, read once at start and frozen. Every fault is named at once."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from moderation.hints import gazetteer
from moderation.hints.learned.when_needed import what_is_missing

DOORS = ("family", "staff", "worker")


class BadSettings(Exception):
    """The settings can't be used; the message names every fault."""


@dataclass(frozen=True)
class MailSettings:
    """Where notices leave. `host` empty: notices stay in the outbox until a host is set."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: str
    sender: str
    timeout_seconds: int


@dataclass(frozen=True)
class ArgonSettings:
    """The cost of one password guess: memory in KiB, passes over it, lanes."""

    memory_kib: int
    iterations: int
    lanes: int


@dataclass(frozen=True)
class Settings:
    """Everything outside the code that the portal depends on."""

    data: Path
    keys: Path
    database_url: str = field(repr=False)
    blobs: str
    s3_endpoint: str
    root_key: str = field(repr=False)
    escrow_root_key: str = field(repr=False)
    old_root_key: str = field(repr=False)
    old_escrow_root_key: str = field(repr=False)
    kms_endpoint: str
    kms_region: str
    family_url: str
    staff_url: str
    trusted_proxies: int
    mail: MailSettings
    argon: ArgonSettings
    idle_minutes: int
    absolute_hours: int
    staff_idle_minutes: int
    staff_absolute_hours: int
    claim_minutes: int
    learned_hints: bool
    clamd: str
    read_pages: bool

    @property
    def root_keys(self) -> dict[str, str]:
        """The provider of the root key for each purpose of agency keys."""
        return {"content": self.root_key, "escrow": self.escrow_root_key}

    @property
    def old_root_keys(self) -> dict[str, str]:
        """The provider that was in use before, while a change is under way; "" for none."""
        return {"content": self.old_root_key, "escrow": self.old_escrow_root_key}

    @property
    def secure_cookies(self) -> bool:
        """Plain-HTTP addresses are accepted for a laptop only; everywhere else cookies are Secure."""
        return self.family_url.startswith("https://") and self.staff_url.startswith("https://")


class _Reader:
    """Reads one setting at a time and collects what is wrong, instead of stopping at the first."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.faults: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self.environment.get(name, "").strip() or default

    def number(self, name: str, default: int, low: int, high: int) -> int:
        raw = self.text(name, str(default))
        if not raw.isascii() or not raw.isdigit() or not low <= int(raw) <= high:
            self.faults.append(f"{name} must be a whole number from {low} to {high}, not {raw!r}")
            return default
        return int(raw)

    def one_of(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        raw = self.text(name, default)
        if raw not in allowed:
            self.faults.append(f"{name} must be one of {', '.join(allowed)}, not {raw!r}")
            return default
        return raw

    def checked(self, name: str, default: str, fault: Callable[[str], str | None]) -> str:
        raw = self.text(name, default)
        problem = fault(raw)
        if problem:
            self.faults.append(f"{name} {problem}")
        return raw


def _address_fault(url: str) -> str | None:
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.netloc and not parts.path.strip("/"):
        return None
    if parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"}:
        return None
    return "must be an https:// address with nothing behind the host (http:// only for localhost)"


def _database_fault(url: str) -> str | None:
    if url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        return None
    return "must begin with sqlite:/// or postgresql://"


def _blobs_fault(where: str) -> str | None:
    if where.startswith("s3://"):
        return None if urlsplit(where).netloc else "must name a bucket: s3://bucket/prefix"
    return None


def _scanner_fault(address: str) -> str | None:
    host, colon, port = address.rpartition(":")
    if not address or address.startswith("/") or (_is_here(host) and host and colon and port.isdigit()):
        return None
    # Letters would go to another host in clear.
    return "must be the path of clamd's socket, or localhost and its port"


def _root_key_fault(provider: str) -> str | None:
    if provider == "file" or (provider.startswith("kms:") and len(provider) > 4):
        return None
    if provider.startswith("base64:") and _is_32_bytes(provider.removeprefix("base64:")):
        return None
    return "must be 'file', 'base64:' and 32 bytes, or 'kms:' and the name of a key"


def _old_root_key_fault(provider: str) -> str | None:
    return _root_key_fault(provider) if provider else None


def _is_32_bytes(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == 32
    except ValueError:
        return False


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from an environment. Raises BadSettings that names every fault at once."""
    read = _Reader(environment)
    data = Path(read.text("LETTERBOX_DATA", "var")).absolute()
    settings = Settings(
        data=data,
        keys=Path(read.text("LETTERBOX_KEYS", str(data / "keys"))),
        database_url=read.checked(
            "DATABASE_URL", f"sqlite:///{data / 'letterbox.sqlite'}", _database_fault
        ).replace("postgresql://", "postgresql+psycopg://", 1),
        blobs=read.checked("LETTERBOX_BLOBS", str(data / "blobs"), _blobs_fault),
        s3_endpoint=read.text("LETTERBOX_S3_ENDPOINT"),
        root_key=read.checked("LETTERBOX_ROOT_KEY", "file", _root_key_fault),
        escrow_root_key=read.checked("LETTERBOX_ESCROW_ROOT_KEY", "file", _root_key_fault),
        old_root_key=read.checked("LETTERBOX_OLD_ROOT_KEY", "", _old_root_key_fault),
        old_escrow_root_key=read.checked("LETTERBOX_OLD_ESCROW_ROOT_KEY", "", _old_root_key_fault),
        kms_endpoint=read.text("LETTERBOX_KMS_ENDPOINT"),
        kms_region=read.text("LETTERBOX_KMS_REGION", "eu-west-2"),
        family_url=read.checked("LETTERBOX_FAMILY_URL", "http://localhost:8001", _address_fault).rstrip("/"),
        staff_url=read.checked("LETTERBOX_STAFF_URL", "http://localhost:8002", _address_fault).rstrip("/"),
        trusted_proxies=read.number("LETTERBOX_TRUSTED_PROXIES", 0, 0, 5),
        mail=_mail_settings(read),
        argon=_argon_settings(read),
        idle_minutes=read.number("LETTERBOX_IDLE_MINUTES", 60, 1, 24 * 60),
        absolute_hours=read.number("LETTERBOX_ABSOLUTE_HOURS", 12, 1, 24 * 7),
        staff_idle_minutes=read.number("LETTERBOX_STAFF_IDLE_MINUTES", 30, 1, 24 * 60),
        staff_absolute_hours=read.number("LETTERBOX_STAFF_ABSOLUTE_HOURS", 10, 1, 24),
        claim_minutes=read.number("LETTERBOX_CLAIM_MINUTES", 60, 1, 24 * 60),
        learned_hints=read.one_of("LETTERBOX_LEARNED_HINTS", "on", ("on", "off")) == "on",
        read_pages=read.one_of("LETTERBOX_READ_PAGES", "on", ("on", "off")) == "on",
        clamd=read.checked("LETTERBOX_CLAMD", "", _scanner_fault),
    )
    _check_hints_are_made(read, settings)
    _check_addresses_alike(read, settings)
    if settings.secure_cookies:  # in earnest, not on a laptop
        _check_nothing_in_clear(read, settings)
    if read.faults:
        raise BadSettings("The settings can't be used:\n" + "\n".join(f"- {fault}" for fault in read.faults))
    return settings


def _check_hints_are_made(read: _Reader, settings: Settings) -> None:
    # What is missing would be quiet, and a letter that nobody looked through would seem to be clean.
    if not gazetteer.is_made():
        read.faults.append("The list of places that hints need is missing: make it with `make assets`")
    missing = what_is_missing() if settings.learned_hints else []
    if missing:
        read.faults.append(
            f"LETTERBOX_LEARNED_HINTS is on, but this is missing: {', '.join(missing)}"
            " (`make assets` brings it; with 'off' the portal does without)"
        )


def _check_addresses_alike(read: _Reader, settings: Settings) -> None:
    # One address that somebody forgot would quietly take the Secure mark off the other door's cookies.
    urls = (settings.family_url, settings.staff_url)
    if not any(_address_fault(url) for url in urls) and len({urlsplit(url).scheme for url in urls}) > 1:
        read.faults.append("LETTERBOX_FAMILY_URL and LETTERBOX_STAFF_URL must both be https:// or both local")


def _check_nothing_in_clear(read: _Reader, settings: Settings) -> None:
    # Unlock codes travel in mails, and who writes to whom in what is asked of the database.
    if not _is_here(settings.mail.host) and settings.mail.tls == "none":
        read.faults.append("LETTERBOX_MAIL_TLS must be starttls or tls for a mail server on another host")
    database = urlsplit(settings.database_url)
    verified = parse_qs(database.query).get("sslmode", [""])[-1] in ("verify-ca", "verify-full")
    for name, address in (
        ("LETTERBOX_S3_ENDPOINT", settings.s3_endpoint),
        ("LETTERBOX_KMS_ENDPOINT", settings.kms_endpoint),
    ):
        if address.startswith("http://") and not _is_here(urlsplit(address).hostname or ""):
            read.faults.append(f"{name} must be an https:// address")
    if database.scheme.startswith("postgresql") and not _is_here(database.hostname or "") and not verified:
        read.faults.append("DATABASE_URL must say sslmode=verify-full for a database on another host")


def _is_here(host: str) -> bool:
    return host in ("", "localhost", "127.0.0.1", "::1")


def _mail_settings(read: _Reader) -> MailSettings:
    return MailSettings(
        host=read.text("LETTERBOX_MAIL_HOST"),
        port=read.number("LETTERBOX_MAIL_PORT", 25, 1, 65535),
        user=read.text("LETTERBOX_MAIL_USER"),
        password=read.text("LETTERBOX_MAIL_PASSWORD"),
        tls=read.one_of("LETTERBOX_MAIL_TLS", "none", ("none", "starttls", "tls")),
        sender=read.text("LETTERBOX_MAIL_FROM", "letterbox@localhost"),
        timeout_seconds=read.number("LETTERBOX_MAIL_TIMEOUT", 20, 1, 300),
    )


def _argon_settings(read: _Reader) -> ArgonSettings:
    return ArgonSettings(
        memory_kib=read.number("LETTERBOX_ARGON_KIB", 65536, 8, 256 * 1024),
        iterations=read.number("LETTERBOX_ARGON_PASSES", 3, 1, 10),
        lanes=read.number("LETTERBOX_ARGON_LANES", 1, 1, 4),
    )
