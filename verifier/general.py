"""The rules that hold under every notice: what is asked of a proof, not of a city's rules.

They are data like a notice's own (`general.yaml`). A notice that has a clause on the matter
states a rule of the same kind, and that one speaks.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from verifier.policy.file import read_tree
from verifier.policy.notice import AnyRule, Policy, Rule
from verifier.policy.parameters import Strict


class General(Strict):
    """The file of the rules that hold under every notice."""

    schema_: Literal["xueshi.general/1"] = Field(alias="schema")
    rules: tuple[AnyRule, ...]


@cache
def general_rules() -> tuple[Rule, ...]:
    """Return the rules that hold under every notice, in their order."""
    text = (files("verifier") / "general.yaml").read_text(encoding="utf-8")
    tree = read_tree(text, "general.yaml")
    return General.model_validate_json(json.dumps(tree.data), strict=True).rules


def rules_under(policy: Policy) -> tuple[Rule, ...]:
    """Return the notice's rules, then the general ones of which it has none of its own."""
    own = {rule.kind for rule in policy.rules}
    return (*policy.rules, *(rule for rule in general_rules() if rule.kind not in own))
