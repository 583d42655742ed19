"""指标值写明了单位的就是数量，不看名称最后一个字；同一单位的几种写法、同一种量的单位照表换算，换算不了的说单位不同。"""

from __future__ import annotations

from typing import Any

import pytest
from other_formats import html, opendocument, word, xml2003
from target_tables import HEAD, Aim, aims
from workbooks import findings, indicator, score

MEASURED = (*HEAD[:4], "度量单位", *HEAD[4:])


def row(name: str, target: object, actual: object, unit: str | None = None) -> Any:
    aim = Aim(target, actual, 10, 10, name=name, more={"度量单位": unit})
    head = HEAD if unit is None else MEASURED
    return indicator(score(aims(aim, money=None, head=head)), name)


def worth(name: str, target: object, actual: object, unit: str | None = None) -> float | None:
    found = row(name, target, actual, unit).score
    return None if found is None else float(found)


QUANTITIES = [
    # 名称以“度”“率”结尾的数量（中江 2022 的“水标尺宽度 ≥50厘米”）：指标值，完成值，10 分里得几分
    ("水标尺宽度", "≥50厘米", "55厘米", 10),
    ("硬化道路长度", "≥1200米", "900米", 7.5),
    ("路面厚度", "≥200毫米", "200毫米", 10),
    ("PM2.5浓度", "≤35微克/立方米", "33微克/立方米", 10),
    ("PM10浓度", "≤70ug/m3", "77ug/m3", 9),
    ("室内温度", "≥18℃", "20℃", 10),
    ("水温度", "≤30℃", "33℃", 9),
    ("巡查频率", "≥4次/月", "3次/月", 7.5),
    ("巡护频率", "≥2次/周", "2次/周", 10),
    ("噪声强度", "≤55分贝", "50分贝", 10),
    ("亮灯照度", "≥50勒克斯", "40勒克斯", 8),
    ("防洪堤高度", "≥4.5米以上", "4.5米", 10),
    ("满意度", "≥4.5分", "4.6分", 10),
    ("粮食密度", "≥750克/升", "750克/升", 10),
    ("道路宽度", "≥6米", 6, 10),
]


@pytest.mark.parametrize(("name", "target", "actual", "points"), QUANTITIES)
def test_a_target_with_its_unit_is_a_quantity_whatever_the_name_ends_in(
    name: str, target: str, actual: object, points: float
) -> None:
    assert worth(name, target, actual) == points


@pytest.mark.parametrize(
    ("name", "target", "actual", "unit", "points"),
    [("堤顶宽度", "≥6", 6, "米", 10), ("清扫频率", "≥4", 3, "次/天", 7.5), ("清扫频率", 4, 3, "次/天", None)],
)  # fmt: skip
def test_the_unit_may_stand_in_its_own_column(
    name: str, target: object, actual: object, unit: str, points: float | None
) -> None:
    assert worth(name, target, actual, unit) == points


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("道路宽度", "≥6米", "95%"),  # 百分数不是长度
        ("巡查频率", "≥4次/月", "4次/周"),
        ("巡查频率", "≥4次/月", "4次"),
        ("冷库温度", "≤-18℃", "-20℃"),  # 指标值是负数
        ("覆盖率", "≥50米", "0.9"),  # 率和米：哪一个写错了看不出来
        ("完成率", "≥50个", "0.9%"),
        ("道路宽度", "≥6", 6),  # 没有写单位的“度”，不知是不是百分数
        ("绿化覆盖率", "≥40", "45"),
        ("满意度", "≥0.9", "0.95"),
        ("安全率", "≥95", "96"),
        ("道路宽度", "≥6米", "6厘米左右"),
        ("道路宽度", "6-8米", "7米"),
        ("道路宽度", "≥6²米", "7米"),
        ("PM2.5浓度", "≤35微克/立方米", "33微克"),
        ("满意度", "≥4.5分", "96%"),
        ("水位高度", "≥3m4", "3m4"),
    ],
)
def test_what_is_no_quantity_of_that_unit_is_left_to_a_person(
    name: str, target: object, actual: object
) -> None:
    assert worth(name, target, actual) is None


PER_CENT = [
    ("合格率", "≥95", "96", "百分比", 10),
    ("合格率", "≥95", "90", "百分率", 9.47),
    ("合格率", "≥95", "0.96", "百分比", None),
    ("合格率", "≥95", "1", "百分比", None),
    ("合格率", "0.95", "96", "百分比", None),
    ("合格率", "≥95", "96", "百分点", None),
    ("合格率", "≥95百分比", "96%", None, 10),
    ("合格率", "≥95百分比", "90百分比", None, 9.47),
    ("合格率", "≥100百分比", 1.05, None, None),
    ("合格率", "≥95百分比", "96个", None, None),
]


