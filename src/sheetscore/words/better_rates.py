"""Rates of which more is better, by the name of an indicator: 满意度, 合格率, 及时率. A bare target of one (90%) means at least.

Source: 财预〔2020〕10号 self-evaluation, whose 满意度, 质量 and 时效 indicators are printed both with ≥ and without.
"""

from __future__ import annotations

import re

_ENDINGS = (
    "合格|及时|准时|按时|按期|达标|完成|覆盖|办结|到位|交付|准确|正确|发放|兑现|验收|通过|知晓|普及|处置|整改|开通|入库|回复|签约|完好|优良"
    "|入住|出勤|建档|公开|结案|查处|投用|参保|入学|就业|成活|存活|响应"
)
_MORE_IS_BETTER = re.compile(rf"(?:(?:{_ENDINGS})(?:率|比例|比率)|满意[度率]|知晓度|认可度)$")
_REVERSED = re.compile(
    "不|未|无|非|没|失|误|差错|错|漏|投诉|上访|违|虚假|拒|逾期|超期|超标|超支|降|减|少|死亡|伤亡|事故|故障|欠|闲置|空置|浪费|返工|流失|退|撤|缺|弃"
    "|滞后|延|推迟|复发|复阳|重复|辍|损|抛|黑|盗|污染|病"
)
"""What turns a rate round, or makes it another one: 不合格率, 未完成率, 投诉办结率, 逾期完成率."""
_HARMLESS = re.compile(
    "不动产|未成年|未来|非遗|非公|无障碍|非税|未就业|失能|失独|残疾|减税|降费|减免|病害防治|疾病|病人|病床|病房|传染病|慢性病|黑臭水体|污染防治|损毁修复|退役|退休|退耕|退牧|缺水|误餐"
    "|少儿|少年|少先队|少数民族|降碳|减排|减负|减灾|延安"
)
"""Words with such a character that turn nothing round."""


def more_is_better(name: str) -> bool:
    """Is an indicator of this name a rate of which more is better? Never one of what should not be."""
    return (
        _MORE_IS_BETTER.search(name) is not None
        and _REVERSED.search(_HARMLESS.sub("", name)) is None
    )
