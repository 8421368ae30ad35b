"""The Provincial Competitiveness Index as an index that the project does not know: its catalogue and made-up tables."""

from __future__ import annotations

import random
from collections.abc import Sequence

from intake_tables import made_ranks

from chiso.catalog import Project, Unit

PARTS = [
    ("Gia nhập thị trường", "Entry Costs"),
    ("Tiếp cận đất đai", "Access to Land"),
    ("Tính minh bạch", "Transparency"),
    ("Chi phí thời gian", "Time Costs"),
    ("Chi phí không chính thức", "Informal Charges"),
    ("Cạnh tranh bình đẳng", "Policy Bias"),
    ("Tính năng động", "Proactivity"),
    ("Chính sách hỗ trợ doanh nghiệp", "Business Support Services"),
    ("Đào tạo lao động", "Labor Policy"),
    ("Thiết chế pháp lý", "Law & Order"),
]
WEIGHTS = (0.5, 0.5, 2.0, 0.5, 1.0, 0.5, 0.5, 2.0, 2.0, 0.5)
CODES = [f"D{number}" for number in range(1, 11)]


def add_pci(
    project: Project, *, weights: Sequence[float] | None = WEIGHTS, years: tuple[int, int] = (2013, 2024)
) -> None:
    """Enter PCI into the index catalogue: one row in ``indices.csv`` and a table of its codes."""
    path = project.raw / "indices.csv"
    row = (
        "pci,PCI,Chỉ số năng lực cạnh tranh cấp tỉnh,Provincial Competitiveness Index,points,parts,higher,4,published,"
        "Liên đoàn Thương mại và Công nghiệp Việt Nam (VCCI),Viet Nam Chamber of Commerce and Industry (VCCI)"
    )
    text = path.read_text(encoding="utf-8")
    further = text.partition("\n")[0].count(",") - row.count(",")
    path.write_text(f"{text}{row}{',' * further}\n", encoding="utf-8")
    folder = project.raw / "pci"
    folder.mkdir()
    first, last = years
    lines = ["code,concept,parent,name_en,name_vi,scale_min,scale_max,first_year,last_year,name_vi_basis,weight"]
    lines.append(
        f'TOTAL,pci_total,,"PCI, weighted total","PCI, điểm tổng hợp có trọng số",0,100,{first},{last},official,'
    )
    for code, (vi, en), weight in zip(CODES, PARTS, weights or [""] * 10, strict=True):
        lines.append(f"{code},pci_{code.lower()},TOTAL,{en},{vi},0,10,{first},{last},official,{weight}")
    (folder / "indicators.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def made_pci(units: Sequence[Unit], seed: int) -> dict[str, dict[str, float]]:
    """Return sub-indices of two decimals and their weighted total for every unit."""
    source = random.Random(seed)  # noqa: S311 - figures for a test
    table = {}
    for unit in units:
        parts = {code: round(source.uniform(3.5, 8.5), 2) for code in CODES}
        total = sum(weight * parts[code] for code, weight in zip(CODES, WEIGHTS, strict=True))
        table[unit.code] = {**parts, "TOTAL": round(total, 2)}
    return table


def overview(units: Sequence[Unit], table: dict[str, dict[str, float]]) -> list[list[object]]:
    """Return the table as the web site of PCI and its workbooks since 2017 have it: by rank, in Vietnamese."""
    ranks = made_ranks({code: figures["TOTAL"] for code, figures in table.items()})
    rows: list[list[object]] = [["Tỉnh", *(vi for vi, _ in PARTS), "Điểm số PCI", "Bảng xếp hạng", "Xếp loại PCI"]]
    for unit in sorted(units, key=lambda unit: ranks[unit.code]):
        figures = table[unit.code]
        name = {"77": "BRVT", "46": "TT-Huế", "79": "TP.HCM"}.get(unit.code, unit.name_vi)
        tier = "Rất tốt" if ranks[unit.code] < 5 else "Khá"
        rows.append([name, *(figures[code] for code in CODES), figures["TOTAL"], ranks[unit.code], tier])
    return rows


def lists(units: Sequence[Unit], table: dict[str, dict[str, float]]) -> list[list[object]]:
    """Return the table as the workbooks of 2008 to 2016 have it: provinces and scores, sorted for each sub-index."""
    columns: list[list[object]] = [["STT", *range(1, len(units) + 1)]]
    names = {unit.code: unit.name_en for unit in units}
    for code, (_, en) in [*zip(CODES, PARTS, strict=True), ("TOTAL", ("", "Weighted PCI"))]:
        ordered = sorted(units, key=lambda unit, code=code: -table[unit.code][code])
        columns.append([en, *(names[unit.code] for unit in ordered)])
        columns.append([None, *(table[unit.code][code] for unit in ordered)])
    return [list(row) for row in zip(*columns, strict=True)]
