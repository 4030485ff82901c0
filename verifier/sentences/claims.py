"""What is said of the claim: its facts, its papers, and what lists and registers hold."""

from __future__ import annotations

from verifier.reasons import Reason
from verifier.sentences.sentence import ASK_PERSON, GIVE_DATUM, Sentence

CLAIM_SENTENCES: dict[Reason, Sentence] = {
    # facts and days
    Reason.FACT_MISSING: Sentence(
        "未提供“{fact}”，没有核对。", "“{fact}” was not given; not tested.", *GIVE_DATUM
    ),
    Reason.NOT_YET: Sentence("尚未发生，无需核对。", "It has not happened yet."),
    Reason.FACT_ACCEPTED: Sentence("{fact}：{value}，符合。", "{fact}: {value}, accepted."),
    Reason.FACT_REFUSED: Sentence(
        "{fact}为 {value}，通知只接受 {accepted}。",
        "{fact} is {value}; the notice accepts {accepted}.",
        "请由通知规定的一方办理。",
        "Let the party that the notice names do it.",
    ),
    Reason.FACT_OPEN: Sentence(
        "{fact}为 {value}，通知没有明确。",
        "{fact} is {value}, which the notice leaves open.",
        *ASK_PERSON,
    ),
    Reason.CONFIRMED: Sentence("{fact}：是。", "{fact}: yes."),
    Reason.NOT_CONFIRMED: Sentence(
        "{fact}：否。",
        "{fact}: no.",
        "请先按通知办理，或请审核人确认。",
        "Do first what the notice asks for, or let a reviewer confirm.",
    ),
    Reason.COUNT_WITHIN: Sentence(
        "{fact}：{value}，不超过 {limit}。", "{fact}: {value} of {limit}."
    ),
    Reason.COUNT_ABOVE: Sentence(
        "{fact}：{value}，超过 {limit}，不再办理。",
        "{fact}: {value}, above {limit}; no more are handled.",
        *ASK_PERSON,
    ),
    Reason.DAY_WITHIN: Sentence(
        "{fact} {day} 在 {periods} 之内。", "{fact} {day} lies within {periods}."
    ),
    Reason.DAY_NOT_WITHIN: Sentence(
        "{fact} {day} 不在 {periods} 之内。",
        "{fact} {day} lies outside {periods}.",
        "请核对日期。",
        "Check the day.",
    ),
    Reason.DAY_CLEAR: Sentence(
        "{fact} {day} 不在 {periods}。", "{fact} {day} is not in {periods}."
    ),
    Reason.DAY_FROZEN: Sentence(
        "{fact} {day} 在结转期 {periods} 内，不办理审核。",
        "{fact} {day} falls into the freeze {periods}.",
        "请在结转期之外办理。",
        "Do it outside the freeze.",
    ),
    Reason.DONE_IN_TIME: Sentence(
        "{fact} {day} 不晚于 {last}。", "{fact} {day}, not later than {last}."
    ),
    Reason.DONE_LATE: Sentence(
        "{fact} {day} 晚于 {last}。", "{fact} {day}, after {last}.", *ASK_PERSON
    ),
    Reason.DAYS_KEPT: Sentence(
        "{fact} {day} 在{later_fact} {later} 之前，相隔不少于 {wanted} 天。",
        "{fact} {day} precedes {later_fact} {later} by {wanted} day(s) or more.",
    ),
    Reason.DAYS_SHORT: Sentence(
        "{fact} {day} 与{later_fact} {later} 相隔不足 {wanted} 天，或次序颠倒。",
        "{fact} {day} and {later_fact} {later} are less than {wanted} day(s) apart, or reversed.",
        *ASK_PERSON,
    ),
    Reason.UNIT_IN_AREA: Sentence("{unit} 在通知适用的地区。", "{unit} lies in the notice's area."),
    Reason.UNIT_ELSEWHERE: Sentence(
        "从名称看不出 {unit} 是否属于通知适用的地区。",
        "The name {unit} does not say whether it lies in the notice's area.",
        *ASK_PERSON,
    ),
    Reason.BATCH_AT: Sentence(
        "{fact} {day}，归入 {batch} 前后的月底集中备案；具体日期由市人社局定。",
        "{fact} {day}: filed with the batch at the end of that month, about {batch}.",
    ),
    Reason.OFFICE_OPEN: Sentence(
        "{fact}为 {value}，办理单位由审核人确定。",
        "{fact} is {value}; a person names the office.",
        *ASK_PERSON,
    ),
    Reason.ENTRIES_IN_ORDER: Sentence("登记条目按时间先后排列。", "The entries are in order."),
    Reason.ENTRIES_OUT_OF_ORDER: Sentence(
        "{day} 的条目之后又是 {later} 的条目，次序颠倒。",
        "An entry of {later} follows one of {day}.",
        *ASK_PERSON,
    ),
    Reason.QUESTION: Sentence("{question}", "{question_en}", *ASK_PERSON),
    # the proof
    Reason.EXAM_PASSED: Sentence("证明写明“{word}”。", "The document says “{word}”."),
    Reason.EXAM_PASSED_BESIDE: Sentence(
        "同一培训的证书 {file} 写明“{word}”。",
        "The certificate of the same training ({file}) says “{word}”.",
    ),
    Reason.EXAM_FAILED: Sentence(
        "证明写明“{word}”，不是考核合格。",
        "The document says “{word}”, which is no pass.",
        *ASK_PERSON,
    ),
    Reason.RESULT_ABSENT: Sentence(
        "没有读到考试或考核合格的表述。",
        "No words about a passed examination were read.",
        "请补充合格证明，或请审核人核对。",
        "Add the proof of the pass, or let a reviewer look.",
    ),
    Reason.PROOF_ACCEPTED: Sentence("材料种类“{kind}”可以作为凭据。", "“{kind}” is accepted."),
    Reason.PROOF_OTHER: Sentence(
        "材料种类“{kind}”不是通知要求的凭据。",
        "“{kind}” is not the proof that the notice asks for.",
        "请提交合格证或结业证。",
        "Submit the certificate of completion.",
    ),
    Reason.PROOF_OPEN: Sentence(
        "材料种类“{kind}”能否作为凭据，由审核人判断。",
        "Whether “{kind}” will do, a person judges.",
        *ASK_PERSON,
    ),
    Reason.PROOF_UNNAMED: Sentence(
        "材料种类是“{kind}”，但没有读到“{words}”等字样，能否作为凭据由审核人判断。",
        "A “{kind}”, but none of “{words}” was read; a person judges whether it will do.",
        *ASK_PERSON,
    ),
    Reason.PAPERS_ENCLOSED: Sentence("已附：{there}。", "Enclosed: {there_en}."),
    Reason.PAPERS_LACKING: Sentence(
        "还缺：{lacking}。",
        "Still lacking: {lacking_en}.",
        "请补充所缺材料；是否全部必需，由审核人判断。",
        "Add what is lacking; a reviewer judges whether all of it is needed.",
    ),
    Reason.PAGES_LACKING: Sentence(
        "还缺：{lacking}（已有：{there}）。",
        "Still lacking: {lacking_en} (there: {there_en}).",
        "请补充所缺的页；若已有的页足以判断，由审核人决定。",
        "Add the pages that are lacking; a reviewer decides whether those given will do.",
    ),
    Reason.PART_OF_WORK: Sentence(
        "本件是 {file} 的一页，与它一并核查。", "A page of {file}, checked together with it."
    ),
    Reason.GOES_WITH_PROOF: Sentence(
        "本件随 {file} 一并核查，本身不作为学时凭据。",
        "Checked together with {file}; by itself it proves no hours.",
    ),
    Reason.DOCUMENTS_AGREE: Sentence(
        "与 {files} 对照，{field}一致。", "Compared with {files}: {field} agree."
    ),
    Reason.NAMES_CLOSE: Sentence(
        "同一申报的材料姓名相近而不相同：本件为 {here}；{there}。",
        "Papers of one claim bear names that are close and not equal: here {here}; {there}.",
        "可能是识读有误，也可能是两个人，请对照两份材料。",
        "A misreading, or two people: compare both papers.",
    ),
    Reason.DOCUMENTS_DIFFER: Sentence(
        "同一申报的材料{field}不一致：本件为 {here}；{there}。",
        "Papers of one claim differ in {field}: here {here}; {there}.",
        "请对照两份材料，以哪一份为准由审核人判断；必要时请申报人说明或补正。",
        "Compare both papers; a reviewer judges which one holds, or asks the claimant.",
    ),
    Reason.CONTENTS_AGREE: Sentence(
        "目录（{where}）列有本文，作者为 {there}。",
        "The contents ({where}) list the article, by {there}.",
    ),
    Reason.CONTENTS_LIST: Sentence(
        "目录（{where}）列有本文。", "The contents ({where}) list the article."
    ),
    Reason.CONTENTS_DIFFER: Sentence(
        "目录（{where}）中本文的作者为 {there}，正文为 {here}，姓名或顺序不同。",
        "The contents ({where}) give the article's authors as {there}, the article as {here}:"
        " other names, or another order.",
        "请对照目录与正文两页，以哪一处为准由审核人判断；必要时请申报人说明。",
        "Compare both pages; a reviewer judges which one holds, or asks the claimant.",
    ),
    Reason.CONTENTS_SILENT: Sentence(
        "目录（{where}）读到 {count} 个题目，其中没有找到本文“{title}”。",
        "Of the contents ({where}) {count} titles were read; the article “{title}” was not found.",
        "目录可能还有别的页，也可能漏读了一行，请对照目录页核对；必要时请补交目录的其他页。",
        "The contents may run on another page, or a line was missed: look at them; else ask for"
        " the other pages.",
    ),
    Reason.NOTHING_TO_COMPARE: Sentence(
        "没有可以对照的其他材料，或其中没有读到相应内容。",
        "No other paper to compare with, or nothing of it was read there.",
    ),
    Reason.SEALS_ENOUGH: Sentence("找到 {found} 枚印章。", "{found} seal(s) found."),
    Reason.SEALS_FEWER: Sentence(
        "找到 {found} 枚印章，应有 {wanted} 枚。",
        "{found} seal(s) found of {wanted}.",
        *ASK_PERSON,
    ),
    Reason.TOPIC_LISTED: Sentence(
        "“{title}”含有列举的主题“{topic}”。", "“{title}” carries the listed topic “{topic}”."
    ),
    Reason.TOPIC_UNLISTED: Sentence(
        "“{title}”没有对应到列举的主题；列举并不完全，由审核人判断。",
        "“{title}” carries no listed topic; the list is open, a person judges.",
        *ASK_PERSON,
    ),
    Reason.TOPIC_CLASS_OPEN: Sentence(
        "“{title}”含有列在{topic_class}一类的主题“{topic}”；单凭主题不能确定必修或选修，请核对证明。",
        "“{title}” carries “{topic}”, listed as {topic_class}; a topic alone does not settle it.",
        *ASK_PERSON,
    ),
    Reason.ORGANISER_IS_EMPLOYER: Sentence(
        "组织方 {organiser} 是申报人的单位，请核对是否内部培训。",
        "The organiser {organiser} is the claimant's employer; check whether it was in-house.",
        *ASK_PERSON,
    ),
    Reason.ORGANISER_IS_COMPANY: Sentence(
        "组织方 {organiser} 是企业，请核对是否内部培训。",
        "The organiser {organiser} is a company; check whether it was in-house.",
        *ASK_PERSON,
    ),
    Reason.ORGANISER_IS_OTHER: Sentence(
        "组织方 {organiser} 不是申报人的单位。", "The organiser {organiser} is not the employer."
    ),
    # lists and registers
    Reason.ORGANISER_LISTED: Sentence(
        "{organiser} 在名单内（{listed}，序号 {numbers}）。",
        "{organiser} is listed ({listed}, number {numbers}).",
    ),
    Reason.ORGANISER_IS_AUTHORITY: Sentence(
        "组织方 {organiser} 是主管部门，按通知可以组织培训。",
        "The organiser {organiser} is an authority, which organises by right.",
    ),
    Reason.ORGANISER_NEARLY_LISTED: Sentence(
        "{organiser} 与名单中的 {listed} 相近，请核对是否同一单位。",
        "{organiser} is close to {listed} in the list; check whether they are one.",
        *ASK_PERSON,
    ),
    Reason.ORGANISER_UNLISTED: Sentence(
        "{organiser} 不在名单内。", "{organiser} is not in the list.", *ASK_PERSON
    ),
    Reason.ORGANISER_WARNED: Sentence(
        "{organiser} 与名册中需要留意的 {listed} 相同或相近，请核对。",
        "{organiser} is, or resembles, {listed} in the register of bodies to be careful with.",
        *ASK_PERSON,
    ),
    Reason.ORGANISER_NOT_WARNED: Sentence(
        "组织方不在需要留意的名册内。", "The organiser is in no register of warnings."
    ),
    Reason.FILED: Sentence("已备案（名册第 {line} 行）。", "Filed (line {line} of the register)."),
    Reason.FILED_AHEAD: Sentence(
        "{day} 备案，早于开班日 {start}，符合提前 {wanted} 天的要求。",
        "Filed on {day}, {wanted} day(s) or more before {start}.",
    ),
    Reason.FILED_TOO_LATE: Sentence(
        "{day} 备案，开班日 {start}，不足 {wanted} 天。",
        "Filed on {day} for {start}, less than {wanted} day(s) before.",
        *ASK_PERSON,
    ),
    Reason.FILED_SAME_DAY: Sentence(
        "{day} 备案，与开班日 {start} 同一天；通知没有说明当天备案是否算事前。",
        "Filed on {day}, the very day of the class; whether that is beforehand is not said.",
        *ASK_PERSON,
    ),
    Reason.NOT_FILED: Sentence(
        "备案名册中没有“{title}”。", "“{title}” is not among the filed ones.", *ASK_PERSON
    ),
    Reason.FILING_RESEMBLES: Sentence(
        "“{title}”与备案的 {listed} 相近，请核对。",
        "“{title}” is close to {listed} among the filed ones; please check.",
        *ASK_PERSON,
    ),
    Reason.FILING_DAY_UNKNOWN: Sentence(
        "已备案，但备案或开班日期不明，无法核对是否提前 {wanted} 天。",
        "Filed, but a day is unknown, so {wanted} day(s) ahead cannot be tested.",
        *ASK_PERSON,
    ),
    Reason.FORM_AHEAD: Sentence(
        "备案表（{file}）于 {day} 批准，早于培训开始 {start}。",
        "The filing form ({file}) was approved on {day}, before the training began on {start}.",
    ),
    Reason.FORM_NOT_AHEAD: Sentence(
        "备案表（{file}）的批准日期 {day} 不早于培训开始 {start}；通知要求在培训前备案。",
        "The filing form ({file}) was approved on {day}, not before the training began on {start}.",
        "请核对是否在培训前已经备案。",
        "Check whether it was filed before the training.",
    ),
    Reason.FORM_UNDATED: Sentence(
        "没有读到备案表（{file}）的批准日期或培训开始的日期，无法核对是否在培训前备案。",
        "The day of approval ({file}) or of the training was not read; whether it was filed before "
        "cannot be told.",
        *ASK_PERSON,
    ),
    Reason.FORM_OF_FEWER_HOURS: Sentence(
        "备案表（{file}）为 {filed} 学时，证明为 {hours} 学时。",
        "The filing form ({file}) says {filed} hours, the proof {hours}.",
        "按备案的学时登记，请审核人核对。",
        "Those filed count; a reviewer looks.",
    ),
    Reason.HOURS_AS_FILED: Sentence(
        "证明 {hours} 学时，不超过备案或认定的 {filed} 学时。",
        "{hours} hours on the proof, not above the {filed} filed or recognised.",
    ),
    Reason.HOURS_ABOVE_FILED: Sentence(
        "证明 {hours} 学时，多于备案或认定的 {filed} 学时。",
        "{hours} hours on the proof, above the {filed} filed or recognised.",
        "按备案或认定的学时登记，请审核人核对。",
        "Those filed or recognised count; a reviewer looks.",
    ),
    Reason.LISTED_ALIKE: Sentence(
        "与合格人员汇总表第 {line} 行一致。", "As in line {line} of the pass list."
    ),
    Reason.LISTED_OTHERWISE: Sentence(
        "证明 {hours} 学时，合格人员汇总表第 {line} 行为 {listed} 学时。",
        "{hours} hours on the proof, {listed} in line {line} of the pass list.",
        *ASK_PERSON,
    ),
    Reason.LISTED_ELSEWHERE: Sentence(
        "合格人员汇总表第 {line} 行是同一人的其他培训，没有本次培训。",
        "The pass list has other classes of this person (line {line}), not this one.",
        *ASK_PERSON,
    ),
    Reason.LISTED_PERHAPS: Sentence(
        "合格人员汇总表第 {line} 行与本证明相近，请核对是否同一人、同一培训。",
        "Line {line} of the pass list is close to this proof; check person and class.",
        *ASK_PERSON,
    ),
    Reason.LISTED_AS_FAILED: Sentence(
        "合格人员汇总表第 {line} 行的考试结果不是合格。",
        "Line {line} of the pass list shows no pass.",
        *ASK_PERSON,
    ),
    Reason.RECORDED_ALREADY_IN: Sentence(
        "平台已记录“{title}”的学时（第 {line} 行）。",
        "The platform holds the hours of “{title}” already (line {line}).",
        "请核对平台记录，避免重复登记。",
        "Look at the platform's record, so that nothing counts twice.",
    ),
    Reason.RECORDED_PERHAPS: Sentence(
        "平台记录中有与“{title}”相近的课程（第 {line} 行），请核对。",
        "The platform holds something like “{title}” (line {line}); please check.",
        *ASK_PERSON,
    ),
    Reason.NOT_RECORDED: Sentence(
        "平台记录中没有“{title}”。", "The platform does not hold “{title}”."
    ),
    # conversion
    Reason.HOURS_CONVERTED: Sentence("{text}", "{text_en}"),
    Reason.CONVERSION_OPEN: Sentence("{text}", "{text_en}", *ASK_PERSON),
}
