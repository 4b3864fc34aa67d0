"""Settings and key files: every fault named at once, no secret told, no key lost."""

from __future__ import annotations

import stat
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import boto3
import pytest
from click.testing import CliRunner
from moto.server import ThreadedMotoServer

from crypto.errors import RootKeyUnavailable, SealError, UnknownFormat, WrongKey
from portal.cli.main import cli
from portal.keyring import CONTENT
from portal.keys import KeyFileBroken, KeysExist, KeysMissing, key_path, load_keys, make_keys
from portal.services.desk import open_delivery
from portal.settings import DOORS, BadSettings, read_settings
from portal.work import SYSTEM, open_house, unit_of_work
from tests.builders import Portal, close, delivery_of, make_portal, send_letter, settings_in
from tests.promises.scene import ANSWER, make_people

REGION = "eu-west-2"


def test_every_fault_is_named_at_once() -> None:
    wrong = {
        "DATABASE_URL": "mysql://root@host/letters",
        "LETTERBOX_BLOBS": "s3://",
        "LETTERBOX_ROOT_KEY": "base64:c2hvcnQ=",
        "LETTERBOX_ESCROW_ROOT_KEY": "vault",
        "LETTERBOX_FAMILY_URL": "http://letters.example.org",
        "LETTERBOX_STAFF_URL": "https://letters.example.org/staff",
        "LETTERBOX_TRUSTED_PROXIES": "-1",
        "LETTERBOX_MAIL_PORT": "smtp",
        "LETTERBOX_MAIL_TLS": "yes",
        "LETTERBOX_MAIL_TIMEOUT": "0",
        "LETTERBOX_ARGON_KIB": "7",
        "LETTERBOX_ARGON_PASSES": "٣",
        "LETTERBOX_ARGON_LANES": "17",
        "LETTERBOX_IDLE_MINUTES": "1441",
        "LETTERBOX_ABSOLUTE_HOURS": "1e3",
        "LETTERBOX_STAFF_IDLE_MINUTES": " ½ ",
        "LETTERBOX_STAFF_ABSOLUTE_HOURS": "25",
        "LETTERBOX_CLAIM_MINUTES": "0x10",
        "LETTERBOX_LEARNED_HINTS": "maybe",
    }
    with pytest.raises(BadSettings) as refused:
        read_settings(wrong)
    lines = str(refused.value).splitlines()
    assert {line.removeprefix("- ").split()[0] for line in lines[1:]} == set(wrong)
    assert len(lines) == len(wrong) + 1


@pytest.mark.parametrize("name", ["LETTERBOX_FAMILY_URL", "LETTERBOX_STAFF_URL"])
def test_one_forgotten_address_takes_no_mark_off_the_other_doors_cookies(name: str) -> None:
    with pytest.raises(BadSettings, match="must both be https"):
        read_settings({name: "https://letters.example.org"})


IN_EARNEST = {
    "LETTERBOX_FAMILY_URL": "https://letters.example.org",
    "LETTERBOX_STAFF_URL": "https://desk.example.org",
}


@pytest.mark.parametrize(
    ("name", "clear", "sealed"),
    [
        (
            "DATABASE_URL",
            {"DATABASE_URL": "postgresql://portal@db.example/letters?sslmode=require"},
            {"DATABASE_URL": "postgresql://portal@db.example/letters?sslmode=verify-full"},
        ),
        (
            "LETTERBOX_S3_ENDPOINT",
            {"LETTERBOX_S3_ENDPOINT": "http://store.example.org"},
            {"LETTERBOX_S3_ENDPOINT": "https://store.example.org"},
        ),
        (
            "LETTERBOX_KMS_ENDPOINT",
            {"LETTERBOX_KMS_ENDPOINT": "http://keys.example.org"},
            {"LETTERBOX_KMS_ENDPOINT": "https://keys.example.org"},
        ),
        (
            "LETTERBOX_MAIL_TLS",
            {"LETTERBOX_MAIL_HOST": "mail.example.org"},
            {"LETTERBOX_MAIL_HOST": "mail.example.org", "LETTERBOX_MAIL_TLS": "starttls"},
        ),
    ],
)
def test_nothing_leaves_the_host_in_clear(name: str, clear: dict[str, str], sealed: dict[str, str]) -> None:
    with pytest.raises(BadSettings, match=name):
        read_settings(IN_EARNEST | clear)
    read_settings(IN_EARNEST | sealed)
    read_settings(clear)  # on a laptop


