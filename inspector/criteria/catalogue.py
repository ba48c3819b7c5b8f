"""All criteria sets of a folder."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from inspector.criteria.files import FACTS_FILE, PROVISIONS_FILE, read_text
from inspector.criteria.in_force import InForce, in_force
from inspector.criteria.model import CriteriaSet, Edition
from inspector.criteria.problem import Problem, in_order, listed, quoted
from inspector.criteria.set_file import SET_FILE
from inspector.criteria.set_folder import SetFolder, read_set_folder, subfolders
from inspector.criteria.vocabulary import read_vocabulary


class FaultyCatalogue(ValueError):
    """A folder of criteria sets with faults; `problems` are all of them, in order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(one) for one in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Catalogue:
    """The criteria sets that there are, by id."""

    sets: Mapping[str, CriteriaSet]

    @classmethod
    def read(cls, folder: Path) -> "Catalogue":
        """Return the sets of a folder. Raises FaultyCatalogue with everything that is wrong in it.

        Worked examples are not looked at; digests of published editions are.
        """
        folders, problems = read_catalogue(folder)
        if problems:
            raise FaultyCatalogue(problems)
        return cls({one.id: one for found in folders if (one := found.value)})

    def edition(self, set_id: str, first_day: date) -> Edition:
        """Return an edition by its first day. Raises KeyError where there is no such set or edition."""
        for one in self.sets[set_id].editions:
            if one.in_force_from == first_day:
                return one
        raise KeyError(f"{set_id}/{first_day}")

    def by_digest(self, digest: str) -> Edition | None:
        """Return the edition whose text has this digest; None where no file has it any more."""
        return self._by_digest.get(digest)

    def in_force(self, set_id: str, day: date) -> InForce:
        """Return what a set offers on a day. Raises KeyError for an unknown set."""
        return in_force(self.sets[set_id], day)

    @cached_property
    def _by_digest(self) -> Mapping[str, Edition]:
        return {edition.digest: edition for one in self.sets.values() for edition in one.editions}


def read_catalogue(folder: Path) -> tuple[tuple[SetFolder, ...], tuple[Problem, ...]]:
    """Read every set of a folder, as far as possible, and everything that is wrong."""
    folders = tuple(read_set_folder(folder / name) for name in subfolders(folder))
    problems = [problem for one in folders for problem in one.problems]
    problems += _shared_faults(folder)
    if not folders:
        problems.append(Problem(str(folder), None, "There is no criteria set here.", f"Add NAME/{SET_FILE}."))
    problems += _dangling_links(folders)
    return folders, in_order(problems)


def _shared_faults(folder: Path) -> Iterator[Problem]:
    """Say what is wrong with the shared files even where no edition uses them."""
    for name in (FACTS_FILE, PROVISIONS_FILE):
        shown = str(folder / name)
        text = read_text(folder / name, shown)
        if isinstance(text, Problem):
            yield text
        elif text is None:
            yield Problem(shown, None, "The file is missing.", "Add it, even if it lists nothing.")
        else:
            yield from (one.shown_as(shown) for one in read_vocabulary({name: text})[1])


def _dangling_links(folders: Sequence[SetFolder]) -> Iterator[Problem]:
    by_name = {one.path.name: one for one in folders}
    for one in folders:
        shown = str(one.path / SET_FILE)
        for link, line in one.head.links if one.head else ():
            other = by_name.get(link.set_id)
            if other is None:
                what = f"A link leads to {quoted(link.set_id)}, which is no set here."
                yield Problem(shown, line, what, f"Use one of: {listed(by_name)}.")
            elif other.complete and not any(
                link.indicator in edition.indicators for edition in other.editions
            ):
                what = f"A link leads to {quoted(link.indicator)}, which no edition of {link.set_id} has."
                yield Problem(shown, line, what, "Correct “same_as”, or remove the link.")
