"""Find the title of an article in its head: the lines in the largest type, or by its label."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from statistics import median

from extractor.fields.candidates import Candidate, Leaf, agreed, from_label
from extractor.fields.labels.form import Labelled
from extractor.fields.people.noted import is_note
from extractor.fields.people.teams import (
    names_in,
)
from extractor.fields.publications.article_pages import ABSTRACT, head_lines
from extractor.fields.publications.byline_lines import (
    is_of_authors,
    is_told,
    lists_people,
    names_people,
)
from extractor.fields.publications.issue_mentions import issue_mentions
from extractor.fields.publications.journal_sections import (
    MAKERS,
    OF_THE_JOURNAL,
    SECTION_NAME,
    without_tail,
)
from extractor.fields.publications.marked_contents import only_listed
from extractor.fields.publications.mastheads import masthead_lines, title_over_authors
from extractor.fields.publications.running_heads import in_running_head
from extractor.fields.publications.second_parts import (
    EXAMPLE,
    SUBTITLE,
    is_small_below,
    is_subtitle,
)
from extractor.fields.publications.spelt_names import is_spelt_beside
from extractor.fields.publications.title_dashes import DASH_AS_ONE, SIDE_TITLE, with_long_dashes
from extractor.fields.publications.title_rows import in_rows, is_between, stands_close
from extractor.fields.publications.upright_titles import is_upright, upright_title
from extractor.fields.quotes import quoted_in
from extractor.language.organisations import organisation_likelihood
from extractor.language.scripts import has_chinese
from extractor.passages import Cell, join_cells

_TITLE_TRUST, _LABEL_TRUST = 0.95, 0.97
_DASH_TRUST = 0.8
_PIECED = 0.88
"""Of a title joined from pieces of a row, or with more of its type close by."""
_OPEN, _SHORT_FIRST = 0.86, 0.5
"""A title that may go on, or begin later, than what was read of it (of 38 that authors whose pages
the code had not seen drew, 11 did); the share of a title's width from which its first line is long.
"""
_OF_ANOTHER = re.compile(
    r"project|programme|program|course|training|subject|event|activity|workshop|seminar|conference|"
    r"(?:基金|资助|研究|会议|活动|培训)?(?:项目|课题|课程|会议|活动|培训)(?:名称|主题)?|专题|专辑|栏目"
)
"""Labels of what paid for an article, where it was read, or under what it is filed."""
_TAG = re.compile(r"(?:【\s?[㐀-鿿]{2,4}\s?】|\[\s?[㐀-鿿]{2,4}\s?\])\s*(?=[^【】\[\]]{5})")
_TAGGED_TRUST = 0.88
"""「【分享】农村小学阅读课的设计」: under what an article was shared or filed is no part of it."""
_OVERLAP = 0.2
_RUBRIC = 6
"""Signs of an upright line at most that may be a section's name in the margin."""
_LEAST_TITLE = 5
_MOST_LINES = 5
_SENTENCE_ENDS = re.compile(r"[。；](?=.)")
_AS_LARGE = 0.72
"""Of the tallest line of a title: one without tall letters, or in a crooked scan, measures less."""
_SENTENCE_IN = re.compile(r"[。！？；](?!$)|[。；]$")
_SENTENCE_EN = re.compile(r"[a-z][.?!](?:\s|$)")
_ENGLISH = re.compile(r"(?:[A-Za-z][A-Za-z’'-]+[\s,:]+){3}[A-Za-z]")
_TOO_LONG = 70
"""Characters of a Chinese text in ordinary type that is no title any more."""
_EDITED = re.compile(r"(?<=.{5})(?:责任)?(?:编辑|责编|版式|校对|美编)\s?[/／:：].*$")
"""Behind a title below the text: 「…的研究 编辑/王小明」."""
_MASTHEAD = re.compile(
    r"(?:学报|学刊|月刊|杂志|导刊|(?:教育|教师|教学|学生|[日晚时周导]|青年|少年)报)(?:[(（][^()（）]{2,12}[)）])?$"
)
"""A journal's name may be set larger than the titles of its articles."""
_UNFINISHED = re.compile(r"\b(?:of|in|for|and|the|on|with|to|from|by|a|an)\s*$")
_MARKED_NAMES = re.compile(r"[a-z]\s?[0-9¹²³*＊]")
_ONE_MIDDLE = 0.12
_SECTION = re.compile(r"[㐀-鿿]{2,6}|[㐀-鿿]{2,4}\s?[·•]\s?[㐀-鿿]{2,4}")
_BESIDE_TITLE = re.compile(r"作\s*者|[文撰]\s*[文稿]?|机构(?:地区)?|单位")
"""The label of the next line, in the type of a title."""
_FEW_SIGNS = 3
_SMALLER = 0.85
"""A section's name, 「护理教育」, stands in smaller type over the title."""
_GOES_ON_BELOW = re.compile(r"[:：—–－-]\s*$")
"""「“小先生”讲题:」 over the rest of the title, which may be set smaller."""
_AS_CLOSE = 2.5
"""Times the space between its own lines that a title's first line may stand off."""
_APART = 2.0
"""Signs of a title to the right of which what stands there is none of it."""
_EXERCISE = re.compile(
    r"\s*(?:[(（][^()（）]{2,30}[)）]\s*)?"
    r"(?:已知|如图|求[证解]|(?:设|若|记)\s?(?:[A-Za-z]|函数|数列|椭圆|抛物线|双曲线|直线|点|集合|实数|正数)|"
    r"在\s?(?:△|Rt|平面直角|四边形|正方形|矩形|菱形|三角形|梯形|三棱锥|正方体|[四六]面体))"
)
"""「题目 已知椭圆…」, 「题目 (某地卷第20题)如图,…」: an exercise that the article discusses."""


