"""Read the dash in a title, which recognition easily takes for the figure 「一」 or a hyphen."""

from __future__ import annotations

import re

_READ_DASH = re.compile(
    r"(?<=[㐀-鿿》”’)）])\s?(?:一一(?=以|基于|兼|来自|从|对|由)|"
    r"一(?=以[^,，。]{2,40}为(?:例|中心|视角|个案)$)|"
    r"[-—–−](?![-—–−])(?=(?:以|基于|兼|来自|从|对|由)[㐀-鿿“《]))"
)
"""What is left of the dash before a subtitle, which is easily read as 「一」 or a hyphen."""
_HALF_DASH = re.compile(
    r"(?<![-—–−])[-—–−]\s?一(?=[㐀-鿿“《‘(（])"
    r"(?![种个项例类次位名体场节堂课所座份门套篇本书年月日学线带路步样般致策案品师生校园班家城市县区乡村片间道题图张点面"
    r"直切些条批群组队届期轮层级封幅首支只件颗朵滴束段句声部股把块颜旦代流贯定起味分])|"
    r"(?<=[㐀-鿿”》’)）])(?<![第统之唯专单合同万])一[-—–−](?![-—–−])(?=(?:以|基于|兼|来自|从|对|由|论|谈)[㐀-鿿“《])"
)
"""「…史料教学—一以“某某”为例」: half of the dash read as 「一」, where 「—一种」 is not meant."""
_LEARNT_AND_ASSESSED = re.compile(r"教\s?[一-]\s?学\s?[一-]\s?评(?![论判委审])")
"""「教—学—评一致性」, whose dashes are easily read as 「一」."""
_NO_FIGURE_BEHIND = (
    r"(?<!一[㐀-鿿])(?<![第初小高省统唯单同专万合归逐划均任某另十二三四五六七八九百零〇的了是有在把从到用以每各这那之不如又再只又与和或及为做写画"
    r"讲读看练试学教评选])"
)
"""Signs before which a word goes on with 「一」, or the figure counts something."""
_COUNTED_NEXT = (
    r"(?![年次个月中日致般体式人步天级等张百句种点届节条周贯轮页至位线期名篇组本直层项册件阶并半定凡所遍只起号部经段套块"
    r"样处路律道事方刻场些枚优声切座章流间对根台回面想堂杯片时量支带角隅席生世旦再味向瞬念家城校班队群批阵番度元多师朵颗"
    r"棵首幅堆束双档幕曲词字笔画图表户口企品技能主模站揽举手把身心力言语行气下上线])"
)
"""What is counted by 「一」, or makes a word with it: 「一体化」, 「一流」."""
_TWO_SIDES = (
    r"相互|互动|互促|互通|互融|协同|联动|联合|联结|耦合|衔接|贯通|共育|合作|双向|转化|对接|对话|结合|融合|一体|循环|关系|界面|"
    r"复合|连续|迁移|整合|贯穿|过渡"
)
_BETWEEN_TWO = re.compile(
    rf"(?<=[㐀-鿿]){_NO_FIGURE_BEHIND}一{_COUNTED_NEXT}(?=[㐀-鿿]{{1,4}}(?:{_TWO_SIDES}))"
)
"""「桩一土相互作用」, 「家庭一社区协同」: what acts on one another is parted by a dash."""
_BETWEEN_THREE = re.compile(
    rf"(?<=[㐀-鿿]{{2}}){_NO_FIGURE_BEHIND}一{_COUNTED_NEXT}(?P<middle>(?!学期|学年)[㐀-鿿]{{2,4}}?)"
    rf"(?<![统唯单同专万合])一{_COUNTED_NEXT}(?=[㐀-鿿]{{2}})"
)
"""「情境一探究一迁移」; 「一课一练」 has one sign between its figures."""
_SIDE = r"(?:(?!一)[㐀-鿿]){1,4}"
_BETWEEN_MARKS = re.compile(
    rf"(?<=[“‘])(?![二两三四五六七八九十])(?P<one>{_SIDE}){_NO_FIGURE_BEHIND}一{_COUNTED_NEXT}(?!(?P=one))(?P<two>{_SIDE})"
    rf"(?:一(?P<three>{_SIDE}))?(?=[”’])"
)
"""「“课堂一车间”双场景」; 「“分一分”」 is a way to say what is done."""
_BETWEEN_FIGURES = re.compile(r"(?<=[0-9])一(?=[0-9])")
"""「3一6岁」, 「1919一2019」"""
_BETWEEN_REGIONS = re.compile(
    r"(?<=中国|亚洲|内地)一(?=东盟|中东欧|南亚|非洲|阿拉伯|欧[盟洲]|东[北南]亚|拉美|太平洋|[中西]亚|香港|澳门|"
    r"[美日韩德英法泰]国|日本|俄罗斯|加拿大|澳大利亚|新西兰|新加坡|越南|巴基斯坦|印度|蒙古|哈萨克斯坦)"
)
"""「中国一东盟教育交流周」"""
_UNLIKELY = re.compile(rf"(?<=[㐀-鿿]){_NO_FIGURE_BEHIND}一{_COUNTED_NEXT}(?=[㐀-鿿])")


def with_dash(title: str) -> str:
    """Return a title with its dashes, where they were read as less: before its second part, too."""
    title = _LEARNT_AND_ASSESSED.sub("教—学—评", _READ_DASH.sub("——", _HALF_DASH.sub("——", title)))
    title = _BETWEEN_REGIONS.sub("—", _BETWEEN_FIGURES.sub("—", title))
    title = _BETWEEN_MARKS.sub(
        lambda found: "—".join(side for side in found.groups() if side is not None), title
    )
    title = _BETWEEN_THREE.sub(lambda found: f"—{found['middle']}—", title)
    return _BETWEEN_TWO.sub("—", title)


def may_have_lost_dash(title: str) -> bool:
    """Tell whether a title has an 「一」 that counts nothing and ends no word: perhaps a dash."""
    return _UNLIKELY.search(title) is not None