@pytest.mark.parametrize(("name", "target", "actual", "unit", "points"), PER_CENT)
def test_per_cent_in_words_is_per_cent(
    name: str, target: str, actual: object, unit: str | None, points: float | None
) -> None:
    assert worth(name, target, actual, unit) == points


ONE_UNIT = [
    # 法定计量单位和公开表上的写法：指标值，完成值，得分
    ("≥3.5公里", "3.62km", 10),
    ("≥3.5千米", "3.62公里", 10),
    ("≥3.5km", "3.62KM", 10),
    ("≥3.5公里", "2800米", 8),
    ("≥500m", "500米", 10),
    ("≥80厘米", "0.6米", 7.5),
    ("≥12000平方米", "12500㎡", 10),
    ("≥1.2万㎡", "12500㎡", 10),
    ("≥12000㎡", "0.9万平方米", 7.5),
    ("≥12000平米", "1.25万m²", 10),
    ("≥300立方米", "320m³", 10),
    ("≥300m3", "320立方米", 10),
    ("≥1.5万立方米", "1.2万方", 8),
    ("≥200人次", "215人/次", 10),
    ("≥200人/次", "150人次", 7.5),
    ("≤30天", "33日", 9),
    ("≤30日", "28天", 10),
    ("≤500元/人·月", "500元/人.月", 10),
    ("≤500元/人.月", "550元/人·月", 9),
    ("≤500元/人/月", "500元/人·月", 10),
    ("≥1.2万人", "12500人", 10),
    ("≥1200户", "0.09万户", 7.5),
    ("≥2吨", "1500公斤", 7.5),
    ("≤1.5mg/L", "1.2毫克/升", 10),
    ("≤24小时", "24h", 10),
    ("≥30个工作日", "24工作日", 8),
]


@pytest.mark.parametrize(("target", "actual", "points"), ONE_UNIT)
def test_spellings_of_one_unit_and_units_of_one_measure_are_compared(
    target: str, actual: str, points: float
) -> None:
    assert worth("工程数", target, actual) == points


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≥3公里", "3里"), ("≥3公里", "3吨"), ("≥3公里", "3平方公里"), ("≥200人次", "215人"), ("≥200人", "215人次"),
        ("≤30天", "28工作日"), ("≤30个工作日", "28天"), ("≤24小时", "1天"), ("≥12000平方米", "18亩"), ("≥300亩", "20公顷"),
        ("≤500元/人·月", "500元/人·年"), ("≤500元/人·月", "500元/月"), ("≤500元/人·月", "0.05万元/人·月"), ("≤5元/人", "5元"),
        ("≥12座", "12处"), ("≥12座", "12座/年"), ("≥12座", "0.0012万处"), ("≥300户", "300户次"), ("≥3公里", "3m/s"), ("≤3个月", "90天"),
    ],
)  # fmt: skip
def test_units_that_the_table_does_not_join_are_different(target: str, actual: str) -> None:
    outcome = score(aims(Aim(target, actual, 10, 10, name="工程数"), money=None))
    found = indicator(outcome, "工程数")
    assert (found.score, str(found.status)) == (None, "missing")
    told = " ".join(each.message for each in findings(outcome, "B01"))
    assert "单位不同" in told or "要的是" in told
    assert "不能当作数字" not in told or "要的是" in told


def test_a_number_without_a_unit_is_never_rescaled_to_fit() -> None:
    assert worth("工程数", "≥3.5公里", 3620) is None  # 相差 500 倍以上，由人评定
    assert worth("工程数", "≥350公里", 35) == 1
    assert worth("工程数", "≥1.2万㎡", 0.9) == 7.5


def test_money_stays_in_the_units_of_the_forms() -> None:
    assert worth("补助金额", "≤30万元", "28万") == 10
    assert worth("补助金额", "≤30万元", "300000元") == 10
    assert worth("补助金额", "≤30万元", "28㎡") is None


@pytest.mark.parametrize(
    ("ending", "draw"), [("html", html), ("ods", opendocument), ("xml", xml2003), ("docx", word)]
)
def test_the_same_in_every_format(ending: str, draw: Any) -> None:
    chosen = [*QUANTITIES[:8], *(("工程" + str(n), *case) for n, case in enumerate(ONE_UNIT[:8]))]
    book = aims(
        *(Aim(target, actual, 10, 10, name=name) for name, target, actual, _ in chosen), money=None
    )
    found = score(draw(book), f"某局-2022.{ending}")
    got = [float(indicator(found, name).score) for name, *_ in chosen]
    assert got == [points for *_, points in chosen]
