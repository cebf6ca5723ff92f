"""Machine translation: an engine makes drafts, which a person always reads and corrects.

    made = draft(units, "vi", "km")    # with the engine of LOA_MACHINE_TRANSLATION
    made.suggestions, made.problems

Marks, placeholders and numbers never reach the engine, and what does not bring them all back is
refused. See `base` for what an engine must do.
"""

from translations.machine.base import MachineFailed, Translator
from translations.machine.choice import translator
from translations.machine.drafting import Drafted, Suggestion, draft

__all__ = ["Drafted", "MachineFailed", "Suggestion", "Translator", "draft", "translator"]