def article_title(leaf: Leaf, page: int | None) -> Candidate | None:
    """Return the title: by label, in the largest type of its page, or as a proof quotes it."""
    found = []
    head = head_lines(leaf, page) if page is not None else []
    largest = _largest([cell for cell in head if not is_note(cell.line.text)])
    abstract = [c for c in leaf.cells if c.page == page and ABSTRACT.match(c.line.text)]
    for one in leaf.labels("activity_title"):
        if _OF_ANOTHER.fullmatch(one.label):
            continue
        if largest and abstract and _is_exercise(one, abstract[0], largest):
            continue
        if largest and one.label in ("题目", "标题") and _EXERCISE.match(one.value.text):
            continue
        title = from_label("activity_title", one, _LABEL_TRUST)
        plain = _EDITED.sub("", str(title.value))
        if plain != title.value:
            title = replace(title, value=plain, end=title.start + len(plain))
        if len(str(title.value)) >= _LEAST_TITLE:
            found.append(title)
    if largest is not None and (not found or largest.trust > _OPEN):
        found.append(largest)  # what a label names needs no guess beside it
    if page is not None and not any(one.trust > _OPEN for one in found):
        found.extend(c for c in in_running_head(leaf, page) if c.name == "activity_title")
    found = found or _named_in_proof(leaf)
    found = found or [c for c in only_listed(leaf) if c.name == "activity_title"]
    return agreed(found)


def _is_exercise(one: Labelled, abstract: Cell, largest: Candidate) -> bool:
    """Tell whether 「题目 设椭圆…」 stands in the text of an article, whose title is set large."""
    value = one.value
    below = value.page == abstract.page and value.box.top > abstract.box.bottom
    return below and one.label in ("题目", "标题") and largest.trust >= _TITLE_TRUST


