"""Whether what a seal says is the name of a body as it is printed; how seals are worded.

A seal bears the body's whole name, often with a purpose behind it (培训专用章, 合同章), and print
bears a shorter one, with the place left out or words drawn together; of a ring some characters
stay unread. Close is therefore agreement, far apart on a clear reading is a difference, and all
between is not told: a clear no needs more than a doubtful yes, since it is a person's affair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

from rapidfuzz.distance import Indel


class SealMatch(StrEnum):
    """What a comparison of a seal with print can say."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class SealReading:
    """A seal's text beside the body that it comes nearest to; `likeness` from 0 to 1."""

    match: SealMatch
    body: str | None
    likeness: float


_PURPOSE = re.compile(
    r"(?:(?:(?:非学历|继续)教育|教师|干部|业务|培训|教学|教务|学籍|学位|证书|证件|结业|毕业|证明|"
    r"学时|学分|成绩|考试|考务|合同|财务|发票|行政|人事|科研|科技|项目|课题|评审|审核|报名|会务|"
    r"钢印|电子|备案|档案|专用|管理|公|印)*(?:专用章|公章|印章|印鉴|章|之印|印)|专用)"
    r"(?:[(（]?[0-9一二三四五六七八九十]{0,3}[)）]?)$"
)
_REMARK = re.compile(r"[(（][^()（）]{0,12}[)）]")
_DRAWN_TOGETHER = tuple(
    (re.compile(long), short)
    for long, short in (
        (r"(?:股份)?有限(?:责任)?公司$", ""),
        (r"教育科学研究(?=[院所])", "教科"),
        (r"教学研究(?=[室院])", "教研"),
        (r"教育(?:和|与|、)?体育局", "教体局"),
        (r"人力资源(?:和|与|、)?社会保障", "人社"),
        (r"(师范|理工|科技|财经|工业|农业|医科)大学", r"\1大"),
        (r"师范大", "师大"),
        (r"第([一二三四五六七八九十百]+)(中|小)学", r"\1\2"),
        (r"(?:壮族|回族|维吾尔)?自治区", "区"),
        (r"委员会", "委"),
        (r"^([一-鿿]{2,3}?)[省市](?=[一-鿿]{2})", r"\1"),
        (r"[和与及、]", ""),
    )
)
_SIGNS = re.compile(r"[\s·.,，。:：;；、()（）\[\]【】〔〕\"'“”‘’《》<>☆★*\-—_|/\\0-9]+")
_COMMON = re.compile(
    r"教育|教师|培训|发展|中心|大学|大$|学院|师范|师大|学校|中学|小学|幼儿园|职业|技术|研究|科学|进修|"
    r"继续|专业|人员|资源|公共|服务|人力|社会|保障|人社|教科|教研|教体|协会|学会|联合会|办公室|管理|信息|"
    r"工作|远程|网络|考试|指导|支持|交流|委|局|厅|部|处|院|所|室|馆|站|省|市|区|县|会|公司|集团|国家|中国|全国|"
    r"[中教培发]$"
)
"""Words that many bodies have in common; what is left of a name is its own."""
_TELLING = frozenset("零一二三四五六七八九十百甲乙丙丁东西南北中上下省市区县乡镇州旗")
"""Where two names that are alike otherwise differ in two of these, they are two bodies."""
_SHORTEST = 3
_TOLD = 4
"""Characters in common from which a likeness is no accident."""
_OWN = 2
_NEAR, _OWN_NEAR = 0.7, 0.5
_FAR, _OWN_FAR = 0.45, 0.34
_CLEAR = 0.67
"""Confidence of a ring that nothing printed supports (0.7 is the most it can have): of 220 rings on
pages of two authors none is then taken for another body's, from 0.60 to 0.66 one."""
_A_NAME = 6
_ENDS_LIKE_A_BODY = re.compile(
    r"(?:局|厅|部|委|院|校|所|室|馆|站|社|会|学|园|大|中心|公司|集团|联盟|小|中|办|处)$"
)


