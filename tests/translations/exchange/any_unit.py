"""Any file that Loa may write, for property tests: units with any text and nested marks."""

import string

from hypothesis import strategies as st

from translations.unit import Kind, State, Unit, UnitFile

# What has broken formats before, more often than chance would bring it.
AWKWARD = [
    *(
        "ô̆",
        "ƀ",
        "ក្រុមប្រឹក្សា",
        "ꨆꩇꨂ",
        "ꪎꪱꪣ",
        "nước",
        "nước",
        "\n",
        " ",
        "  ",
        "\t",
        "\r\n",
        "\u00a0",
        "\u200b",
    ),
    *(
        "=1+1",
        "+84",
        "@",
        "'",
        '"',
        "\\",
        "\\n",
        "<b>",
        "&amp;",
        "]]>",
        "<!--",
        "%s",
        "%(a)s",
        "|",
        "~",
        "#,",
        "@state",
    ),
    *(
        "_x0041_",
        "x005F_",
        "_x005F_x0041_",
        "⟨U+0041⟩",
        "\x00",
        "\x0b",
        "\x1c",
        "\x85",
        "\u2028",
        "\ufffe",
        "\U0001f600",
    ),
    *("{", "}", "<", ">", "́"),
]
BRACKETS = str.maketrans("", "", "⟨⟩{}")
letters = st.characters(exclude_categories=())
words = st.lists(st.sampled_from(AWKWARD) | st.text(letters, max_size=8), max_size=6).map("".join)
# In a translation a piece of a mark would be reported, so there is none in these.
free = words.map(lambda text: text.translate(BRACKETS))
keys = st.sampled_from(["hotline", "office_address", "figure:bhyt_coverage"])
leaves = st.tuples(st.just("single")) | st.tuples(st.just("placeholder"), keys)
trees = st.recursive(
    st.lists(leaves, max_size=3),
    lambda inner: st.lists(leaves | st.tuples(st.just("pair"), inner), max_size=3),
    max_leaves=6,
)
ids = st.text(string.ascii_letters + string.digits + "-._:", min_size=1, max_size=36)


@st.composite
def texts_with_marks(draw):
    """A source, a translation with the same marks in another order, and what the marks stand for."""
    tree, number, marks = draw(trees), iter(range(1, 1000)), {}
    numbered = _numbered(tree, number, marks)
    source = _written(numbered, lambda: draw(words)) or "x"
    target = _written(_shuffled(numbered, draw), lambda: draw(free))
    return (
        source,
        target,
        {key: draw(st.sampled_from(["<b>", '<a href="/x">', "<br/>"])) for key in marks},
    )


def _numbered(tree, number, marks):
    nodes = []
    for kind, *rest in tree:
        if kind == "placeholder":
            nodes.append((kind, rest[0], []))
            continue
        name = str(next(number))
        marks[name] = kind
        nodes.append((kind, name, _numbered(rest[0], number, marks) if rest else []))
    return nodes


def _shuffled(nodes, draw):
    return [
        (kind, name, _shuffled(inner, draw)) for kind, name, inner in draw(st.permutations(nodes))
    ]


def _written(nodes, text):
    parts = [text()]
    for kind, name, inner in nodes:
        if kind == "placeholder":
            parts.append(f"{{{{{name}}}}}")
        elif kind == "single":
            parts.append(f"⟨{name}/⟩")
        else:
            parts.append(f"⟨{name}⟩{_written(inner, text)}⟨/{name}⟩")
        parts.append(text())
    return "".join(parts)


@st.composite
def units(draw, id_):
    source, target, marks = draw(texts_with_marks())
    target = draw(st.sampled_from([target, ""]))
    finished = st.sampled_from([state for state in State if state is not State.EMPTY])
    return Unit(
        id=id_,
        source=source,
        target=target,
        state=draw(finished) if target else State.EMPTY,
        kind=draw(st.sampled_from(Kind)),
        label=draw(words),
        note=draw(words),
        longest=draw(st.none() | st.integers(1, 9999)),
        marks=marks,
        previous=draw(words),
    )


@st.composite
def unit_files(draw):
    names = draw(st.lists(ids, unique=True, min_size=1, max_size=3))
    return UnitFile(
        item=draw(st.uuids().map(lambda work: f"{work}:VSS-79")),
        title=draw(words),
        source_language="vi",
        target_language=draw(
            st.sampled_from(["km", "rad", "cjm-cham", "blt-tavt", "und-sanchi", "en"])
        ),
        version=draw(st.text("0123456789abcdef", min_size=64, max_size=64)),
        units=tuple(draw(units(name)) for name in names),
    )
