"""The vectorised twin of the kernel's code check says the same, code by code."""

import csv
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake import letters
from mingjian.intake.validation import uscc
from mingjian.kernel.uscc import examine
from mingjian.kernel.uscc_tables import CHARSET

_CODES = ibis.table({"given": "string"}, name="codes")
_FOLDED = _CODES.mutate(code=uscc.folded(_CODES["given"]))
_ORGANISATION = uscc.organisation_code_is_valid(_CODES["given"])
_VERDICTS = str(ibis.to_sql(_FOLDED.mutate(fault=uscc.fault(_FOLDED["code"])), dialect="duckdb"))
_VALID = str(ibis.to_sql(_CODES.select("given", fits=_ORGANISATION), dialect="duckdb"))
_CON = duckdb.connect()


def judged(codes: list[str]) -> dict[str, tuple[str, str | None]]:
    """Given code to (code as read, fault) by the twin."""
    return {text: (code, fault) for text, code, fault in _ask(_VERDICTS, codes)}


def agree(codes: list[str]) -> None:
    for text, verdict in judged(codes).items():
        report = examine(text)
        assert verdict == (report.code, None if report.fault is None else report.fault.value), text


def _ask(query: str, codes: list[str]) -> list[tuple[Any, ...]]:
    _CON.execute(
        "CREATE OR REPLACE TEMP TABLE codes AS SELECT unnest($codes) AS given", {"codes": codes}
    )
    return _CON.execute(query).fetchall()


def test_generated_codes_and_every_single_wrong_character() -> None:
    good = letters.code(7)
    wrong = [good[:n] + c + good[n + 1 :] for n in range(18) for c in CHARSET + "IOSVZ-"]
    agree([good, *wrong, good.lower(), f" {good[:9]} {good[9:]}", good[:8] + "-" + good[8:]])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(CHARSET + "IZ０９Ａａ- x", max_size=20), min_size=1, max_size=40))
def test_any_text(codes: list[str]) -> None:
    agree([code for code in codes if code])


@pytest.mark.parametrize("prefix", ["11", "51", "91", "92", "Y1", "A1", "29"])
def test_codes_of_every_department(prefix: str) -> None:
    good = letters.code(8, prefix)
    assert judged([good]) == {good: (good, None)}
    agree([good, "Z1" + good[2:], "01" + good[2:], good[:2] + "XXXXXX" + good[8:]])


def test_vectors(shared: Path) -> None:
    with (shared / "data" / "uscc_vectors.csv").open(encoding="utf-8") as file:
        agree([row["input"] for row in csv.DictReader(file) if row["input"]])


def test_real_organisations_all_pass(shared: Path) -> None:
    with (shared / "data" / "organisations_ningbo.csv").open(encoding="utf-8") as file:
        codes = [row["uscc"] for row in csv.DictReader(file)]
    assert [c for c, (_, fault) in judged(codes).items() if fault] == []


def test_organisation_codes() -> None:
    part = letters.code(7)[8:17]
    tried = [
        part,
        part[:8] + "-" + part[8],
        part[:8] + ("1" if part[8] != "1" else "2"),
        "1234",
        "",
        part + "1",
    ]
    found: dict[str, object] = dict(_ask(_VALID, tried))
    assert [found[text] for text in tried] == [True, True, False, False, False, False]
