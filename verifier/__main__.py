"""The `xueshi` command: its options, parsed and handed on; everything heavy waits for its command.

Results go to standard output, messages to standard error; how a command ends is said by
`verifier.commands.door`.
"""

from __future__ import annotations

import io
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from verifier.commands.door import door, enter

app = typer.Typer(
    help="读取继续教育学时证明，按通知核查。 Read proofs of continuing-education hours and check"
    " them against a notice.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
policy_app = typer.Typer(
    help="已知的通知。 The notices that are known.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(policy_app, name="policy")
account_app = typer.Typer(help="账号。 Accounts.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(account_app, name="account")
unit_app = typer.Typer(help="单位。 Units.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(unit_app, name="unit")
audit_app = typer.Typer(help="审计。 The audit trail.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(audit_app, name="audit")

Files = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="文件，- 为标准输入。 Files; - is stdin.")
]
AsJson = Annotated[
    bool, typer.Option("--json", help="每行一个 JSON 对象。 One JSON object a line.")
]
EngineName = Annotated[
    str | None,
    typer.Option("--engine", metavar="rapid|tesseract", help="识别引擎。 Recognition engine."),
]
GivenFacts = Annotated[
    list[str] | None,
    typer.Option(
        "--fact",
        metavar="NAME=VALUE",
        help="材料上没有的事实，可多次给出。 A fact no document states; may be repeated.",
    ),
]
Pictures = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="写出印章放大图、页面色彩图。 Write the seals enlarged and the page's colours.",
    ),
]
PolicyId = Annotated[
    str, typer.Option("--policy", metavar="ID", help="通知编号。 Id of the notice.")
]


def main() -> None:
    """Run the command line; never returns."""
    if sys.stdout is None:  # closed by whoever started the command: results have nowhere to go
        sys.stderr.write("✗ 标准输出已关闭。 Standard output is closed.\n")
        raise SystemExit(2)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    enter(app)


def _version(wanted: bool) -> None:
    if not wanted:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("xueshi")
    except PackageNotFoundError:
        number = "(not installed)"
    sys.stdout.write(f"xueshi {number}\n")
    raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_version, help="版本。 The version."),
    ] = False,
) -> None:
    """读取继续教育学时证明，按通知核查。 Read proofs of hours and check them against a notice."""


@app.command()
@door
def check(
    files: Files,
    policy: PolicyId,
    *,
    as_json: AsJson = False,
    holder: Annotated[
        str | None, typer.Option(metavar="NAME", help="申报人姓名。 The claimant's name.")
    ] = None,
    holder_id: Annotated[
        str | None, typer.Option(metavar="ID", help="申报人身份证号。 The claimant's ID number.")
    ] = None,
    subject: Annotated[
        str | None,
        typer.Option(metavar="public|professional|elective", help="申报科目。 Subject class."),
    ] = None,
    hours: Annotated[
        str | None, typer.Option(metavar="N", help="申报学时。 Hours claimed.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="T", help="申报的活动名称。 Title claimed.")
    ] = None,
    submitted: Annotated[
        str | None, typer.Option(metavar="DATE", help="申报日期。 Day of filing.")
    ] = None,
    claim: Annotated[
        Path | None, typer.Option(metavar="CLAIM.json", help="申报数据。 The claim as JSON.")
    ] = None,
    fact: GivenFacts = None,
    registers: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="名册文件夹（CSV、xlsx）。 The office's lists."),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="已登记的材料，用于核对重复。 Documents on record, for repeats."
        ),
    ] = None,
    pictures: Pictures = None,
    engine: EngineName = None,
    today: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="核查日期。 Day of the check."),
    ] = None,
) -> int:
    """按通知核查一项申报的材料。 Check the papers of one claim against a notice."""
    from verifier.claim_file import claim_from_options
    from verifier.commands import documents as commands

    claimed = claim_from_options(
        claim,
        holder={"name": holder, "id": holder_id},
        subject=subject,
        hours=hours,
        title=title,
        submitted=submitted,
        facts=fact or (),
    )
    day = today.date() if today is not None else date.today()  # noqa: DTZ011 - the operator's day
    return commands.check(
        files,
        policy,
        claimed,
        as_json=as_json,
        engine_name=engine,
        today=day,
        registers=registers,
        against=against,
        pictures=pictures,
    )


@app.command()
@door
def read(
    files: Files, *, as_json: AsJson = False, pictures: Pictures = None, engine: EngineName = None
) -> int:
    """只读取，不核查。 Read only; no notice is involved."""
    from verifier.commands import documents as commands

    return commands.read(files, as_json=as_json, engine_name=engine, pictures=pictures)


@app.command()
@door
def convert(
    facts: Annotated[
        str,
        typer.Argument(
            metavar="FACTS.json", help="事实，- 为标准输入。 The facts; - is standard input."
        ),
    ],
    policy: PolicyId,
) -> int:
    """按通知折算学时，附步骤与条款。 Hours for stated facts, with the steps and clauses."""
    from verifier.commands.convert import convert as run

    return run(policy, facts)


