"""Parts what somebody wrote in an e-mail from what their program put around it: earlier letters, signatures.

Earlier letters carry addresses, dates and the words of others; they are kept for staff alone. Where an answer
stands between quoted lines, the answer stays.
"""

from __future__ import annotations

import re

_WROTE = re.compile(
    r"(?:^|\s)(?:wrote|writes|schrieb\b.{0,80}|a écrit|escribió|escreveu|ha scritto|schreef\b.{0,80}|pisze|"
    r"napisała?|napisał\(a\)|a scris|yazdı|skrev\b.{0,80}|kirjoitti|ysgrifennodd\b.{0,80}|"
    r"написала?|пишет|كتب.{0,80}|"
    r"لکھا.{0,40}|写道|寫道|.{0,80}さんは書きました)\s*[:：]\s*$",
    re.I,
)
_BEGINS = re.compile(
    r"^(?:on|am|le|el|em|il|op|w dniu|dnia|pe|în|ar|den|на|в|في|\d|20\d\d|.{1,60}<[^<>@\s]+@[^<>@\s]+>)", re.I
)
_RULE = re.compile(
    r"^\s*[-_–—=]{2,}\s*(?:original message|forwarded message|begin forwarded message|"
    r"ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|message transféré|"
    r"mensaje original|mensaje reenviado|"
    r"messaggio originale|oorspronkelijk bericht|wiadomość oryginalna|oryginalna wiadomość|mensagem original|"
    r"neges wreiddiol|исходное сообщение|原始邮件)\s*[-_–—=]*\s*$|^\s*(?:begin forwarded message:)\s*$",
    re.I,
)
_FROM = re.compile(r"^\s*\*?(?:from|von|de|da|van|od|oddi wrth|fra|från|от|من|发件人|寄件者)\s*[:：]", re.I)
_ALSO = re.compile(
    r"^\s*\*?(?:sent|date|to|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado|para|asunto|inviato|oggetto|"
    r"verzonden|aan|onderwerp|wysłano|do|temat|data|anfonwyd|at|pwnc|отправлено|кому|тема|发送时间|收件人|主题)\s*[:：]",
    re.I,
)
_SIGNATURE = re.compile(r"^(?:--|—)\s*$")
_SENT_FROM = re.compile(
    r"^\s*(?:sent from (?:my|yahoo|outlook|mail|samsung)|get outlook for|von meinem .{1,40} gesendet|"
    r"envoyé de mon|enviado desde mi|inviato da|wysłane z|verzonden vanaf|anfonwyd o)\b.{0,80}$",
    re.I,
)
_LONGEST_ATTRIBUTION = 3
"""Lines that "On ... wrote:" may be broken into."""


def part(text: str) -> tuple[str, str]:
    """What the person wrote, and what was cut. Where nothing of their own would be left, nothing is cut."""
    lines = text.split("\n")
    kept, cut = list[str](), list[str]()
    at = 0
    while at < len(lines):
        attribution = _attribution(lines, at)
        if _rest_is_not_theirs(lines, at) or (attribution and not _quoted_follows(lines, at + attribution)):
            cut += lines[at:]
            break
        taken = attribution or int(_is_cut(lines[at]))
        (cut if taken else kept).extend(lines[at : at + max(taken, 1)])
        at += max(taken, 1)
    own = "\n".join(kept).strip()
    return (own, "\n".join(cut).strip()) if own else (text.strip(), "")


def _is_cut(line: str) -> bool:
    return line.startswith(">") or bool(_SENT_FROM.match(line))


def _rest_is_not_theirs(lines: list[str], at: int) -> bool:
    if _SIGNATURE.match(lines[at]) or _RULE.match(lines[at]):
        return True
    return bool(_FROM.match(lines[at])) and any(_ALSO.match(line) for line in lines[at + 1 : at + 4])


def _attribution(lines: list[str], at: int) -> int:
    """How many lines from here say who wrote what is quoted next; 0 for none."""
    if not _BEGINS.match(lines[at].strip()):
        return 0
    for length in range(1, _LONGEST_ATTRIBUTION + 1):
        block = [line.strip() for line in lines[at : at + length]]
        if "" in block:
            return 0
        if re.search(r"\d|@", " ".join(block)) and _WROTE.search(" ".join(block)):
            return length
    return 0


def _quoted_follows(lines: list[str], at: int) -> bool:
    following = [line for line in lines[at : at + 4] if line.strip()]
    return bool(following) and following[0].startswith(">")
