"""Find the holder: the one person a document speaks for, among all the names on it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor.fields.candidates import Candidate, Leaf, agreed, in_its_language
from extractor.fields.labels.form import Labelled
from extractor.fields.labels.words import is_label, squeeze
from extractor.fields.people.for_whom import is_for_many
from extractor.fields.people.in_sentences import (
    CLAUSE,
    LATIN_NAME,
    RUNS_ON,
    bracketed_employer,
    employer_behind,
    people_in_sentence,
)
from extractor.fields.people.marked import holder_by_sign
from extractor.fields.people.particulars import school_under_picture
from extractor.fields.people.standing import (
    BODY_FIRST,
    TITLE_PREFIX,
    WHOLE_BODY,
    addressed_names,
    beside_latin,
    greeted_names,
    mailed_to,
    standing_names,
    told_about,
)
from extractor.language.names import is_name, name_likelihood, names_at_end, tidy_name
from extractor.language.organisations import (
    body_of_staff,
    organisation_likelihood,
    tidy_organisation,
)
from extractor.language.pipeline import matches
from extractor.language.scripts import has_chinese
from extractor.language.words import words
from extractor.passages import Cell, Passage, join_cells

_LABEL_TRUST = 0.99
_CALLED_SO = 0.87
"""Of what stands behind 「姓名」 and has no usual form of a name."""
_GUESSED_TRUST = 0.82
"""Of what stands behind a label that no list knows."""
_LONG = 4  # characters from which a run of them may be a name and what follows it
_NAME_CHARS = re.compile(r"[㐀-鿿·•．・‧∙ ]+")
_HAN_BEHIND = re.compile(r"\s*[/／(（]?\s*([㐀-鿿·]{2,12})\s*[)）]?\s*$")
_MASKED = re.compile(r"^[㐀-鿿][*＊×xX某○]{1,2}[㐀-鿿]?$")
_LATIN_TRUST = 0.85
_WHOLE_CELL = 0.88
"""Of a name of four signs that fills its cell and is on no list: 「吉克阿牛」."""
_HONOURED = re.compile(r"..(?:同志|老师|女士|先生|教授)")
_NEED_COLON = frozenset({"教师", "老师"})
"""Words that head a column or a post as often as they announce a name."""
_SPEAKS_FIRST = re.compile(r"\s*[^:：(（]{2,20}[(（]")
"""「兹有张三(单位:… 职务:…)」: a sentence with labels in its brackets."""
_PLACES_FOR_PICTURES = frozenset({"照片"})
"""What stands beside them is the text, and no value."""
_IN_LATIN_TOO = re.compile(r"[(（][A-Za-z .,'’-]+[)）]")
"""「张三女士(Ms. ZHANG San)」"""
_POST_BEHIND = (
    r"(?:同志|老师|老師|先生|女士|副?教授|高级讲师|讲师|講師|副?(?:校长|园长|院长|校長|園長|院長)|主任|博士|"
    r"(?:高级)?(?:工程师|农艺师|技师)|(?:主治|主任|副主任)?医师)$"
)
_DEPARTMENT = re.compile(r"[㐀-鿿]{2,8}(?:处|部|科|室|系|学院|中心|办公室|教研组)")
"""「某某学校 实训处 张三」"""
_SPACED_NAME = re.compile(rf"((?:[㐀-鿿] ){{1,3}}[㐀-鿿])(?: ?{_POST_BEHIND})?")
_IN_A_SENTENCE = re.compile(r"\b(?:we|you|your|our|is|are|was|will|have|has|to)\b", re.IGNORECASE)
"""「On behalf of the Committee, we are pleased to invite you」 in the column beside a name"""
_POST_EN = re.compile(
    r"(?:Co-?|Vice[- ]|Deputy |General |Honorary )?"
    r"(?:Chair(?:man|woman|person)?|President|Secretary|Convenor|Coordinator|Director|Treasurer)\b"
)
"""「Chair of the Organising Committee」 under a name is a post and no house."""
_LOWER_HALF, _NEXT_LINE = 0.45, 2.2
_HEADS_POST = re.compile(
    r"(?:副|执行|名誉|常务)?(?:院长|校长|园长|所长|会长|理事长|主席|秘书长|馆长|主任|总裁|总经理|教务长)"
)
"""「[签名] / 海伦·麦克雷 博士 / 院长」: who signs a paper is not whom it is for."""
_HONORIFICS = frozenset({"", "老师", "同志", "先生", "女士", "同学", "教师", "学员"})


_TEACHERS_BODY = re.compile(r"教师(?:资|发展|教育|进修|培训|研修)")
"""「某西职教师资培训中心」: what follows is no word of honour but a body's name."""


