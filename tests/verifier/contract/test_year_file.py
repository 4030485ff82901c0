"""A person's items from JSON Lines: what was done is a part that a notice may limit."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from verifier.contract.year_file import claims_from
from verifier.errors import FactsError


def read(**values: object):
    line = {"subject": "professional", "hours": 20, "status": "accepted"} | values
    (claim,) = claims_from(io.BytesIO(json.dumps(line, ensure_ascii=False).encode()))
    return claim


@pytest.mark.parametrize("activity", ["self_study", "self-study", "自学"])
def test_what_was_done_is_a_tag(activity):
    assert read(activity=activity).tags == ("self_study",)
    assert read(activity=activity, tags=["self_study", "city"]).tags == ("self_study", "city")


def test_an_item_without_it_keeps_its_tags():
    assert read(tags=["city"]).tags == ("city",)
    assert read(activity="").tags == ()


def test_the_day_of_approval_is_read():
    assert read(made_up=True, approved="2021-05-01").approved == date(2021, 5, 1)
    with pytest.raises(FactsError):
        read(approved="soon")
