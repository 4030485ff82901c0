"""Which lines of a page belong together: cells, rows, and wrapped sentences as one passage.

Places, sizes and a few signs at a line's ends decide; nothing is understood here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from math import cos, radians, sin
from statistics import median

from extractor.document import Box, Page
from extractor.order import text_and_asides
from extractor.passages import Cell, Passage, join_cells

_ENDS_SENTENCE = re.compile(r"[。！!；;]\s*$")
_ENDS_ADDRESS = re.compile(r"[:：]\s*$")
_PARTS = re.compile(r"[，,；;]")
_STARTS_LABELLED = re.compile(r"^[^，。,:：()（）《“]{1,14}(?:[:：]|(?<=[\u4e00-\u9fff])\s[|｜]\s)")
_STOPS_SHORT = re.compile(r"\d{1,2}[日月]?\s*[至到—–~]$|(?:19|20)\d\d年(?:\d{1,2}月)?$")
_TAKES_UP = re.compile(r"^[至到]\s*(?:(?:19|20)\d\d年)?\d{1,2}[月日]")
"""A period that is broken between two lines: the sentence is not over, however short its line."""
_ENDS_COUNT = re.compile(r"(?:^|[\s(])(?!(?:19|20)\d\d\b)\d{1,4}\)?(?:\s[a-z]+)?$")
_BEGINS_HOURS = re.compile(r"^(?:[a-z]+\s)?hours?\b(?!\s*[:：\d])")
"""「…, comprising 36」 over 「contact hours.」: a figure and its unit, however short the rest."""
_OPENS = re.compile(r"^\s*(?:特[发颁此]|兹|经考[核试]|准予|本证|此证|颁发此|发给此|Dear\s+[A-Z])")
ONLY_DATE = re.compile(
    r"^\s*[0-9〇○O零一二三四五六七八九十]{2,4}\s*[年./-][0-9〇○O零一二三四五六七八九十\s月日./-]{1,12}$"
)
_ADDRESS = re.compile(
    r"^\s*(?:[\u4e00-\u9fff·]{2,4}(?:[、，, ]\s*[\u4e00-\u9fff·]{2,4})*|[^，。,:：]{2,30}"
    r"(?:老师|同志|先生|女士|教授|作者|同学|校长|专家|学员))\s*[:：]\s*$"
)
"""「张三老师:」 or 「张三、李四:」: a letter begins anew here."""
_SUBJECT = re.compile(
    r"^关于[^，。,:：]{4,40}的(?:情况)?(?:说明|证明|通知|函|请示|报告|批复|公告|公示|决定|意见)$"
)
"""The subject of a letter: the text begins below it."""
_LATIN = re.compile(r"[A-Za-z]")
_HAN = re.compile(r"[\u3400-\u9fff]")

_STRAIGHT = 0.4  # degrees: below this a page counts as straight
_LEAST_HEIGHT = 0.25  # of the upright box: a line is never thinner than this
_SAME_ROW = 0.55  # share of the smaller height by which two cells of one row overlap
_CELL_GAP = 2.2  # in line heights: cells further apart than this are separate columns
_LINE_GAP = 2.6  # in line heights, between the tops of two lines of one paragraph
_LIKE_SIZE = 0.68  # ratio of heights of two lines of one paragraph, at least
_LIKE_SIZE_OF_REST = 0.5  # of the few signs in which a sentence ends: their box is often too high
_HANGS = 2.0  # in line heights: how far from below the value's first sign its second line begins
_INDENT = 3.2  # in line heights: how much further left than its first line a paragraph goes on
_AT_EDGE = 1.2  # in line heights: a line that ends this near the page's text edge was wrapped
_SHORTEST_WRAP = 7  # in line heights: the shortest line that a sentence is broken at
_OFF_AXIS = 0.6
_BROAD = 0.7
"""Of the page's width, from which a centred row is full."""
_FULL_LINE = 2.2  # in line heights: a line that ends this near its block's edge was wrapped
_COLUMN_LINE = 12  # characters of a line from which what stands beside it is another column
_FEW_SIGNS = 5  # characters from which a line is text
_TALL_HEADING = 1.6  # times the height of a line beside it
_FEW_WORDS = 3  # Latin words from which a text beside Chinese is a translation, not a value


def page_cells(page: Page) -> tuple[Cell, ...]:
    """Return the lines of a page as cells, in reading order, empty ones left out."""
    aspect = page.width / page.height if page.height else 1.0
    return tuple(
        Cell(page.number, index, line, aspect, _straightened(line.box, page))
        for index, line in enumerate(page.lines)
        if line.text.strip()
    )


