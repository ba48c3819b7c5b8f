"""The people who act in the sample, and the accounts under which one tries it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from inspector.services.samples.chance import new_id, stream
from inspector.services.samples.names import person_name
from inspector.services.samples.rows import Rows
from inspector.services.samples.schools import ASKED, FRESH, SHOWCASE, Planned, commune_of
from inspector.services.samples.tree import Tree
from inspector.store.tables import Account, RoleGrant
from inspector.text import Text
from inspector.workflow.permissions import Role

PASSWORD = "mau-thu-2026"  # noqa: S105  (printed for everybody; only let in on the machine itself)
"""The password of every sample account."""

PRINCIPALS = (SHOWCASE, FRESH, "01-277-001", ASKED, "01-005-020")
"""The schools whose principals have an account of their own name; the last one is an independent class."""


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """An account to try the program with, as it is told to whoever loads the sample."""

    sign_in_name: str
    what: Text


ACCOUNTS = (
    SampleAccount("so", Text("Chuyên viên Sở, cả thành phố", "Reviewer, the whole city")),
    SampleAccount("lanhdao", Text("Lãnh đạo Sở, cả thành phố", "Leader, the whole city")),
    SampleAccount("phuong", Text("Chuyên viên một phường", "Reviewer, one commune")),
    SampleAccount("cum", Text("Chuyên viên cụm Cầu Giấy", "Reviewer, one cluster of communes")),
    SampleAccount("doan1", Text("Thành viên đoàn kiểm tra", "Inspector")),
    SampleAccount("doan2", Text("Thành viên đoàn kiểm tra", "Inspector")),
    SampleAccount("doan3", Text("Thành viên đoàn kiểm tra", "Inspector")),
    SampleAccount(
        "hieutruong1",
        Text("Hiệu trưởng: phiếu nháp, phiếu trả lại, kiến nghị", "Principal: draft, returned, findings"),
    ),
    SampleAccount("hieutruong2", Text("Hiệu trưởng: năm nay chưa làm gì", "Principal: nothing begun yet")),
    SampleAccount("hieutruong3", Text("Hiệu trưởng một trường ngoại thành", "Principal at the city's edge")),
    SampleAccount("hieutruong4", Text("Hiệu trưởng: thiếu một thông tin", "Principal: one fact is missing")),
    SampleAccount("hieutruong5", Text("Chủ một lớp độc lập", "Head of an independent class")),
    SampleAccount(
        "hoidong1", Text("Hội đồng, cùng trường hieutruong1", "Contributor, same school as hieutruong1")
    ),
    SampleAccount("soantieuchi", Text("Người soạn bộ tiêu chí của Sở", "Criteria editor of the city")),
    SampleAccount("quantri", Text("Quản trị", "Administrator")),
)


@dataclass(frozen=True, slots=True)
class People:
    """Who acts, by id, and by name where a name is typed."""

    reviewer: UUID
    inspectors: tuple[UUID, ...]
    principals: Mapping[UUID, UUID]  # by school
    names: Mapping[UUID, str]


@dataclass(slots=True)
class _Accounts:
    rows: Rows
    seed: int
    password_hash: str
    names: dict[UUID, str] = field(default_factory=dict)

    def add(
        self, sign_in_name: str, role: Role, *, unit: UUID | None = None, school: UUID | None = None
    ) -> UUID:
        chance = stream(self.seed, "person", sign_in_name)
        id_, name = new_id(chance), person_name(chance)
        self.rows.add(
            Account,
            id=id_,
            sign_in_name=sign_in_name,
            name=name,
            password_hash=self.password_hash,
            is_sample=True,
        )
        self.rows.add(RoleGrant, id=new_id(chance), account_id=id_, role=role, unit_id=unit, school_id=school)
        self.names[id_] = name
        return id_


def sign_in_names(schools: Sequence[Planned]) -> dict[str, str]:
    """Return the sign-in name of each school's principal, by code of the school.

    Those of PRINCIPALS come first; where one is not in the sample, the next school takes its place. All
    others sign in with the code of their school.
    """
    codes = [one.code for one in schools]
    spare = iter([code for code in codes if code not in PRINCIPALS])
    named = [code if code in codes else next(spare) for code in PRINCIPALS]
    return {**{code: code for code in codes}, **{code: f"hieutruong{n}" for n, code in enumerate(named, 1)}}


def write_people(rows: Rows, seed: int, tree: Tree, schools: Sequence[Planned], password_hash: str) -> People:
    """Keep all accounts. Who inspects belongs to the city; every school has a principal."""
    accounts = _Accounts(rows, seed, password_hash)
    (showcase,) = [one for one in schools if one.code == SHOWCASE]
    reviewer = accounts.add("so", Role.REVIEWER, unit=tree.city)
    accounts.add("lanhdao", Role.LEADER, unit=tree.city)
    accounts.add("phuong", Role.REVIEWER, unit=tree.communes[commune_of(seed, tree, showcase)])
    accounts.add("cum", Role.REVIEWER, unit=tree.cluster)
    inspectors = tuple(accounts.add(f"doan{number}", Role.INSPECTOR, unit=tree.city) for number in (1, 2, 3))
    names = sign_in_names(schools)
    principals = {one.id: accounts.add(names[one.code], Role.PRINCIPAL, school=one.id) for one in schools}
    accounts.add("hoidong1", Role.CONTRIBUTOR, school=showcase.id)
    accounts.add("soantieuchi", Role.CRITERIA_EDITOR, unit=tree.city)
    accounts.add("quantri", Role.ADMINISTRATOR)
    return People(reviewer, inspectors, principals, accounts.names)
