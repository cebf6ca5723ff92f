"""Exchanging what stands in the blocks of a page, wherever it is nested."""

from collections.abc import Callable
from typing import Any

from wagtail import blocks


def exchanged(change: Callable[[blocks.Block, Any], Any], block: blocks.Block, value: Any) -> Any:
    """The value with what `change(block, value)` makes of each leaf; streams, lists and structures in
    place, so that their ids stay."""
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            child.value = exchanged(change, child.block, child.value)
    elif isinstance(block, blocks.ListBlock):
        for child in value.bound_blocks:
            child.value = exchanged(change, child.block, child.value)
    elif isinstance(block, blocks.StructBlock):
        for name, child_block in block.child_blocks.items():
            value[name] = exchanged(change, child_block, value.get(name))
    else:
        return change(block, value)
    return value
