"""“Phiếu trình duyệt”: an item's package on paper, as its approvers read and sign it."""

from .sheet import approval_sheet

__all__ = ["approval_sheet"]