def _largest(head: list[Cell]) -> Candidate | None:
    """Return the lines in the largest type, one under another, as one title."""
    masthead = masthead_lines(head)
    head = [cell for cell in head if cell.key not in masthead]
    wordy = _wordy(head)
    if not wordy:
        return None
    tallest = max(cell.box.height for cell in wordy)
    lines = _title_lines(head, wordy, tallest)
    if is_upright(lines[0]):
        level = [cell for cell in head if not is_upright(cell)]
        beside = _largest(level) if len(lines[0].line.text.strip()) <= _RUBRIC and level else None
        # 「保教实践」 down the margin beside a large title over its authors
        surely = beside is not None and beside.trust >= _TITLE_TRUST
        return beside if surely else upright_title(head, lines[0])
    usual = median(cell.box.height for cell in head)
    trust = _TITLE_TRUST if tallest >= 1.15 * usual else 0.75
    small = title_over_authors(head) if masthead and trust < _TITLE_TRUST else None
    if small is not None:
        lines, trust = [small], _OPEN
    if _is_prose(lines, in_type_of_text=trust < _TITLE_TRUST):
        return None
    lines = _from_tag(_without_translation(lines))
    read, lines = lines, in_rows([c for c in head if _may_be_piece(c)], lines)
    if lines != read or not _is_alone(head, lines):
        trust = min(trust, _PIECED)
    elif not _is_bounded(head, lines):
        trust = min(trust, _OPEN)
    passage = join_cells(tuple(lines))
    text = without_tail(passage.text)
    if len(text) < _LEAST_TITLE:
        return None
    end, tag = len(text), _TAG.match(text)
    if tag is not None:
        text, trust = text[tag.end() :], min(trust, _TAGGED_TRUST)
    above = join_cells(tuple(lines[:-1])).text.strip()
    # 「…的设计与实施:」 over 「以…为例」 needs no dash
    if _ends_in_subtitle(lines) and text.startswith(above) and not above.endswith(":"):
        rest = DASH_AS_ONE.sub("", text.removeprefix(above).lstrip())
        text, trust = f"{above}——{rest}", min(trust, _DASH_TRUST)
    text = with_long_dashes(text, lines)
    return Candidate(
        "activity_title", text, trust, passage, tag.end() if tag else 0, end, "paper:largest"
    )


def _is_bounded(head: list[Cell], lines: list[Cell]) -> bool:
    """Tell whether a title surely is whole and alone: its authors follow, no section leads it.

    A short first line over a longer one is as easily the name of a section, and where something
    else than people follows, it is as easily the rest of the title.
    """
    first, last = lines[0], lines[-1]
    if len(lines) > 1 and first.box.width < _SHORT_FIRST * max(c.box.width for c in lines):
        return False
    beneath = [c for c in head if c.box.centre[1] > last.box.bottom]
    follows = min(beneath, key=lambda c: c.box.top, default=None)
    if follows is None:
        return False
    return names_people(follows)


def _is_alone(head: list[Cell], lines: list[Cell]) -> bool:
    """Tell whether nothing in the type of a title stands close over it, nor a part of it below."""
    if any(stands_close(c, lines) and _may_be_piece(c) for c in head):
        return False
    last = lines[-1]
    beneath = [c for c in head if c.box.centre[1] > last.box.bottom]
    follows = min(beneath, key=lambda c: c.box.top, default=None)
    # the authors may stand at the right of a title's second part
    return follows is None or not any(
        is_between(c, last, follows) and not is_told(c) for c in beneath
    )


def _may_be_piece(cell: Cell) -> bool:
    """Tell whether a line may be a piece of a title by its words."""
    text = cell.line.text.strip()
    told = OF_THE_JOURNAL.fullmatch(text) or SECTION_NAME.fullmatch(text) or text.endswith("。")
    mentions = any(True for _ in issue_mentions(join_cells((cell,))))
    return not (told or mentions or is_of_authors(cell) or names_in(text))


def _wordy(head: list[Cell]) -> list[Cell]:
    """Return the lines of a head that may be a title's, by their words."""
    wordy = [
        cell
        for cell in head
        if len(re.findall(r"[㐀-鿿]|[A-Za-z]+", cell.line.text)) >= 3
        and not names_in(cell.line.text)
        and not is_of_authors(cell)
        and not is_spelt_beside(cell.line.text)
        and not OF_THE_JOURNAL.fullmatch(cell.line.text.strip())
        and not SECTION_NAME.fullmatch(cell.line.text.strip())
        and not any(True for _ in issue_mentions(join_cells((cell,))))
    ]
    # 「某 某 学 报」
    return [c for c in wordy if not _MASTHEAD.search(re.sub(r"\s", "", c.line.text))] or wordy


