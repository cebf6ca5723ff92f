"""The same piece in letters of every kind, for looking at how they are set.

Vietnamese, Khmer, Tai Viet and Chinese are words of article 1 of the Universal Declaration of Human
Rights; Cham, Ê-đê, Mông and Xơ-đăng are rows of their letters and marks, and say nothing.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle, islice

from media_assets.pieces.data import (
    Block,
    Chart,
    Compared,
    Comparison,
    Figure,
    Footer,
    Icons,
    KeyFigures,
    Labelled,
    Moment,
    Piece,
    Point,
    Quotation,
    Step,
    Steps,
    Timeline,
)


@dataclass(frozen=True)
class Sample:
    """`words` in the order of their sentence; `between` stands between two of them.

    `share` of the words of others, where words are longer than theirs.
    """

    language: str
    script: str
    words: tuple[str, ...]
    between: str = " "
    share: float = 1

    def text(self, count: int, start: int = 0) -> str:
        most = max(1, round(count * self.share))
        return self.between.join(islice(cycle(self.words), start, start + most))


KHMER = "មនុស្ស ទាំងអស់ កើត មក មាន សេរីភាព និង សមភាព ក្នុង ផ្នែក សេចក្ដី ថ្លៃថ្នូរ និង សិទ្ធិ"
TAI_VIET = "ꪹꪕꪸꪉ ꪀꪱ ꪋꪴ ꫛ ꪎꪲꪉ ꪮꪮꪀ ꪣꪱ ꪻꪠ ꪁꪷ ꪻꪬ ꪼꪒ ꪕꪳ ꪕꪱꪉ ꪀꪾꪚ ꪹꪋꪷꪉ ꪝꪸꪉ ꪕꪮꪥ ꪩꪾ ꫛ ꪶꪔꪙ ꪠꪴ ꪋꪴ ꪬꪺ ꫛ ꪁꪫꪸꪙ ꪎꪱꪉ"
HOA = "人人 生而 自由， 在 尊嚴 和 權利 上 一律 平等。 他們 賦有 理性 和 良心， 並應 以 兄弟"
SAMPLES = {
    sample.language: sample
    for sample in (
        Sample(
            "vi",
            "Latn",
            tuple(
                "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi".split()
            ),
        ),
        Sample("km", "Khmr", tuple(KHMER.split()), between="", share=0.85),
        Sample(
            "cjm-latn",
            "Latn",
            tuple("Cam ƀôn kâ ngơk ndêh mưnưh ralô saih pađaơk thơw édaong dơy raglak".split()),
            share=0.7,
        ),
        Sample(
            "cjm-cham",
            "Cham",
            tuple("ꨌꩌ ꨆꩀ ꨀꨇꩉ ꨔꩆ ꨎꨯꨱꩂ ꨣꨗꨮꩀ ꨝꨵꨪꩇ ꨚꨰꩌ ꨤꨳꨮꩆ ꨢꨭꨥꨮꩉ ꨕꨴꨬꩍ ꨨꨰꩈ ꨧꨯꩄ".split()),
            share=0.6,
        ),
        Sample("blt-tavt", "Tavt", tuple(TAI_VIET.split())),
        Sample(
            "rad",
            "Latn",
            tuple(
                "Êđê ƀuôn č̆ưm ñĕm kơ̆k hŏng ô̆k ê̆ngŭm dưm anak mnơ̆ng ƀô̆ klei hgŭm Č̆ŏng Ƀư̆k".split()
            ),
        ),
        Sample(
            "hmn",
            "Latn",
            tuple(
                "Hmôngz cxưx nzơưv đros lươx tsênhv pux kruôz ntơưr hlôngr gâux njêx đuôx tsâus".split()
            ),
            share=0.8,
        ),
        Sample("yue-hant", "Hant", tuple(HOA.split()), between=""),
        Sample(
            "sed",
            "Latn",
            tuple(
                "Rơtế̆ng pơlé̆i kô̆ ḙ̆m tơbâ̆ng mơngế hlo̭ng ngíu ḓo̒k tơdroăng hiăng ô̭h vâi krâ".split()
            ),
            share=0.8,
        ),
    )
}


def piece_in(language: str, **changes: object) -> Piece:
    """With every kind of block."""
    sample = SAMPLES[language]
    say = sample.text
    given = {
        "headline": say(8),
        "language": sample.language,
        "script": sample.script,
        "footer": Footer(say(6, 2), "1900 9068", say(9, 4)),
        "lead": say(12, 3),
        "blocks": every_block(sample),
        "source": say(5, 1),
        "link": "https://portal.example/bhxh-tu-nguyen/",
        "words": {
            "source": say(2),
            "scan": say(4),
            "hotline": say(3),
            "made_by_ai": say(5),
        },
    }
    return Piece(**(given | changes))  # type: ignore[arg-type]  # what callers give


def every_block(sample: Sample) -> tuple[Block, ...]:
    say = sample.text
    points = tuple(
        Point(f"{2020 + n}", Decimal(value), value.replace(".", ","))
        for n, value in enumerate(("1.02", "1.46", "1.83", "1.75", "2.29"))
    )
    parts = tuple(
        Point(say(3, n), Decimal(share), f"{share} %") for n, share in enumerate((55, 30, 15))
    )
    figures = (
        Figure("22 %", say(5), "percent"),
        Figure("15", say(8, 5), "calendar"),
        Figure("2.000.000", say(4, 9), "cash"),
    )
    return (
        KeyFigures("figures", say(3, 2), figures=figures),
        Steps("steps", say(4, 4), steps=(Step(say(14), say(4, 3)), Step(say(9, 6)))),
        Chart("bars", say(4, 1), drawn_as="bar", unit=say(2), points=parts),
        Comparison(
            "comparison",
            say(3, 6),
            left=say(2),
            right=say(2, 4),
            rows=(Compared(say(3), say(4, 2), say(5, 4)), Compared(say(2, 7), say(6), say(3, 9))),
        ),
        Timeline(
            "timeline",
            say(3, 8),
            moments=(Moment("1/7/2025", say(7)), Moment("2026", say(9, 3))),
        ),
        Chart("shares", say(3, 3), drawn_as="share", points=parts),
        Chart("line", say(4, 5), drawn_as="line", unit=say(2, 3), points=points),
        Icons("icons", say(2, 9), items=(Labelled("cash", say(3)), Labelled("card", say(5, 4)))),
        Quotation("quotation", text=say(12, 2), attribution=say(2)),
    )
