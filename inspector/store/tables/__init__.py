"""All tables. Importing this package fills the metadata."""

from inspector.store.tables.accounts import Account, RoleGrant, SignInSession
from inspector.store.tables.assessments import (
    Assessment,
    AssessmentFact,
    CarriedOver,
    EditionText,
    Period,
    Rating,
    Remark,
    SavedChange,
)
from inspector.store.tables.drafts import EditionDraft, OwnEdition, OwnSet
from inspector.store.tables.events import Event, Job
from inspector.store.tables.school_imports import SchoolImport
from inspector.store.tables.schools import School, SchoolFact, SchoolPlace
from inspector.store.tables.scores import GroupScore, Score
from inspector.store.tables.signing_in import PasswordLink, RecoveryCode, SecondFactor, SignInTries
from inspector.store.tables.units import Unit, UnitOrigin, UnitParent
from inspector.store.tables.visits import Finding, FindingAnswer, Supplement, Visit, VisitMember

__all__ = [
    "Account",
    "Assessment",
    "AssessmentFact",
    "CarriedOver",
    "EditionDraft",
    "EditionText",
    "Event",
    "Finding",
    "FindingAnswer",
    "GroupScore",
    "Job",
    "OwnEdition",
    "OwnSet",
    "PasswordLink",
    "Period",
    "Rating",
    "RecoveryCode",
    "Remark",
    "RoleGrant",
    "SavedChange",
    "School",
    "SchoolFact",
    "SchoolImport",
    "SchoolPlace",
    "Score",
    "SecondFactor",
    "SignInSession",
    "SignInTries",
    "Supplement",
    "Unit",
    "UnitOrigin",
    "UnitParent",
    "Visit",
    "VisitMember",
]