def _title_lines(head: list[Cell], wordy: list[Cell], tallest: float) -> list[Cell]:
    """Return the lines in type about as large as the tallest that make up one title."""
    large = sorted(
        (c for c in wordy if c.box.height >= _AS_LARGE * tallest), key=lambda c: c.box.top
    )
    lines = [max(large, key=lambda c: c.box.height * min(len(c.line.text), 12))]
    short = [
        c
        for c in head
        if c.box.height >= _AS_LARGE * tallest
        and c not in large
        and not _BESIDE_TITLE.fullmatch(c.line.text.strip())
        and not OF_THE_JOURNAL.fullmatch(c.line.text.strip())
        and not is_of_authors(c)
        and not any(True for _ in issue_mentions(join_cells((c,))))
        and (not names_in(c.line.text) or any(_is_of_title(c, one, tallest) for one in large))
    ]
    makers = [c for c in head if is_of_authors(c) or lists_people(c)]
    for cell in sorted([*large, *short], key=lambda c: c.box.top):
        if _stands_aside(cell, lines[0]):
            continue
        if any(lines[-1].box.top < one.box.top < cell.box.top for one in makers):
            break  # who wrote it stands below the whole title
        if cell.box.top > lines[-1].box.top and cell.box.top - lines[-1].box.bottom < 1.6 * tallest:
            lines.append(cell)
    if _GOES_ON_BELOW.search(lines[-1].line.text):
        beneath = [c for c in wordy if c.box.top >= lines[-1].box.bottom - 0.3 * tallest]
        rest = min(beneath, key=lambda c: c.box.top, default=None)
        if rest and rest.box.top - lines[-1].box.bottom < tallest and _is_in_line(rest, lines[-1]):
            lines.append(rest)
    told = Counter(cell.line.text.strip() for cell in head)
    for cell in reversed(large):
        if told[cell.line.text.strip()] > 1:
            continue  # a section's name, in the running head and over the article
        if _SECTION.fullmatch(cell.line.text.strip()) and cell.box.height < _SMALLER * tallest:
            continue
        if not _is_in_line(cell, lines[0]):
            continue  # a section's name stands at the edge over a title in the middle
        if cell.box.top < lines[0].box.top and _is_near_over(cell, lines, tallest):
            lines.insert(0, cell)
    return [*lines, *_second_part(head, lines, tallest)]


def _stands_aside(cell: Cell, title: Cell) -> bool:
    """Tell whether a line is of a box beside the article, or a rubric down the page's edge."""
    sign_by_sign = len(cell.line.text.strip()) <= _FEW_SIGNS and not _lies_under(cell, title)
    return sign_by_sign or cell.box.left - title.box.right > _APART * title.em


def _lies_under(cell: Cell, title: Cell) -> bool:
    """Tell whether a line and a title share some of the page's width."""
    return min(cell.box.right, title.box.right) > max(cell.box.left, title.box.left)


def _second_part(head: list[Cell], lines: list[Cell], tallest: float) -> list[Cell]:
    """Return the line below a title that goes on with it: behind a dash, or set in and smaller."""
    below = [
        c
        for c in head
        if c.box.top > lines[-1].box.top
        and _lies_under(c, lines[-1])
        # the dash before a title's second part is easily lost
        and (
            SIDE_TITLE.match(c.line.text)
            or EXAMPLE.fullmatch(c.line.text.strip())
            or (c.box.height < SUBTITLE * tallest and DASH_AS_ONE.match(c.line.text.strip()))
        )
    ]
    if below and below[0].box.top - lines[-1].box.bottom < 2 * tallest:
        return below[:1]
    second = _undashed_subtitle(head, lines)
    return [second] if second is not None else []


_NO_SUBTITLE, _BODY = re.compile(r"[,，;；*¹²³⁴]|[0-9]\s*$"), 0.5
"""What stands in a line of authors that was not read well."""


def _undashed_subtitle(head: list[Cell], lines: list[Cell]) -> Cell | None:
    """Return the line between a title of one line and who wrote it, set in and smaller."""
    title = lines[-1]
    foot = title.box.bottom - _OVERLAP * title.box.height
    under = sorted((c for c in head if c.box.top >= foot), key=lambda c: c.box.top)
    if len(lines) > 1 or len(under) < 2:
        return None
    second, third = under[:2]
    if not _lies_under(second, title) and is_between(third, title, second):
        second, third = third, second  # the authors stand at the right
    beside = third.box.left >= second.box.right and third.box.top < second.box.bottom
    if not _lies_under(second, title):
        return None
    near = second.box.top - title.box.bottom < title.box.height
    told = near and len(second.line.text.strip()) >= _LEAST_TITLE
    told = told and (is_subtitle(title, second) or (beside and is_small_below(title, second)))
    if (
        not told
        or is_of_authors(second)
        or lists_people(second)
        or _NO_SUBTITLE.search(second.line.text)
    ):
        return None
    if organisation_likelihood(second.line.text) >= _BODY:
        return None
    return second if names_people(third) else None


