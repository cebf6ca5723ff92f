"""Any value in its three versions: structures field by field, lists item by item, tables by their
headers, everything else whole."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .lists import merged_list
from .run import Run
from .sameness import is_block, same
from .tables import is_table, merged_table
from .versions import ABSENT, Outcome, Path, Three


def merged_value(run: Run, path: Path, three: Three) -> Outcome:
    if three.local == three.national:
        return Outcome(three.local, three.national)
    if any(map(is_table, three)):
        return merged_table(run, path, three, merged_value)
    if _are(three, Mapping):
        return _structure(run, path, three)
    if _are(three, list):
        return _list(run, path, three)
    return run.whole(path, three)


def _are(three: Three, kind: type) -> bool:
    """Both sides; the base may have had nothing."""
    there = three if three.base is not ABSENT else three[1:]
    return all(isinstance(value, kind) for value in there)


def _structure(run: Run, path: Path, three: Three) -> Outcome:
    """By the names of its fields."""
    versions = Three(*({} if value is ABSENT else value for value in three))
    if any(map(_is_grid, versions)) or (three.base is not ABSENT and _hang_together(versions)):
        return run.whole(path, three)
    result, base = {}, {}
    for name in dict.fromkeys([*versions.local, *versions.national, *versions.base]):
        fields = Three(*(version.get(name, ABSENT) for version in versions))
        outcome = merged_value(run, (*path, name), fields)
        if outcome.result is not ABSENT:
            result[name] = outcome.result
        if outcome.base is not ABSENT:
            base[name] = outcome.base
    return Outcome(result, base)


def _hang_together(versions: Three) -> bool:
    """One side chose another picture or file, the other wrote beside it: words that were written for
    one picture must not come to stand at another."""
    base, local, national = versions
    names = [
        name
        for name in {*base, *local, *national}
        if not same(local.get(name, ABSENT), national.get(name, ABSENT))
    ]
    chosen = {
        name for name in names if any(_is_choice(each.get(name)) for each in (local, national))
    }

    def changed(side: Mapping[str, Any], among: Iterable[str]) -> bool:
        return any(not same(base.get(name, ABSENT), side.get(name, ABSENT)) for name in among)

    written = set(names) - chosen
    return (changed(local, chosen) and changed(national, written)) or (
        changed(national, chosen) and changed(local, written)
    )


def _is_choice(value: Any) -> bool:
    """The number of a picture, file or recording; the blocks of items know no other numbers."""
    return isinstance(value, int) and not isinstance(value, bool)


def _is_grid(value: Mapping[str, Any]) -> bool:
    """Columns and rows that hang together by their places: a typed table."""
    return isinstance(value.get("columns"), list) and isinstance(value.get("rows"), list)


def _list(run: Run, path: Path, three: Three) -> Outcome:
    lists = Three(*([] if value is ABSENT else value for value in three))
    everything = [each for version in lists for each in version]
    if all(map(is_block, everything)):
        return merged_list(run, path, lists, merged_value)
    if all(isinstance(each, int) for each in everything):
        return _set(run, path, lists)
    if all(is_block(each) or isinstance(each, str) for each in everything):
        return _old_list(run, path, lists)
    return run.whole(path, three)


def _old_list(run: Run, path: Path, lists: Three) -> Outcome:
    """Items used to be kept without anything around them; so they stay if no version knows better."""
    wrapped = Three(*([_item(each) for each in version] for version in lists))
    outcome = merged_list(run, path, wrapped, merged_value)
    if any(is_block(each) for version in lists for each in version):
        return outcome
    return Outcome(*([item["value"] for item in version] for version in outcome))


def _item(each: Any) -> dict[str, Any]:
    return each if is_block(each) else {"type": "item", "value": each}


def _set(run: Run, path: Path, lists: Three) -> Outcome:
    """Numbers of chosen things, such as topics: each was added, removed or left alone."""
    base, local, national = lists
    if same(base, local):
        return run.taken(path, lists)
    removed = set(base) - set(national)
    added = [each for each in national if each not in base and each not in local]
    result: Sequence[int] = [*(each for each in local if each not in removed), *added]
    if result != local:
        run.taken(path, Three(base, local, result))
    return Outcome(result, national)
