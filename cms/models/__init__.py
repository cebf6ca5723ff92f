"""One file a concept."""

from .amendment import Amendment
from .approval import Approval
from .article import ArticlePage
from .campaign import CampaignPage
from .delegation import Delegation
from .document import DocumentPage
from .edition import Edition, Work
from .imported_file import ImportedFile
from .infographic import InfographicPage
from .item import ItemPage
from .language import LanguageSwitch
from .ledger import LedgerHead, LedgerSeal
from .mail import QueuedMail
from .office import Fact, FactImport, Office, StatedFact
from .pages import HomePage, OfficePage, SectionPage
from .reminder import Reminder
from .structure import StructureRecord
from .tally import Tally
from .taxonomy import Audience, Genre, Topic
from .user import Membership, Role, User
from .workflow import ApprovalRule, ApprovalTask, ApprovalTaskState

__all__ = [
    "Amendment",
    "Approval",
    "ApprovalRule",
    "ApprovalTask",
    "ApprovalTaskState",
    "ArticlePage",
    "Audience",
    "CampaignPage",
    "Delegation",
    "DocumentPage",
    "Edition",
    "Fact",
    "FactImport",
    "Genre",
    "HomePage",
    "ImportedFile",
    "InfographicPage",
    "ItemPage",
    "LanguageSwitch",
    "LedgerHead",
    "LedgerSeal",
    "Membership",
    "Office",
    "OfficePage",
    "QueuedMail",
    "Reminder",
    "Role",
    "SectionPage",
    "StatedFact",
    "StructureRecord",
    "Tally",
    "Topic",
    "User",
    "Work",
]