@app.command()
@door
def year(
    claims: Annotated[
        str,
        typer.Argument(metavar="CLAIMS.jsonl", help="申报，- 为标准输入。 Claims; - is stdin."),
    ],
    policy: PolicyId,
    *,
    as_json: AsJson = False,
    years: Annotated[
        str | None,
        typer.Option(metavar="2021|2018-2021", help="年度或任职周期。 A year, or a span of years."),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(metavar="ID", help="与另一通知比较。 Compare with another notice."),
    ] = None,
    fact: GivenFacts = None,
    today: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="当前日期。 The day it is."),
    ] = None,
) -> int:
    """一个人的年度学时。 A person's year against the minima."""
    from verifier.commands.year import year as run

    day = today.date() if today is not None else None
    return run(
        policy,
        claims,
        as_json=as_json,
        years=years,
        other=against,
        facts=fact or (),
        today=day,
    )


@app.command()
@door
def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="文件，- 为标准输入。 A file; - is stdin.")],
    b: Annotated[str, typer.Argument(metavar="B", help="另一文件。 The other file.")],
    *,
    as_json: AsJson = False,
    picture: Annotated[
        Path | None,
        typer.Option(
            metavar="OUT.png", help="不同之处的对照图。 Draw what differs, cut from both."
        ),
    ] = None,
    engine: EngineName = None,
) -> int:
    """比较两份材料。 How two documents are related, and where they differ."""
    from verifier.commands import documents as commands

    return commands.compare(a, b, as_json=as_json, engine_name=engine, picture=picture)


@app.command()
@door
def evaluate(
    folder: Annotated[Path, typer.Argument(help="含 truth.json 的文件夹。 A labelled folder.")],
    *,
    as_json: AsJson = False,
    engine: EngineName = None,
) -> int:
    """按标注评分。 Score the readings against a labelled folder."""
    from verifier.commands import documents as commands

    return commands.evaluate(folder, as_json=as_json, engine_name=engine)


@app.command()
@door
def batch(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER|MANIFEST.csv|ARCHIVE.zip",
            help="文件夹、清单（CSV、xlsx）或压缩包。 A folder, a list or an archive.",
        ),
    ],
    policy: PolicyId,
    out: Annotated[
        Path, typer.Option("--out", metavar="RESULTS", help="结果文件夹。 Folder for the results.")
    ],
    *,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=256, help="识别进程数，缺省为处理器数。 Processes that read."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="继续或更新已有结果。 Go on with results of before.")
    ] = False,
    registers: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="名册文件夹（CSV、xlsx）。 The office's lists."),
    ] = None,
    engine: EngineName = None,
    today: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="核查日期。 Day of the check."),
    ] = None,
) -> int:
    """批量核查，可中断、可继续。 Work through a backlog; it can be interrupted and resumed."""
    from verifier.commands import batch as batch_command

    day = today.date() if today is not None else None
    return batch_command.batch(
        source, policy, out, workers=workers, resume=resume, registers=registers,
        engine_name=engine, today=day,
    )  # fmt: skip


@app.command()
@door
def serve(
    host: Annotated[str | None, typer.Option(help="监听地址。 Address.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="端口。 Port.")] = None,
    workers: Annotated[
        int, typer.Option(min=0, max=64, help="后台识别进程数。 Processes that read.")
    ] = 1,
) -> None:
    """启动网页和后台识别。 Start the web application and the reading behind it."""
    from verifier.commands import desk as desk_commands

    desk_commands.serve(host, port, workers)


@app.command()
@door
def work(
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="识别进程数。 Processes that read.")
    ] = 1,
    until_idle: Annotated[
        bool, typer.Option("--until-idle", help="没有任务时结束。 Stop when nothing is left.")
    ] = False,
) -> None:
    """只运行后台识别。 Read submitted documents in the background."""
    from verifier.commands import desk as desk_commands

    desk_commands.work(workers, until_idle=until_idle)


@app.command()
@door
def demo() -> None:
    """建立演示用的单位、账号和申报。 Make units, accounts and claims to try the desk with."""
    from verifier.commands import desk as desk_commands

    desk_commands.demo()


@app.command("pairs")
@door
def pairs_export(
    out: Annotated[Path, typer.Argument(metavar="FOLDER", help="导出到。 Where to write them.")],
    *,
    files: Annotated[
        bool, typer.Option("--files", help="连同上传的文件。 With the uploaded files themselves.")
    ] = False,
) -> None:
    """导出审核人对“是否原件”的标注。 Export what reviewers said of captures, for evaluate."""
    from verifier.commands import desk as desk_commands

    desk_commands.export_pairs(out, with_files=files)


