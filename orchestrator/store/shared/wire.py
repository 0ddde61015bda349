"""How a record lies in a shared store, and which of those that lie there are believed.

    objects/ab/<sha256>      the bytes of a result
    actions/ab/<key>.json    {"action": what the key gave, as in the journal, "signed": the HMAC-SHA256 of it}

Whoever can write there can write anything. A record is believed if its key is the fingerprint of what it says it was made from,
and, where a secret is set, if it is signed with it: the fingerprint alone does not say that the right object is named.
"""

import hashlib
import hmac
import json
from typing import Any, NoReturn

from orchestrator.store.fingerprint import canonical, fingerprint
from orchestrator.store.records import Output, Record

LONGEST = 16 << 20
"""Bytes of a record: that of the sound of a film of 10,000 shots has two million."""
_LARGEST = 1 << 42
_MOST_OUTPUTS = 1000
_MOST_FACTS = 1 << 16
_LONGEST_NAME = 400
_MOST = 1e9
_PURPOSE = b"filmwright record 1\n"


class Refused(Exception):
    """It is not believed; the text says why."""


class Unsigned(Refused):
    """It is not signed with the secret that is set here."""


def action_name(key: str) -> str:
    """Where the record of a key is, or would be."""
    return f"actions/{key[:2]}/{key}.json"


def object_name(output: Output) -> str:
    """Where an object is, or would be."""
    return f"objects/{output.digest[:2]}/{output.digest}"


def written(record: Record, secret: bytes | None) -> bytes:
    """A record as it is put there."""
    action = record.model_dump(mode="json")
    told = {"action": action, "signed": _signature(action, secret)} if secret else {"action": action}
    return canonical(told)


def believed(raw: bytes, key: str, secret: bytes | None) -> Record:
    """The record that was read for a key.

    Raises:
        Refused: if it is not to be believed.
    """
    if len(raw) > LONGEST:
        raise Refused("its record is too long")
    try:
        told = json.loads(raw, parse_constant=_no_number)
        action: dict[str, Any] = told["action"]
        if secret and not _is_signed(action, told.get("signed"), secret):
            raise Unsigned("it is not signed with the secret that is set here")
        record = Record.model_validate(action)
        of_key = record.key == key == fingerprint(record.identity)
        sane = _is_sane(record)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused("its record cannot be read") from error
    if not of_key:
        raise Refused("its record is of something else")
    if not sane:
        raise Refused("its record says what cannot be")
    return record


def _is_sane(record: Record) -> bool:
    names = (record.step, *record.outputs)
    return (
        all(name.isprintable() and len(name) <= _LONGEST_NAME for name in names)
        and len(record.outputs) <= _MOST_OUTPUTS
        and all(0 <= output.size <= _LARGEST for output in record.outputs.values())
        and len(canonical(record.facts)) <= _MOST_FACTS
        and all(_is_amount(record.facts.get(name, 0)) for name in ("seconds", "frames"))
        and _is_amount(record.seconds)
    )


def _is_amount(value: object) -> bool:
    return isinstance(value, (int, float)) and 0 <= value <= _MOST


def _is_signed(action: object, signed: object, secret: bytes) -> bool:
    return isinstance(signed, str) and hmac.compare_digest(signed.encode(), _signature(action, secret).encode())


def _signature(action: object, secret: bytes) -> str:
    return hmac.new(secret, _PURPOSE + canonical(action), hashlib.sha256).hexdigest()


def _no_number(said: str) -> NoReturn:
    raise ValueError(f"{said} is no number of JSON")