def find_holder(leaf: Leaf) -> list[Candidate]:
    """Return at most one `holder_name`, and the `employer` if the name follows it.

    Names of directors, lecturers and contact persons are left out: they stand behind
    labels of their own or below the running text.
    """
    return holder_by_sign(leaf) or _holder_by_words(leaf)


def _holder_by_words(leaf: Leaf) -> list[Candidate]:
    """Return the holder that a label, a sentence or a name standing apart tells."""
    found: list[Candidate] = []
    employers: list[tuple[str, Candidate]] = []
    for labelled in leaf.labels("holder_name"):
        if labelled.inline or labelled.label not in _NEED_COLON or _fills_a_form(labelled, leaf):
            if labelled.label.endswith("证明") and _HONOURED.search(labelled.value.text):
                continue  # 「兹证明:某某站张三同志主持…」 is a sentence
            named = _from_label(labelled.value, labelled.label)
            limit = _GUESSED_TRUST if labelled.guessed else 1.0
            found.extend(replace(one, trust=min(one.trust, limit)) for one in named)
            if labelled.inline:
                employers.extend(
                    (str(one.value), body)
                    for one in named
                    for body in bracketed_employer(one.passage, one.end)
                )
    others = {
        cell.key
        for label in leaf.labels("none", "issuer")
        if label.label not in _PLACES_FOR_PICTURES and not _greets_a_body(label)
        for cell in label.value.cells
        if not (label.inline and _SPEAKS_FIRST.match(cell.line.text))
        and not is_name(label.label.strip(":："))
    }
    of_others = {
        cell.key
        for label in leaf.labels("none")
        if not label.inline and not _greets_a_body(label)
        for cell in label.value.cells
    }
    others |= _beside_signatures(leaf) | _over_posts(leaf)
    for passage in leaf.passages:
        if passage.cells[0].key in others:
            continue
        for candidate, employer in people_in_sentence(passage):
            at = passage.cells_at(candidate.start, candidate.end)
            # 「论证专家 | 张三(某某学院)、李四(某某学校)」 in a form
            of_form = len(passage.cells) > 1 and all(cell.key in of_others for cell in at)
            if of_form or _TEACHERS_BODY.match(passage.text, candidate.end):
                continue
            found.append(candidate)
            employers.extend((str(candidate.value), one) for one in employer)
    chinese = any(has_chinese(str(one.value)) for one in found)
    if not found or (leaf.language == "zh" and not chinese):
        # what stands alone may be anybody; a label or a sentence says whose document it is
        found.extend(_named_apart(leaf, others))
    found.extend(greeted_names(leaf))
    found.extend(beside_latin(leaf, found))
    holder = agreed(in_its_language(found, leaf))
    if holder is None:
        return []
    if leaf.language == "zh" and not has_chinese(str(holder.value)):
        # on a Chinese page the Chinese name stands somewhere, too
        holder = replace(holder, trust=min(holder.trust, _LATIN_TRUST))
    named = [body for name, body in employers if name == holder.value]
    return [holder, *(named or _beside_or_below(leaf, holder))[:1]]


def _greets_a_body(label: Labelled) -> bool:
    """Tell whether a label is to whom a letter goes: 「某某大学:」 over its first line."""
    return organisation_likelihood(label.label.strip(":：")) >= WHOLE_BODY


def _named_apart(leaf: Leaf, others: set[tuple[int, int]]) -> list[Candidate]:
    """Return the names that no label and no sentence announces; on a fax, to whom it is."""
    found = [*standing_names(leaf, others), *addressed_names(leaf), *told_about(leaf)]
    if not found and leaf.kind == "conference_invitation":
        return mailed_to(leaf)
    return found