def _straightened(box: Box, page: Page) -> Box:
    """Return the box that a line would have on a page without skew.

    The upright box around a slanting line is too high by the line's rise; the line's own
    length and height follow from both extents and the angle.
    """
    if abs(page.skew) < _STRAIGHT:
        return box
    angle = radians(page.skew)
    sine, cosine = sin(abs(angle)), cos(angle)
    across, down = box.width * page.width, box.height * page.height
    whole = cosine**2 - sine**2
    length = max((across * cosine - down * sine) / whole, 0.5 * across)
    height = max((down * cosine - across * sine) / whole, _LEAST_HEIGHT * down)
    x, y = (box.centre[0] - 0.5) * page.width, (box.centre[1] - 0.5) * page.height
    x, y = x * cosine + y * sin(angle), y * cosine - x * sin(angle)
    centre_x, centre_y = x / page.width + 0.5, y / page.height + 0.5
    half_x, half_y = length / page.width / 2, height / page.height / 2
    return Box(centre_x - half_x, centre_y - half_y, centre_x + half_x, centre_y + half_y)


def rows_of(cells: tuple[Cell, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Group cells into visual rows, top to bottom, each from left to right."""
    rows: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda c: c.box.centre[1]):
        row = next((r for r in reversed(rows[-3:]) if _belongs_in(r, cell)), None)
        if row is None or cell.line.vertical:
            rows.append([cell])
        else:
            row.append(cell)
    return tuple(tuple(sorted(row, key=lambda c: c.box.left)) for row in rows)


def _belongs_in(row: list[Cell], cell: Cell) -> bool:
    """Tell whether a cell stands in a row: beside its last one and under none of the others.

    A tall heading beside two lines of text does not make one row of them.
    """
    *others, last = row
    if not _shares_row(last, cell) or any(_is_stacked(one, cell) for one in others):
        return False
    beside_tall = last.box.height > _TALL_HEADING * cell.box.height
    return not (others and beside_tall) or any(_shares_row(one, cell) for one in others)


def _is_stacked(a: Cell, b: Cell) -> bool:
    """Tell whether two lines of text stand one over the other; a sign or two may have slipped."""
    if min(len(a.line.text), len(b.line.text)) < _COLUMN_LINE // 2:
        return False
    across = min(a.box.right, b.box.right) - max(a.box.left, b.box.left)
    down = min(a.box.bottom, b.box.bottom) - max(a.box.top, b.box.top)
    return across > 0.5 * min(a.box.width, b.box.width) and down < 0.5 * min(
        a.box.height, b.box.height
    )


def _shares_row(a: Cell, b: Cell) -> bool:
    if a.line.vertical or b.line.vertical:
        return False
    shared = min(a.box.bottom, b.box.bottom) - max(a.box.top, b.box.top)
    return shared > _SAME_ROW * min(a.box.height, b.box.height)


def passages_of(page: Page) -> tuple[Passage, ...]:
    """Return the page's passages from top to bottom, those of columns from right to left.

    Cells of one row that stand close together (a filled-in form) become one row;
    rows of a wrapped sentence become one passage.
    """
    cells = page_cells(page)
    columns = tuple(cell for cell in cells if cell.line.vertical)
    if 2 * sum(len(c.line.text) for c in columns) <= sum(len(c.line.text) for c in cells):
        blocks = text_and_asides(
            [cell.line for cell in cells], width=page.width, height=page.height, skew=page.skew
        )
        return tuple(
            passage
            for block in blocks
            for passage in passages_of_rows(tuple(cells[at] for at in block))
        )
    rows = tuple(cell for cell in cells if not cell.line.vertical)
    return (*_passages_of_columns(columns), *passages_of_rows(rows))


def _passages_of_columns(cells: tuple[Cell, ...]) -> tuple[Passage, ...]:
    """Return the passages of a page that is written downwards, its columns from right to left.

    A column that reaches the foot of the text goes on at the top of the next one.
    """
    passages: list[list[Cell]] = []
    foot = max((cell.box.bottom for cell in cells), default=0.0)
    for cell in sorted(cells, key=lambda c: -c.box.centre[0]):
        last = passages[-1][-1] if passages else None
        if last is not None and _goes_on_beside(last, cell, foot):
            passages[-1].append(cell)
        else:
            passages.append([cell])
    return tuple(join_cells(tuple(passage)) for passage in passages)


def _goes_on_beside(last: Cell, cell: Cell, foot: float) -> bool:
    widths = (last.box.width, cell.box.width)
    if min(widths) < _LIKE_SIZE * max(widths):
        return False
    beside = last.box.centre[0] - cell.box.centre[0] <= _LINE_GAP * max(widths)
    full = foot - last.box.bottom <= _FULL_LINE * max(widths) * cell.aspect
    below_top = abs(cell.box.top - last.box.top) <= _INDENT * max(widths) * cell.aspect
    return (
        beside and full and below_top and not _is_over(last.line.text, cell.line.text, wrapped=True)
    )


def passages_of_rows(cells: tuple[Cell, ...]) -> tuple[Passage, ...]:
    """Return the passages of lines that run from left to right, from top to bottom."""
    segments: list[tuple[Cell, ...]] = []
    beside: dict[tuple[int, int], float] = {}
    for row in rows_of(cells):
        parts = _split_row(row)
        segments.extend(parts)
        beside |= {one[-1].key: other[0].box.left for one, other in pairwise(parts)}
    beside |= _columns_beside(segments, beside)
    paragraphs: list[list[tuple[Cell, ...]]] = []
    right_edge = _right_edge(segments)
    for segment in segments:
        home = _paragraph_for(segment, paragraphs, right_edge, beside)
        if home is None:
            paragraphs.append([segment])
        else:
            home.append(segment)
    return tuple(join_cells(tuple(c for segment in p for c in segment)) for p in paragraphs)


def _columns_beside(
    segments: list[tuple[Cell, ...]], known: Mapping[tuple[int, int], float]
) -> dict[tuple[int, int], float]:
    """Return where the next column starts beside long lines that share no row with its lines.

    The lines of two languages side by side are often set at heights of their own.
    """
    found = {}
    long = [one for one in segments if sum(len(c.line.text) for c in one) >= _COLUMN_LINE]
    for one in long:
        last = one[-1]
        if last.key in known:
            continue
        starts = [
            other[0].box.left
            for other in long
            if other[0].box.left > last.box.right
            and other[0].box.top < last.box.bottom
            and other[0].box.bottom > last.box.top
            and _is_translation(last, other[0])
        ]
        if starts:
            found[last.key] = min(starts)
    return found


def _split_row(row: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
    groups: list[list[Cell]] = [[row[0]]]
    for before, after in pairwise(row):
        gap = after.box.left - before.box.right
        em = max(before.em, after.em)
        like = min(before.em, after.em) >= 0.5 * em
        if gap <= _CELL_GAP * em and like and not _is_translation(before, after):
            groups[-1].append(after)
        else:
            groups.append([after])
    return [tuple(group) for group in groups]


def _is_translation(before: Cell, after: Cell) -> bool:
    """Tell whether a Latin sentence stands beside a Chinese one: two columns of one meaning."""
    texts = (before.line.text, after.line.text)
    latin = [text for text in texts if not _HAN.search(text)]
    chinese = [
        text
        for text in texts
        if len(text) >= _COLUMN_LINE and len(_HAN.findall(text)) >= _COLUMN_LINE // 2
    ]
    return bool(chinese and latin) and len(latin[0].split()) > _FEW_WORDS


def _right_edge(segments: list[tuple[Cell, ...]]) -> float:
    """Return the right edge of the text; a few signs in the margin are none of it."""
    edges = [s[-1].box.right for s in segments if sum(len(c.line.text) for c in s) >= _FEW_SIGNS]
    return max(edges or [segment[-1].box.right for segment in segments], default=1.0)


def _is_open(text: str) -> bool:
    """Tell whether a bracket that was opened in the line is closed below: 「(编号:」."""
    return max(text.rfind("("), text.rfind("（")) > max(text.rfind(")"), text.rfind("）"))


def _is_closed_below(before: str, after: str) -> bool:
    """Tell whether the second row closes a bracket of the first: 「…(课题/编号:…)」."""
    closing = re.search(r"[()（）]", after)
    return _is_open(before) and closing is not None and closing.group() in ")）"


def _parts_a_count(before: str, after: str) -> bool:
    """Tell whether the first row ends in the figure of the hours that the second begins with."""
    return _ENDS_COUNT.search(before) is not None and _BEGINS_HOURS.match(after) is not None


def _is_quoted_on(before: str, after: str) -> bool:
    """Tell whether marks that the first row opens are closed in the second: 「“国培/计划”」."""
    return any(
        before.rfind(mark) > before.rfind(partner)
        and partner in after
        and not 0 <= after.find(mark) < after.find(partner)
        for mark, partner in ("“”", "《》")
    )


def _paragraph_for(
    segment: tuple[Cell, ...],
    paragraphs: list[list[tuple[Cell, ...]]],
    right_edge: float,
    beside: Mapping[tuple[int, int], float],
) -> list[tuple[Cell, ...]] | None:
    """Return the open paragraph that this row continues, or None.

    A long line that has another beside it stands in a column, whose edge is that one's start;
    `beside` holds these starts by the key of the line before them.
    """
    for paragraph in reversed(paragraphs[-4:]):
        last = paragraph[-1][-1]
        edge = right_edge
        if sum(len(cell.line.text) for cell in paragraph[-1]) >= _COLUMN_LINE:
            edge = min(edge, beside.get(last.key, edge))
        if _continues(paragraph, segment, edge):
            return paragraph
    return None


def _is_over(before: str, after: str, *, wrapped: bool) -> bool:
    """Tell from the words alone that the second row begins something else.

    `wrapped` says that the first reaches the edge of the text.
    """
    if _ENDS_SENTENCE.search(before) or _ADDRESS.match(after) or _SUBJECT.match(before):
        return True
    if _ENDS_ADDRESS.search(before) and not (
        _is_open(before) or _is_quoted_on(before, after) or (wrapped and _PARTS.search(before))
    ):
        return True
    if _STARTS_LABELLED.match(after) and not wrapped and not _is_closed_below(before, after):
        return True
    return bool(_OPENS.match(after) or ONLY_DATE.match(after))


def _changes_language(before: str, after: str) -> bool:
    """Tell whether one row is Chinese and the other a piece of an English sentence."""
    chinese, latin = sorted((before, after), key=lambda text: _HAN.search(text) is None)
    is_latin = _HAN.search(latin) is None and len(latin.split()) > _FEW_WORDS
    return is_latin and len(_HAN.findall(chinese)) >= _FEW_WORDS


def _is_centred_on(above: tuple[Cell, ...], below: tuple[Cell, ...], em: float) -> bool:
    """Tell whether a row is the shorter rest of a broad one in text that is set centred."""
    left, right = above[0].box.left, above[-1].box.right
    first, last = below[0].box.left, below[-1].box.right
    broad = right - left >= _BROAD and last - first >= _BROAD / 2
    return broad and _has_axis_of(above, below, em)


def _has_axis_of(above: tuple[Cell, ...], below: tuple[Cell, ...], em: float) -> bool:
    left, right = above[0].box.left, above[-1].box.right
    first, last = below[0].box.left, below[-1].box.right
    return abs((left + right) - (first + last)) / 2 <= _OFF_AXIS * em


def _hangs_below_value(above: tuple[Cell, ...], first: Cell, em: float) -> bool:
    """Tell whether a row begins where the value of the row above does: 「成员:张三/  李四」."""
    text = "".join(cell.line.text for cell in above)
    label = _STARTS_LABELLED.match(text)
    if label is None or len(above) > 1:
        return False
    begins = above[0].box.left + above[0].box.width * label.end() / len(text)
    return abs(first.box.left - begins) <= _HANGS * em


def _continues(
    paragraph: list[tuple[Cell, ...]], segment: tuple[Cell, ...], right_edge: float
) -> bool:
    last, first = paragraph[-1][-1], segment[0]
    if last.line.vertical or first.line.vertical:
        return False
    em = median(cell.em for row in (paragraph[-1], segment) for cell in row)
    heights = (last.box.height, first.box.height)
    before = "".join(cell.line.text for cell in paragraph[-1])
    after = "".join(cell.line.text for cell in segment)
    is_rest = len(after) < _FEW_SIGNS and _ENDS_SENTENCE.search(after) is not None
    if min(heights) < (_LIKE_SIZE_OF_REST if is_rest else _LIKE_SIZE) * max(heights):
        return False
    step = first.box.top - last.box.top
    if not 0.6 * max(heights) < step <= _LINE_GAP * max(heights):
        return False
    if _changes_language(before, after):
        return False
    wrapped = last.box.right >= right_edge - _AT_EDGE * em
    if _is_over(before, after, wrapped=wrapped):
        return False
    left = paragraph[0][0].box.left
    row_left = paragraph[-1][0].box.left
    block_right = max(row[-1].box.right for row in [*paragraph, segment])
    full = block_right - last.box.right <= _FULL_LINE * em
    goes_on = bool(_STOPS_SHORT.search(before) or _TAKES_UP.match(after))
    goes_on = goes_on or _is_quoted_on(before, after) or _is_closed_below(before, after)
    starts_left = left - _INDENT * em <= first.box.left <= row_left + 1.2 * em
    reaches = last.box.right >= right_edge - _FULL_LINE * em
    starts_left = starts_left or (reaches and _hangs_below_value(paragraph[-1], first, em))
    shortest = _SHORTEST_WRAP
    if _LATIN.search(before) and not _HAN.search(before):
        # words cannot be broken, so a wrapped line may end a long word earlier
        full = block_right - last.box.right <= 5 * em
        shortest = 2 * _SHORTEST_WRAP
    if goes_on and starts_left:
        return True
    if _parts_a_count(before, after) and (starts_left or _has_axis_of(paragraph[-1], segment, em)):
        return True
    if _is_centred_on(paragraph[-1], segment, em) and wrapped:
        return True
    if not (full and starts_left):
        return False
    # a short line under a short line is a list or a heading, not a wrapped sentence
    if sum(cell.box.width for cell in paragraph[-1]) < shortest * em:
        return False
    return last.box.right >= right_edge - 6 * em or last.box.width >= 0.42