def _is_near_over(cell: Cell, lines: list[Cell], tallest: float) -> bool:
    """Tell whether a line stands as close over a title as the lines of it do to each other."""
    gap = lines[0].box.top - cell.box.bottom
    within = lines[1].box.top - lines[0].box.bottom if len(lines) > 1 else tallest
    return gap < min(1.2 * tallest, max(_AS_CLOSE * within, 0.6 * tallest))


def _without_translation(lines: list[Cell]) -> list[Cell]:
    """Return the lines of a title without those of the same in another language below it."""
    for at, cell in enumerate(lines):
        above = " ".join(one.line.text for one in lines[:at])
        chinese, also = has_chinese(above), has_chinese(cell.line.text)
        # a Chinese line under an English one is the translation, too
        if above and chinese != also and _ENGLISH.search(above if also else cell.line.text):
            return lines[:at]
    return lines


def _from_tag(lines: list[Cell]) -> list[Cell]:
    """Return the lines of a title without the platform's name over the line with its tag."""
    tagged = [at for at, cell in enumerate(lines) if _TAG.match(cell.line.text)]
    return lines[tagged[-1] :] if tagged else lines


def _is_prose(lines: list[Cell], *, in_type_of_text: bool) -> bool:
    """Tell whether lines are a part of the text, whose type is all of one size on an inner page."""
    text = join_cells(tuple(lines)).text
    if len(lines) > _MOST_LINES or _SENTENCE_ENDS.search(text):
        return True
    if not in_type_of_text:
        return False
    if MAKERS.search(text) or _SENTENCE_IN.search(text) or len(_SENTENCE_EN.findall(text)) > 1:
        return True
    title = join_cells(tuple(_without_translation(lines))).text
    return has_chinese(title) and len(title) > _TOO_LONG


def _is_in_line(cell: Cell, title: Cell) -> bool:
    """Tell whether a line is set as a title's first one is: about one middle or from one edge."""
    apart = abs(cell.box.centre[0] - title.box.centre[0])
    return apart <= _ONE_MIDDLE or abs(cell.box.left - title.box.left) <= title.em


def _ends_in_subtitle(lines: list[Cell]) -> bool:
    """Tell whether a title's last line is its second part, the dash before it not read."""
    if len(lines) < 2 or not _lies_under(lines[-1], lines[-2]):
        return False
    if not (is_subtitle(*lines[-2:]) or is_small_below(*lines[-2:])):
        return False
    return len(lines) == 2 or DASH_AS_ONE.match(lines[-1].line.text.strip()) is not None


def _is_of_title(cell: Cell, above: Cell, tallest: float) -> bool:
    """Tell whether words like a name (「Classroom Study」) are by type a title's next line."""
    latin = not re.search(r"[㐀-鿿]", cell.line.text + above.line.text)
    if _MARKED_NAMES.search(cell.line.text) and len(names_in(cell.line.text)) > 1:
        return False  # 「Wang Yi1* and Li Er2」
    follows = -0.3 * tallest <= cell.box.top - above.box.bottom < 0.8 * tallest
    unfinished = _UNFINISHED.search(above.line.text) is not None
    alike = cell.box.height >= _AS_LARGE * above.box.height
    if latin and follows and unfinished and alike:
        return True
    return latin and follows and cell.box.height >= 0.95 * above.box.height


def _named_in_proof(leaf: Leaf) -> list[Candidate]:
    """Return what a proof of indexing calls the paper: 「论文《…》被…收录」."""
    return [
        Candidate("activity_title", one.text, 0.9, passage, one.start, one.end, "paper:quoted")
        for passage in leaf.passages
        for one in quoted_in(passage.text)
        if len(one.text) >= _LEAST_TITLE
        and re.search(r"论文|文章|题为|entitled|titled", passage.text[: one.start])
    ][:1]