@account_app.command("add")
@door
def account_add(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="账号。 Login.")],
    role: Annotated[str, typer.Option(metavar="ROLE", help="角色。 Role.")] = "administrator",
    name: Annotated[str | None, typer.Option(help="姓名。 Name.")] = None,
    unit: Annotated[str | None, typer.Option(help="所属单位。 Unit.")] = None,
    directory: Annotated[
        bool,
        typer.Option("--directory", help="不设密码，只用统一身份认证登录。 Without a password."),
    ] = False,
) -> None:
    """添加账号；密码从标准输入读取。 Add an account; the password comes on standard input."""
    from verifier.commands import desk as desk_commands

    desk_commands.add_account(login, role, name, unit, directory=directory)


@account_app.command("password")
@door
def account_password(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="账号。 Login.")],
) -> None:
    """更改密码并结束其会话；密码从标准输入读取。 Set a password; the account's sessions end."""
    from verifier.commands import desk as desk_commands

    desk_commands.set_password(login)


@account_app.command("close")
@door
def account_close(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="账号。 Login.")],
) -> None:
    """停用账号，会话和令牌立即失效。 Close an account; its sessions and tokens end at once."""
    from verifier.commands import desk as desk_commands

    desk_commands.close_account(login)


@account_app.command("token")
@door
def account_token(
    login: Annotated[str, typer.Argument(metavar="LOGIN", help="账号。 Login.")],
    name: Annotated[str, typer.Option(help="用途。 What it is for.")] = "program",
    revoke: Annotated[
        bool, typer.Option("--revoke", help="作废全部令牌。 End every token of the account.")
    ] = False,
) -> None:
    """为程序生成令牌，仅显示一次。 Make a token for a program; it is shown once."""
    from verifier.commands import desk as desk_commands

    desk_commands.token(login, name, revoke=revoke)


@unit_app.command("add")
@door
def unit_add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="单位名称。 Name of the unit.")],
    kind: Annotated[
        str, typer.Option(metavar="school|district|centre|authority", help="类型。 Kind.")
    ] = "school",
    under: Annotated[str | None, typer.Option(help="上级单位。 The unit above.")] = None,
) -> None:
    """添加单位。 Add a unit."""
    from verifier.commands import desk as desk_commands

    desk_commands.add_unit(name, kind, under)


@unit_app.command("route")
@door
def unit_route(
    name: Annotated[str, typer.Argument(metavar="NAME", help="单位名称。 Name of the unit.")],
    office: Annotated[
        str, typer.Option(help="通知所称的部门,如 hr。 Office, as the notice's `review` names it.")
    ],
    to: Annotated[str, typer.Option(help="由哪个单位审核。 The unit that is this office.")],
) -> None:
    """设置由哪个部门审核。 Say which unit is an office for a unit and those below it."""
    from verifier.commands import desk as desk_commands

    desk_commands.add_route(name, office, to)


@audit_app.command("verify")
@door
def audit_verify(
    export: Annotated[
        str | None, typer.Argument(metavar="EXPORT.jsonl", help="导出文件。 An export.")
    ] = None,
) -> int:
    """核验审计记录。 Verify the audit trail, of the store or of an export."""
    from verifier.commands import desk as desk_commands

    return desk_commands.verify_audit(export)


@audit_app.command("export")
@door
def audit_export() -> None:
    """导出审计记录。 Print the audit trail, one JSON object a line."""
    from verifier.commands import desk as desk_commands

    desk_commands.export_audit()


@policy_app.command("list")
@door
def policy_list(*, as_json: AsJson = False) -> None:
    """列出通知。 List the notices."""
    from verifier.commands import policy as policy_commands

    policy_commands.list_policies(as_json=as_json)


@policy_app.command("show")
@door
def policy_show(
    policy_id: Annotated[str, typer.Argument(metavar="ID", help="通知编号。 Id of the notice.")],
    *,
    as_json: AsJson = False,
) -> None:
    """显示一份通知的规则。 Show the rules of a notice."""
    from verifier.commands import policy as policy_commands

    policy_commands.show_policy(policy_id, as_json=as_json)


OptionalPolicy = Annotated[
    str | None, typer.Argument(metavar="[ID]", help="通知编号，缺省为全部。 One notice, else all.")
]


@policy_app.command("lint")
@door
def policy_lint(
    policy_id: OptionalPolicy = None,
    *,
    today: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="当前日期。 The day it is."),
    ] = None,
) -> int:
    """检查政策文件。 Find gaps, overlaps, dead rows, unknown ids and stale values."""
    from verifier.commands import policy as policy_commands

    day = today.date() if today is not None else date.today()  # noqa: DTZ011 - the operator's day
    return policy_commands.lint_policies(policy_id, day)


@policy_app.command("coverage")
@door
def policy_coverage(policy_id: OptionalPolicy = None, *, as_json: AsJson = False) -> int:
    """目录各条由什么服务。 Each statement of the catalogue with what serves it."""
    from verifier.commands import policy as policy_commands

    return policy_commands.show_coverage(policy_id, as_json=as_json)


if __name__ == "__main__":
    main()