SECRETS = {
    "DATABASE_URL": "postgresql://letterbox:hidden-1@db.example/letters",
    "LETTERBOX_ROOT_KEY": "base64:" + b64encode(b"hidden-2 hidden-2 hidden-2 hidde").decode(),
    "LETTERBOX_ESCROW_ROOT_KEY": "base64:" + b64encode(b"hidden-3 hidden-3 hidden-3 hidde").decode(),
    "LETTERBOX_MAIL_PASSWORD": "hidden-4",
}


def test_no_secret_is_in_what_settings_look_like(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, **SECRETS)
    for shown in (repr(settings), str(settings), f"{settings.mail!r}"):
        assert "hidden" not in shown
        for value in SECRETS.values():
            assert value.removeprefix("base64:") not in shown
    assert settings.root_key == SECRETS["LETTERBOX_ROOT_KEY"]
    assert settings.mail.password == "hidden-4"
    assert "hidden-1" in settings.database_url


def test_no_secret_is_in_what_is_said_about_faults() -> None:
    broken = {
        "DATABASE_URL": "mysql://letterbox:hidden-1@db.example/letters",
        "LETTERBOX_ROOT_KEY": "base64:hidden-2",
        "LETTERBOX_ESCROW_ROOT_KEY": "hidden-3",
    }
    with pytest.raises(BadSettings) as refused:
        read_settings(broken)
    assert "hidden" not in str(refused.value)


def test_no_key_is_in_what_a_house_looks_like(small_portal: Portal) -> None:
    for house in (small_portal.family, small_portal.staff, small_portal.worker):
        for key in house.keys.file.keys.values():
            for shown in (repr(house), repr(house.keyring), repr(house.keys)):
                assert repr(key)[2:-1] not in shown
                assert key.hex() not in shown
                assert b64encode(key).decode() not in shown


def test_key_files_are_their_owners_alone(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    make_keys(settings)
    assert stat.S_IMODE(settings.keys.stat().st_mode) == 0o700
    for door in DOORS:
        assert stat.S_IMODE(key_path(settings, door).stat().st_mode) == 0o600


@pytest.mark.parametrize("left", DOORS)
def test_key_files_are_never_overwritten(tmp_path: Path, left: str) -> None:
    settings = settings_in(tmp_path)
    make_keys(settings)
    for door in DOORS:
        if door != left:
            key_path(settings, door).unlink()
    before = key_path(settings, left).read_bytes()
    with pytest.raises(KeysExist):
        make_keys(settings)
    assert key_path(settings, left).read_bytes() == before
    assert [one.name for one in settings.keys.iterdir()] == [f"{left}.json"]


def test_setting_up_again_keeps_the_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LETTERBOX_DATA", str(tmp_path))
    assert CliRunner().invoke(cli, ["init"], catch_exceptions=False).exit_code == 0
    before = {door: (tmp_path / "keys" / f"{door}.json").read_bytes() for door in DOORS}
    again = CliRunner().invoke(cli, ["init"], catch_exceptions=False)
    assert again.exit_code == 0
    assert "they stay as they are" in again.output
    assert before == {door: (tmp_path / "keys" / f"{door}.json").read_bytes() for door in DOORS}


def without_a_key(text: str) -> bytes:
    """A file in which one key's line is missing."""
    lines = [line for line in text.splitlines() if "log_in_index" not in line]
    return "\n".join(lines).encode()


def with_a_short_key(text: str) -> bytes:
    """A file in which a key lost its end."""
    name, value = '"log_in_index": "', b64encode(b"31 bytes are one byte too short").decode()
    start = text.index(name) + len(name)
    return (text[:start] + value + text[text.index('"', start) :]).encode()


BROKEN: dict[str, Callable[[str], bytes]] = {
    "is not JSON": lambda text: text[: len(text) // 2].encode(),
    "is not JSON ": lambda _: b"",
    "it is not text": lambda _: bytes(range(256)),
    "has no version": lambda _: b"[]",
    "has a version that is not known": lambda text: text.replace('"version": 1', '"version": 9').encode(),
    "is not base64": lambda text: text.replace('": "', '": "*').encode(),
    "is empty or is not text": lambda text: text.replace(
        '"log_in_index": "', '"log_in_index": "", "x": "'
    ).encode(),
    "lacks log_in_index": without_a_key,
    "log_in_index is not 32 bytes long": with_a_short_key,
}


@pytest.mark.parametrize("sentence", BROKEN)
def test_a_broken_key_file_gives_one_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sentence: str
) -> None:
    monkeypatch.setenv("LETTERBOX_DATA", str(tmp_path))
    settings = settings_in(tmp_path)
    make_keys(settings)
    path = key_path(settings, "family")
    good = path.read_text()
    path.write_bytes(BROKEN[sentence](good))
    with pytest.raises((KeysMissing, KeyFileBroken)) as refused:
        load_keys(settings, "family")
    said = CliRunner().invoke(cli, ["serve", "--door", "family"])
    for text in (str(refused.value), said.output):
        assert sentence.strip() in text
        assert "family.json" in text
        assert len(text.strip().splitlines()) == 1
    assert said.exit_code == 1
    assert isinstance(said.exception, SystemExit)


def test_a_missing_key_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KeysMissing, match=r"letterbox init.*family door's key file"):
        load_keys(settings_in(tmp_path), "family")