def compare_seal(text: str | None, confidence: float, bodies: tuple[str, ...]) -> SealReading:
    """Compare what a seal says with the bodies that are printed.

    `confidence` is the probability that the text is exactly what the ring says. It is only a
    clear reading of a body's name, far from all that is printed, that differs.
    """
    said = _plain(text or "")
    told = [body for body in bodies if len(_plain(body)) >= _SHORTEST]
    if len(said) < _SHORTEST or not told:
        return SealReading(SealMatch.UNTOLD, None, 0.0)
    compared = [
        (_Likeness.of(worded(said), worded(_plain(body))), body)
        for body in told
        for worded in (_drawn_together, str)
    ]
    best, nearest = max(compared, key=lambda pair: (pair[0].agrees, pair[0].whole))
    if best.agrees:
        return SealReading(SealMatch.AGREES, nearest, best.whole)
    clear = (
        confidence >= _CLEAR and len(said) >= _A_NAME and _ENDS_LIKE_A_BODY.search(said) is not None
    )
    differs = clear and all(likeness.differs for likeness, _ in compared)
    return SealReading(SealMatch.DIFFERS if differs else SealMatch.UNTOLD, nearest, best.whole)


def seal_core(text: str) -> str:
    """Return the body's name of a seal's text, without the purpose of the seal."""
    plain = _REMARK.sub("", normalize("NFKC", text)).strip()
    shorter = _PURPOSE.sub("", plain)
    return shorter if len(shorter) >= _SHORTEST else plain


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How alike two plain names are, 0 to 1: whole, and in what is their own, if they have it."""

    whole: float
    own: float | None
    common: int
    telling: bool
    is_whole: bool
    """The words of its own stand together at the head of what was read, as in a whole name."""

    @classmethod
    def of(cls, said: str, printed: str) -> _Likeness:
        shorter, longer = sorted((said, printed), key=len)
        part = longer if shorter in longer else _nearest_part(shorter, longer)
        mine, theirs = _COMMON.sub("", said), _COMMON.sub("", printed)
        own = None
        if len(theirs) >= _OWN:
            short, long = sorted((mine, theirs), key=len)
            own = Indel.normalized_similarity(short, _nearest_part(short, long)) if short else 0.0
        return cls(
            1.0 if shorter in longer else Indel.normalized_similarity(shorter, part),
            own,
            round(Indel.similarity(said, printed) / 2),
            _differ_in_telling(shorter, part),
            is_whole=len(mine) >= _OWN and said.startswith(mine),
        )

    @property
    def agrees(self) -> bool:
        """Tell whether the two are one body, misread or worded otherwise."""
        if self.telling or self.common < _SHORTEST:
            return False
        if self.own is None:
            return self.whole >= (1 + _NEAR) / 2
        return self.whole >= _NEAR and self.own >= _OWN_NEAR and self.common >= _TOLD

    @property
    def differs(self) -> bool:
        """Tell whether the two are clearly two bodies."""
        if self.own is None or not self.is_whole:
            return self.whole <= _FAR
        return self.own <= _OWN_FAR


def _plain(text: str) -> str:
    return _SIGNS.sub("", seal_core(text))


def _drawn_together(text: str) -> str:
    for shape, short in _DRAWN_TOGETHER:
        text = shape.sub(short, text)
    return text


def _nearest_part(shorter: str, longer: str) -> str:
    """Return the stretch of a name, as long as another, that comes nearest to that one."""
    length = len(shorter)
    parts = [longer[i : i + length] for i in range(max(1, len(longer) - length + 1))]
    return max(
        parts,
        key=lambda part: (
            Indel.normalized_similarity(shorter, part),
            sum(a == b for a, b in zip(shorter, part, strict=False)),
        ),
    )


def _differ_in_telling(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return any(a in _TELLING and b in _TELLING for a, b in pairs)
