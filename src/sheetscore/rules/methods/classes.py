"""成本指标：超过的不得分: a sentence about one class of indicators (数量, 成本, 社会效益, 满意度 …), and the classes of a row."""

from __future__ import annotations

from sheetscore.regexes import regex

_OUTPUT, _BENEFIT = ("数量", "质量", "时效", "成本"), ("经济", "社会", "生态", "可持续")
_CLASSES = (*_OUTPUT, *_BENEFIT, "满意度")
_GROUPS = {"产出": _OUTPUT, "效益": _BENEFIT}
ALL = frozenset((*_CLASSES, *_GROUPS))
"""The classes of 财预〔2020〕10号 附件; a row whose blocks bear other names may be of any."""
_NAME = (
    r"(?:经济|社会|生态|环境|可持续)(?:效益|影响|发展)"
    r"|(?:服务对象|社会公众|受益对象|受益群体|公众|群众)*满意度|数量|质量|时效|成本|产出|效益|效果(?=指标|类|[、和及与或])"
)
_SUBJECT = regex(
    rf"(?:其中[:,]?|对于?|凡是?)?(?P<names>(?:{_NAME})(?:类)?(?:指标)?(?:[、和及与或](?:{_NAME})(?:类)?(?:指标)?)*)(?:等)?(?:类)?(?P<called>指标)?(?P<colon>:)?"
    r"(?!等|以外|之外|外|除外|[、和及与或])"
)
_OPEN_LIST = regex(rf"(?:{_NAME})(?:指标)?(?:[、和及与或](?:{_NAME})(?:指标)?)*等(?=定量指标)")
"""数量指标、质量指标等定量指标: all of them that have a number."""
_OTHERS = regex("其他|其余|各项|各类|各指标|所有|全部指标|以上指标|上述")
"""What else the sentence may speak of."""


def classes_in(sentence: str) -> frozenset[str]:
    """The classes that a cleaned sentence is about by its first words; empty where it names none, or others besides."""
    found = _SUBJECT.match(sentence)
    if found is None or _OTHERS.search(sentence) or _OPEN_LIST.match(sentence):
        return frozenset()
    names = found["names"].replace("效果", "效益")
    if not (found["called"] or found["colon"] or "指标" in names or "满意度" in names):
        return frozenset()
    named = {each for each in _CLASSES if each in names}
    named |= {"生态"} if "环境" in names else set()
    for group, inside in _GROUPS.items():
        if group in names.replace("效益", "效益" if not named & {*_BENEFIT} else ""):
            named |= {group, *inside}
    return frozenset(named)


def without_classes(sentence: str) -> str:
    """A cleaned sentence without the classes that it begins with."""
    found = _SUBJECT.match(sentence)
    return sentence[found.end() :].lstrip(",:的") if found else sentence


def without_examples(sentence: str) -> str:
    """数量指标、质量指标等定量指标：… without the classes that only stand as examples."""
    return _OPEN_LIST.sub("", sentence, count=1) if _OPEN_LIST.match(sentence) else sentence


def is_within(classes: frozenset[str], named: frozenset[str]) -> bool:
    """Are the classes of a row all among those that a sentence names?"""
    own = classes & frozenset(_CLASSES)
    return (own or classes) <= named


def classes_of(level1: str, level2: str, name: str) -> frozenset[str]:
    """The classes of a row by its blocks and its name; all of them where the blocks name none."""
    level1, level2 = (
        each.replace("社会公众", "公众").replace("效果指标", "效益指标")
        for each in (level1, level2)
    )
    own = {each for each in _CLASSES if each in level2}
    groups = {each for each in _GROUPS if each in f"{level1}{level2}"}
    if not own:
        own = {each for each in _CLASSES if each in level1}
        own |= {each for group in groups for each in _GROUPS[group]}
    if not own and not groups:
        return ALL
    return frozenset({*own, *groups, *(each for each in _CLASSES if each in name)})