def _beside_signatures(leaf: Leaf) -> set[tuple[int, int]]:
    """Return the keys of the cells in a row behind 「专家签名」, each of which holds a name."""
    firsts = {
        label.value.cells[0].key
        for label in leaf.labels("none")
        if not label.inline and label.label.endswith(("签名", "签字"))
    }
    found: set[tuple[int, int]] = set()
    for row in leaf.rows:
        at = next((i for i, cell in enumerate(row) if cell.key in firsts), len(row))
        found |= {cell.key for cell in row[at:]}
    return found


def _over_posts(leaf: Leaf) -> set[tuple[int, int]]:
    """Return the keys of the cells that sign: over a head's post, in the lower half of a page."""
    posts = [one for one in leaf.cells if _HEADS_POST.fullmatch(squeeze(one.line.text))]
    return {
        cell.key
        for cell in leaf.cells
        for post in posts
        if cell.box.top >= _LOWER_HALF
        and post.page == cell.page
        and 0 < post.box.top - cell.box.top <= _NEXT_LINE * cell.box.height
        and cell.box.left <= post.box.centre[0] <= cell.box.right
    }


def _beside_or_below(leaf: Leaf, holder: Candidate) -> list[Candidate]:
    """Return where the holder works by what stands around their name."""
    return (
        _body_beside(holder)
        or _school_below(leaf, holder)
        or school_under_picture(leaf, str(holder.value))
    )


def _body_beside(holder: Candidate) -> list[Candidate]:
    """Return the body that stands by the holder's name in its line, as it was found there."""
    if holder.method == "behind-latin":
        return bracketed_employer(holder.passage, holder.end)
    if holder.method == "standing+body":
        return employer_behind(holder.passage, holder.end)
    if holder.method in (BODY_FIRST, "addressed", "label:behind-post", "label:behind-school"):
        return _body_before(holder)
    return []


def _fills_a_form(labelled: Labelled, leaf: Leaf) -> bool:
    """Tell whether a name stands in a row with the next label behind it: 「教师 张三 校名 …」."""
    if not is_name(labelled.value.text) or len(labelled.value.cells) != 1:
        return False
    row = next((r for r in leaf.rows if labelled.value.cells[0] in r), ())
    behind = [cell for cell in row if cell.box.left > labelled.value.box.right]
    return len(behind) > 1 and is_label(behind[0].line.text)


def _body_before(holder: Candidate) -> list[Candidate]:
    """Return the body as whose member a line addresses the holder: 「某某二中张三:」."""
    body = tidy_organisation(holder.passage.text[: holder.start])
    body = body if organisation_likelihood(body) >= WHOLE_BODY else body_of_staff(body)
    if organisation_likelihood(body) < WHOLE_BODY:
        return []
    start = max(holder.passage.text.find(body), 0)
    return [
        Candidate("employer", body, 0.9, holder.passage, start, start + len(body), "before-name")
    ]


def _school_below(leaf: Leaf, holder: Candidate) -> list[Candidate]:
    """Return the body on the line below, or beside, a name that stands alone on its line."""
    key = holder.passage.cells[-1].key
    rest = holder.passage.text.replace(str(holder.value), "", 1)
    rest = _IN_LATIN_TOO.sub("", rest).strip(" :：,，")
    alone = holder.method == "standing" or rest in _HONORIFICS
    for cell, below in (*pairwise(leaf.cells), *_right_below(leaf, key)):
        if cell.key != key or not alone:
            continue
        passage = join_cells((below,))
        name = tidy_organisation(re.split(r"[|｜]", passage.text)[0].strip(" ()（）"))
        if organisation_likelihood(name) < WHOLE_BODY and not CLAUSE.search(name):
            name = body_of_staff(name)  # 「某某学院教师」
        near = -cell.box.height <= below.box.top - cell.box.bottom <= 2 * cell.box.height
        near = near and not (_IN_A_SENTENCE.search(name) or _POST_EN.match(name))
        if near and organisation_likelihood(name) >= WHOLE_BODY and name != holder.value:
            start = max(passage.text.find(name), 0)
            end = start + len(name)
            return [Candidate("employer", name, 0.85, passage, start, end, "below-name")]
    return []


