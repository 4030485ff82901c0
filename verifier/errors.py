"""Failures of the judging side, on the tree of `extractor.errors`.

Failure
├── PolicyError          E-POLICY           5   a notice's data file is wrong
│   └── UnknownPolicy    E-POLICY-UNKNOWN   2   no notice has that id
├── RegisterError        E-REGISTER         2   an office's list is wrong
├── ClaimError           E-CLAIM            2   the claim given is wrong
├── FactsError           E-FACTS            2   the facts given are wrong
├── SettingsError        E-SETTINGS         2   a setting has an impossible value
├── StoreFailure         E-STORE            6   the store cannot be used
├── NotFound             E-NOT-FOUND        2   there is no such thing, or not for this account
├── NotAllowed           E-NOT-ALLOWED      2   the account may not do this
│   └── TooMany          E-TOO-MANY         2   not so much in so short a time
├── Infected             E-INFECTED         2   the scanner refuses a file
└── Conflict             E-CONFLICT         2   somebody was first, or the state forbids it
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.errors import Failure


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One defect of a data file: where (lines count from 1) and what."""

    file: str
    line: int
    reason: str

    @property
    def text(self) -> str:
        """The fault as one line, `file:line: reason`."""
        return f"{self.file}:{self.line}: {self.reason}"


class PolicyError(Failure):
    """A notice's data file is wrong; `faults` lists every defect found."""

    code = "E-POLICY"
    exit_code = 5
    default_remedy = "请按所列文件与行号修改政策文件。 Correct the policy file at the lines listed."

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults in the order of the file."""
        self.faults = tuple(sorted(faults))
        listed = "\n".join(f"  {fault.text}" for fault in self.faults)
        super().__init__(f"政策文件有误。 The policy file is wrong:\n{listed}")


class UnknownPolicy(Failure):
    """No notice has that id; `known` lists those that exist."""

    code = "E-POLICY-UNKNOWN"
    exit_code = 2

    def __init__(self, policy_id: str, known: Iterable[str]) -> None:
        """Name the id asked for and the ones to choose from."""
        self.known = tuple(known)
        listed = "、".join(self.known)
        super().__init__(
            f"没有编号为 {policy_id!r} 的通知。 There is no notice with that id.",
            f"可用编号：{listed}。 Use one of: {', '.join(self.known)}.",
        )


class RegisterError(Failure):
    """A file of an office's lists is wrong; `faults` lists every defect found."""

    code = "E-REGISTER"
    exit_code = 2
    default_remedy = (
        "请按所列文件与行号修改名册，写法见 docs/registers.md。 "
        "Correct the register at the lines listed; docs/registers.md shows how."
    )

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults in the order of the file."""
        self.faults = tuple(sorted(faults))
        listed = "\n".join(f"  {fault.text}" for fault in self.faults)
        super().__init__(f"名册有误。 The register is wrong:\n{listed}")


class ClaimError(Failure):
    """The claim given is incomplete or contradicts itself."""

    code = "E-CLAIM"
    exit_code = 2
    default_remedy = (
        "请按 docs/schemas/claim.schema.json 修改申报数据。 "
        "Correct the claim by docs/schemas/claim.schema.json."
    )


class FactsError(Failure):
    """The facts given for a conversion or a year cannot be used."""

    code = "E-FACTS"
    exit_code = 2
    default_remedy = (
        "请按 docs/conversion.md 修改所列的事实。 Correct the facts by docs/conversion.md."
    )


class UsageFailure(Failure):
    """The command was called with something it cannot work with."""

    code = "E-USAGE"
    exit_code = 2
    default_remedy = "请参照 xueshi --help。 See xueshi --help."


class SettingsError(Failure):
    """A setting in the environment has a value that cannot be used."""

    code = "E-SETTINGS"
    exit_code = 2
    default_remedy = "请参照 docs/settings.md 修改环境变量。 Correct it by docs/settings.md."


class StoreFailure(Failure):
    """The store cannot be used: its address, its folder, or no answer."""

    code = "E-STORE"
    exit_code = 6
    default_remedy = (
        "请检查 XUESHI_DATABASE 与 XUESHI_DATA 的设置和磁盘空间。"
        " Check XUESHI_DATABASE, XUESHI_DATA and the space on the disk."
    )


class StoreFull(StoreFailure):
    """There is no room left where the store or the results lie."""

    code = "E-STORE"
    default_remedy = "磁盘已满，请腾出空间后再继续。 The disk is full; make room, then go on."


class WrongInput(Failure):
    """What was filled in or chosen cannot be taken as it is."""

    code = "E-WRONG-INPUT"
    exit_code = 2
    default_remedy = "请返回上一页，改正后再提交。 Go back, correct it and send it again."


class NotFound(Failure):
    """There is no such thing, or it is not this account's to see."""

    code = "E-NOT-FOUND"
    exit_code = 2
    default_remedy = "请返回列表。 Return to the list."


class NotAllowed(Failure):
    """The account may not do this."""

    code = "E-NOT-ALLOWED"
    exit_code = 2
    default_remedy = "请换用有权限的账号。 Use an account that may."


class TooMany(NotAllowed):
    """What may be done, but not so often."""

    code = "E-TOO-MANY"
    default_remedy = "请稍后再试。 Try again later."


class Infected(Failure):
    """The scanner that the office chose refuses a file."""

    code = "E-INFECTED"
    exit_code = 2
    default_remedy = (
        "请在本机查毒，或重新扫描、拍照后再上传。"
        " Scan the computer for malware, or make the picture anew and upload that."
    )


class Conflict(Failure):
    """Somebody else was first, or the state no longer allows it."""

    code = "E-CONFLICT"
    exit_code = 2
    default_remedy = "请刷新后再看。 Load the page again."