@pytest.fixture(scope="module")
def key_service() -> Iterator[str]:
    """A key service's address."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ACCESS_KEY_ID", "nobody")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
        server.stop()


def key_in(service: str) -> str:
    """A fresh key in the service; returns the setting that names it."""
    client = boto3.client("kms", region_name=REGION, endpoint_url=service)
    arn = client.create_key()["KeyMetadata"]["Arn"]
    client.close()
    return f"kms:{arn}"


def read_at_the_desk(portal: Portal, item_id: str, **changed: str) -> str:
    """A queued letter's words, read by a staff door opened with these settings."""
    house = open_house(replace(portal.settings, **changed), "staff", portal.clock)
    delivery = delivery_of(portal, item_id)
    try:
        with unit_of_work(house, SYSTEM, writes=False) as work:
            return open_delivery(work, portal.agency_id, delivery.id).text
    finally:
        house.engine.dispose()


def refusal_of(portal: Portal, item_id: str, changed: dict[str, str]) -> tuple[type[SealError], str]:
    """What reading at the desk is refused with."""
    with pytest.raises(SealError) as refused:
        read_at_the_desk(portal, item_id, **changed)
    return refused.type, str(refused.value)


def test_root_keys_in_a_key_service(tmp_path: Path, key_service: str) -> None:
    content, escrow, other = key_in(key_service), key_in(key_service), key_in(key_service)
    portal = make_portal(
        tmp_path / "portal",
        LETTERBOX_ROOT_KEY=content,
        LETTERBOX_ESCROW_ROOT_KEY=escrow,
        LETTERBOX_KMS_ENDPOINT=key_service,
        LETTERBOX_KMS_REGION=REGION,
    )
    scene = make_people(portal)
    item = send_letter(portal, scene.dawn, ANSWER, [scene.birth])
    assert read_at_the_desk(portal, item) == ANSWER
    refusals: list[tuple[type[SealError], dict[str, str]]] = [
        (WrongKey, {"root_key": other}),
        (WrongKey, {"root_key": escrow}),
        (UnknownFormat, {"root_key": "file"}),
        (RootKeyUnavailable, {"kms_endpoint": "http://127.0.0.1:9"}),
    ]
    for error, changed in refusals:
        assert refusal_of(portal, item, changed) == (error, error.sentence)
    close(portal)


def test_a_key_service_gives_the_family_door_nothing(tmp_path: Path, key_service: str) -> None:
    portal = make_portal(
        tmp_path / "portal", LETTERBOX_ROOT_KEY=key_in(key_service), LETTERBOX_KMS_ENDPOINT=key_service
    )
    with unit_of_work(portal.family, SYSTEM, writes=False) as work, pytest.raises(KeysMissing):
        portal.family.keyring.private(work.session, portal.agency_id, CONTENT, 1)
    close(portal)