def _right_below(leaf: Leaf, key: tuple[int, int]) -> list[tuple[Cell, Cell]]:
    """Return a cell with the next one under its beginning, where another column stands between."""
    cell = next((one for one in leaf.cells if one.key == key), None)
    if cell is None:
        return []
    under = [
        one
        for one in leaf.cells
        if one.page == cell.page
        and one.box.top > cell.box.top
        and abs(one.box.left - cell.box.left) <= cell.em
    ]
    return [(cell, min(under, key=lambda one: one.box.top))] if under else []


def _from_label(value: Passage, label: str) -> list[Candidate]:
    named = [join_cells((cell,)) for cell in value.cells if is_name(cell.line.text)]
    if len(value.cells) > 1 and len(named) == 1:
        value = named[0]  # the form's heading stands over the name
    text = value.text
    if organisation_likelihood(text) >= 0.8:
        return []  # 「持证人」 over the name of a body was no label of it
    if is_for_many(label, text):
        return []
    run = _NAME_CHARS.match(text)
    trust = _LABEL_TRUST
    if run and run.group().strip():
        name = tidy_name(run.group())
        name = RUNS_ON.sub("", name)
        start = run.start()
        end = run.end()
        if not is_name(name) and len(name) >= _LONG:
            if alone := _behind_school(value) or _behind_post(value):
                return alone
            whole = run.group().strip() == text.strip() and len(name) == _LONG
            name = name if whole else _leading_name(name)
            end = start + max(len(name), _LONG)
            trust = _WHOLE_CELL if whole else 0.9
        if len(name) < 2 or len(name) > 15 or name in words("not_names") - words("given_words"):
            return []
        likely = name_likelihood(name)
        weight = trust if likely >= 0.5 else trust * 0.85
        if label.endswith("姓名"):
            weight = max(weight, _CALLED_SO)
        return [Candidate("holder_name", name, weight, value, start, end, f"label:{label}")]
    latin = LATIN_NAME.match(text)
    han = _HAN_BEHIND.match(text, latin.end()) if latin else None
    if han and is_name(han[1]):  # 「Zhang San 张三」
        return [Candidate("holder_name", han[1], trust, value, *han.span(1), f"label:{label}")]
    name = tidy_name(latin.group(1)) if latin else tidy_name(text)
    name = TITLE_PREFIX.sub("", name)
    if _MASKED.match(name) or name_likelihood(name) > 0 or (latin and len(name) >= 4):
        end = latin.end() if latin else len(text)
        return [Candidate("holder_name", name, trust, value, 0, end, f"label:{label}")]
    return []


def _behind_school(value: Passage) -> list[Candidate]:
    """Return the name in 「授予:某某小学 张三 同志」, which stands apart behind a body.

    It may be spaced out itself: 「致:某某学院  张 三 讲师」.
    """
    words_in = re.findall(r"\S+", value.raw)
    if len(words_in) < 2 or organisation_likelihood(words_in[0]) < WHOLE_BODY:
        return []
    behind = words_in[1:]
    while len(behind) > 1 and _DEPARTMENT.fullmatch(behind[0]):
        behind.pop(0)
    apart = _SPACED_NAME.fullmatch(" ".join(behind))
    name = tidy_name(apart[1]) if apart else re.sub(_POST_BEHIND, "", behind[0])
    start = value.text.find(name)
    if not is_name(name) or start < 0:
        return []
    end = start + len(name)
    return [Candidate("holder_name", name, 0.93, value, start, end, "label:behind-school")]


def _behind_post(value: Passage) -> list[Candidate]:
    """Return the name in 「受邀嘉宾:某某学院副院长 张三」, behind a body and a post in it."""
    text = value.text.strip()
    for name in names_at_end(text):
        if body_of_staff(before := text.removesuffix(name)) not in ("", before):
            end = value.text.find(text) + len(text)
            start = end - len(name)
            return [Candidate("holder_name", name, 0.9, value, start, end, "label:behind-post")]
    return []


def _leading_name(run: str) -> str:
    """Return the likeliest name that a run begins with; one before a deed (「参加」) goes first."""
    deeds = {cue.start for cue in matches(run, "holder") if cue.label in ("deed", "honorific")}
    sizes = range(2, min(len(run), 4) + 1)
    best = max(sizes, key=lambda n: (n in deeds and is_name(run[:n]), name_likelihood(run[:n]), -n))
    return run[:best]
