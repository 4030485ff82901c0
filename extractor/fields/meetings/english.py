"""Read what an English letter of invitation says: to which meeting, and whose member is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf
from extractor.language.organisations import organisation_likelihood
from extractor.passages import Passage

EVENT_EN = (
    r"(?:Conference|Symposium|Forum|Congress|Seminar|Workshop|Summit|Meeting|Colloquium|Convention|"
    r"Roundtable|Round Table|Webinar|Summer School|Winter School)"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_ASKS = (
    r"(?:attend(?:ed|ing|ance at)?|join(?:ing)?(?: us (?:at|for|in))?|"
    r"participat(?:ed|e|ing|ion) in|"
    r"tak(?:e|ing) part in|contribut(?:e|ing) to|"
    r"(?:lecture|speech|talk|paper|presentation|report|address|poster|session|speak|speaking|present|"
    r"presenter|speaker|panellist|panelist|guest) (?:at|of|for)|"
    r"invited? you to|invited to|invitation (?:to|for)|to)"
)
_NO_NEW_CLAUSE = r"(?!\b(?:for|at|to|by|with|attend) (?:the|our|attend|speak|a)\b)"
"""「to Xiamen for the 5th Forum」: of a name there is no such piece."""
_MORE_OF_A_LIST = r",(?=\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?,?\s(?:and|&)\s[A-Z])"
"""「the Conference on Language, Literacy and Learning」 goes on behind its comma."""
_INVITED_TO = re.compile(
    rf"\b{_ASKS}\s+(?:the\s+|our\s+|an?\s+)?"
    rf"(?P<t>(?:The\s+)?(?:[A-Z0-9](?:{_NO_NEW_CLAUSE}[^.,;\n]){{3,90}}?\s)?\b{EVENT_EN}"
    rf"(?:\s+(?P<on>on|of|for|in)\s+(?![0-9]|{_MONTH})"
    rf"(?:{_NO_NEW_CLAUSE}[^.,;()\n]|{_MORE_OF_A_LIST}){{2,90}}?|\s+[0-9]{{4}})?)"
    rf"(?=(?!{_MORE_OF_A_LIST}),|[.;:]|\s?[(（]|\s+(?:which|that|to be|will|is|held|"
    rf"on\s+(?:the\s+)?(?:[0-9]|{_MONTH})|from\s+(?:the\s+)?(?:[0-9]|{_MONTH})|taking|takes|hosted|"
    r"organi[sz]ed|scheduled|jointly|at\s+(?:the|our|[A-Z])|and\s+(?:to|deliver|give|present|share|"
    r"chair|serve|speak))\b|$)"
)
_ALONE = re.compile(rf"(?:The\s+)?{EVENT_EN}(?:\s+(?:in\s.*|[0-9]{{4}}))?")
"""「to attend the Forum in Xiamen」: what it is and no name."""
_AT_TOWN = re.compile(r"\sin\s+[A-Z][a-z]+(?:\s[A-Z][a-z]+)?$")
_IN_DOUBT = 0.86
"""Whether 「in Harbour City」 at its end belongs to a name is a person's to say."""
_COUNTRY_NEXT = re.compile(rf",\s[A-Z]|\s+(?:on|from|during)\s+(?:[0-9]|{_MONTH})")
_ENDS_IN_THE = re.compile(
    r"\b(?:invite you to(?: attend| join| speak at| participate in| take part in)?|invitation to|"
    r"(?:attend|participat|speak|tak)(?:ed|e|ing)?(?: at| in| part in)?(?: the whole of)?)(?: the| our)?$"  # noqa: E501
)
_NAME_LINE = re.compile(
    rf"(?P<t>(?:The )?[0-9A-Z][^.;:]{{6,90}}?{EVENT_EN}"
    r"(?: (?:on|of|for|in) [^.,;:]{4,60})?(?: (?:19|20)\d\d)?)$"
)
"""「…my pleasure to invite you to the」 over 「4th Symposium on Learning in Nature」"""
NO_NAME = re.compile(
    r"(?:on|of|for|in|you|us|with|at|to|is|will|by|from|and|are|was|has|can|should)\s|"
    r"[^<>]*<\s*[\w.+-]+@|[a-z]+ (?:can|will|may|is|are|has)\b"
)
"""How what stands behind a word of a sentence begins, that was taken for a label.

「The 5th Conference on」 over 「Advanced Welding」, 「meeting you in Xiamen」, 「Office <a@b.c>」.
"""
_SUBJECT = re.compile(
    r"(?:(?:Re|Fw|Fwd)\s*[:：]\s*)*(?:(?:Official|Formal|Letter\s+of|Your|An)\s+)*Invitation\b(?:\s+letter)?\s*"
    r"(?:[-–—:：|]\s*|(?:to|for)\s+)?"
    r"(?:(?:attend|join|speak\s+at|participate\s+in|take\s+part\s+in|present\s+at|contribute\s+to)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
"""「Official invitation - 3rd Harbour Forum」, 「Invitation to speak at …」 in a mail's subject"""
_TOLD_IN_SUBJECT = 0.85
_HOUSE = (
    r"(?:the\s+)?(?P<e>[A-Z][\w'’&-]*(?:\.(?=\s[A-Z0-9]))?"
    r"(?:\s(?:(?:of|and|for|the|in|at|&)\s)?(?:No\.\s?\d+|[A-Z0-9][\w'’&-]*)){1,9})"
)
_WHO = (
    r"(?:representative|delegate|scholar|expert|teacher|researcher|speaker|educator|member|guest|"
    r"colleague|professor|lecturer|participant|practitioner|specialist|academic|principal|scientist|"
    r"engineer|nurse|doctor|physician|trainer|head|director)s?"
)
_MEMBER = (
    (re.compile(rf"\bAs\s+(?:an?|the|our)\s+(?:[a-z-]+\s+){{0,4}}?{_WHO}\s+(?:of|from|at)\s+{_HOUSE},\s(?:you|we)\b"), 0.9),  # noqa: E501
    (re.compile(rf"\byou\b[^.;]{{0,40}}\bas\s+(?:an?|the|our)\s+(?:[a-z-]+\s+){{0,4}}?{_WHO}\s+(?:of|from|at)\s+{_HOUSE}"), 0.91),  # noqa: E501
    (re.compile(rf"\byou(?:,\s|\s+)(?:to\s+)?(?:represent|representing|on\s+behalf\s+of)\s+{_HOUSE}"), 0.9),  # noqa: E501
    (re.compile(rf"\b[Yy]our\s+(?:school|institution|university|college|organi[sz]ation|employer|hospital|institute),\s+{_HOUSE}"), 0.9),  # noqa: E501
    (re.compile(rf"\byou\s+(?:now\s+|currently\s+)?(?:teach|work|serve|lecture)\s+(?:at|in|for)\s+{_HOUSE}"), 0.9),  # noqa: E501
    (re.compile(rf"\b[Yy]our\s+(?:[a-z-]+\s+){{1,4}}at\s+{_HOUSE}"), 0.85),
)  # fmt: skip
"""「invite you, as a representative of X,」, 「your school, X,」, 「that you teach at X」"""
_INVITES_ONE = re.compile(
    r"\binvit(?:e|ing|ation\s+(?:to|of))\s+(?:Dr|Prof|Professor|Mr|Ms|Mrs|Miss|Mx)\.?\s+"
    r"(?P<n>[A-Z][A-Za-z’'-]{1,20}(?:\s[A-Z][A-Za-z’'-]{1,20}){1,3})"
    rf"(?:,?\s+(?:(?:an?|the)\s+)?(?:[a-z-]+\s+){{0,3}}(?:of|from|at)|,)\s+{_HOUSE}"
)
"""「We hereby invite Dr. Lan Wei of Harbour Normal University to …」"""
_BODY = 0.8
_TRUST_IN_ONE = 0.9


def invited_to(passage: Passage) -> Iterator[tuple[int, int, float]]:
    """Yield where a passage names the meeting that it invites to, each with the trust in it."""
    for match in _INVITED_TO.finditer(passage.text):
        name = match["t"]
        if _ALONE.fullmatch(name):
            continue
        trust = 0.9
        if _AT_TOWN.search(name) and _COUNTRY_NEXT.match(passage.text, match.end("t")):
            trust = _IN_DOUBT
        if "," in name or match["on"] == "in":
            trust = _IN_DOUBT
        yield *match.span("t"), trust


def named_below(leaf: Leaf) -> Iterator[tuple[Passage, int, int]]:
    """Yield the name of a line of its own below 「…my pleasure to invite you to the」."""
    for above, below in pairwise(leaf.passages):
        line = _ENDS_IN_THE.search(above.text) and _NAME_LINE.match(below.text.strip())
        if line:
            yield below, *line.span("t")


def without_invitation(title: Candidate) -> Candidate:
    """Return the meeting in a mail's subject without 「Official invitation - 」 before it."""
    asked = _SUBJECT.match(str(title.value))
    if asked is None:
        return title
    rest = str(title.value)[asked.end() :]
    trust = min(title.trust, _TOLD_IN_SUBJECT)
    return replace(title, value=rest, start=title.start + asked.end(), trust=trust)


def employer_told(leaf: Leaf) -> list[Candidate]:
    """Return the house of whom an English letter invites, as its sentences tell it."""
    patterns = (*_MEMBER, (_INVITES_ONE, _TRUST_IN_ONE))
    return [
        Candidate("employer", match["e"], trust, passage, *match.span("e"), "letter:told")
        for passage in leaf.passages
        for pattern, trust in patterns
        for match in pattern.finditer(passage.text)
        if organisation_likelihood(match["e"]) >= _BODY
    ][:1]


def holder_told(leaf: Leaf) -> list[Candidate]:
    """Return whom a letter to nobody by name invites: 「We hereby invite Dr. Lan Wei of …」."""
    return [
        Candidate("holder_name", one["n"], _TRUST_IN_ONE, passage, *one.span("n"), "letter:told")
        for passage in leaf.passages
        for one in _INVITES_ONE.finditer(passage.text)
        if organisation_likelihood(one["e"]) >= _BODY
    ][:1]
