"""Of several bodies that may have signed, leave out whom the page hardly says it of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.fields.candidates import Candidate
from extractor.fields.learned.features import Described
from extractor.fields.learned.measures import squeeze
from extractor.language.scripts import has_chinese

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_HARDLY, _DOUBTFUL = 0.005, 0.01
"""How likely a body is that is left out, and one beside which nothing is sure."""
_UNKNOWN = _DOUBTFUL
"""Of what was mended, or read in two places, the model knows nothing: it stays as it is."""
_LIKELY = 0.5
"""How likely one of them is for the model to have found a signer of the page at all."""


def likely_signers(
    given: Sequence[Candidate],
    described: Sequence[Described],
    likely: NDArray[np.float32],
    *,
    most_trust: float,
) -> list[Candidate]:
    """Return the bodies that stay, none trusted more than `most_trust` where one is unlikely.

    「School of Education, Room 309」 under a committee that signs is its address. Whose seal is on
    the page stays in any case, who stands in brackets below another, and who shares the line of one
    that stays.

    Args:
        given: The bodies that issued, by the finders.
        described: The spans of the document.
        likely: How likely each of these is an issuer, from 0 to 1.
        most_trust: The most that is left of the trust in any of them.
    """
    shares = {one.value: float(share) for one, share in zip(described, likely, strict=True)}
    of = [shares.get(squeeze(str(one.value)), _UNKNOWN) for one in given]
    if min(of) >= _DOUBTFUL:
        return list(given)
    stays = given
    if max(of) >= _LIKELY:
        likely_ones = [one for one, share in zip(given, of, strict=True) if share >= _HARDLY]
        stays = [
            one
            for one in given
            if one in likely_ones or _is_known(one) or _stands_beside(one, likely_ones)
        ]
    return [replace(one, trust=min(one.trust, most_trust)) for one in stays]


def _stands_beside(one: Candidate, others: Sequence[Candidate]) -> bool:
    """Tell whether a body shares a line with another that signs: 「某某学会 某某大学」."""
    text = one.passage.text
    names = [str(other.value) for other in others]
    before, behind = text[: one.start].strip(), text[one.end :].strip()
    return has_chinese(str(one.value)) and any(
        before.endswith(name) or behind.startswith(name) for name in names
    )


def _is_known(one: Candidate) -> bool:
    return one.method.endswith("+seal") or one.passage.text[: one.start].strip() in ("(", "（")
