"""What is said of a document: its days, organiser, holder, hours and further papers."""

from __future__ import annotations

from verifier.reasons import Reason
from verifier.sentences.sentence import ASK_PERSON, GIVE_DATUM, Sentence

_ORIGINAL_AGAIN = ("请用原件重新彩色扫描或拍照。", "Scan or photograph the original, in colour.")

DOCUMENT_SENTENCES: dict[Reason, Sentence] = {
    Reason.NO_SUCH_CASE: Sentence(
        "本条不涉及这份材料。", "The clause does not concern this document."
    ),
    # time
    Reason.WITHIN_WINDOW: Sentence(
        "学习时间 {period} 在 {first} 至 {last} 之内。",
        "The learning period {period} lies within {first} to {last}.",
    ),
    Reason.OUTSIDE_WINDOW: Sentence(
        "学习时间 {period} 不在 {first} 至 {last} 之内。",
        "The learning period {period} lies outside {first} to {last}.",
        "请核对学习日期；属于其他年度的，请在该年度申报。",
        "Check the days; learning of another year belongs to that year.",
    ),
    Reason.STRADDLES_WINDOW: Sentence(
        "学习时间 {period} 跨越了 {first} 至 {last} 的界限。",
        "The learning period {period} straddles the limits {first} to {last}.",
        "请审核人确定计入本年度的学时。",
        "A reviewer decides which hours belong to the year.",
    ),
    Reason.NO_LEARNING_DATE: Sentence(
        "没有读到学习日期，无法判断是否在 {first} 至 {last} 之内。",
        "No learning date was read, so {first} to {last} cannot be tested.",
        "请核对证书；未写明的，请附学校盖章的学时证明。",
        "Look at the certificate; if it states none, add the school's sealed proof.",
    ),
    Reason.ONLY_ISSUE_DATE: Sentence(
        "只读到发证日期 {issued}，没有读到学习日期。",
        "Only the day of issue {issued} was read, no learning date.",
        "请核对证书；未写明的，请附学校盖章的学时证明。",
        "Look at the certificate; if it states none, add the school's sealed proof.",
    ),
    Reason.ISSUED_AFTERWARDS: Sentence(
        "落款日期 {issued} 不早于学习日期 {period}。",
        "The day of issue {issued} is not before the learning ({period}).",
    ),
    Reason.ISSUED_BEFORE_LEARNING: Sentence(
        "落款日期 {issued} 早于学习开始（{period}），两者不能同时成立，也可能是识别有误。",
        "The day of issue {issued} is before the learning began ({period}): one of them is wrong, "
        "or was misread.",
        *ASK_PERSON,
    ),
    Reason.ISSUED_BEFORE_END: Sentence(
        "落款日期 {issued} 早于学习结束（{period}）。",
        "The day of issue {issued} is before the learning ended ({period}).",
        *ASK_PERSON,
    ),
    Reason.DATES_CONTRADICT: Sentence(
        "读到的学习时间 {period} 前后矛盾。",
        "The learning period as read, {period}, ends before it begins.",
        "请核对证书上的日期。",
        "Check the days on the certificate.",
    ),
    Reason.FILED_IN_TIME: Sentence(
        "申报日期 {filed} 不晚于 {last}。", "Filed on {filed}, not later than {last}."
    ),
    Reason.FILED_LATE: Sentence(
        "申报日期 {filed} 晚于截止日 {last}。",
        "Filed on {filed}, after the last day {last}.",
        "请核对提交日期。",
        "Check the day of filing.",
    ),
    Reason.NO_SUBMISSION_DATE: Sentence(
        "未提供申报日期，没有核对截止日 {last}。",
        "No day of filing was given; the last day {last} was not tested.",
        *GIVE_DATUM,
    ),
    Reason.HOURS_FIT_DAYS: Sentence(
        "{hours} 学时与 {days} 天大致相符。", "{hours} hours roughly fit {days} day(s)."
    ),
    Reason.HOURS_EXCEED_DAYS: Sentence(
        "{days} 天 {hours} 学时，超过每天 {per_day} 学时的提示线。",
        "{hours} hours in {days} day(s) are more than {per_day} a day.",
        *ASK_PERSON,
    ),
    # subject class and topic
    Reason.CLASS_KNOWN: Sentence("申报科目：{subject}。", "Subject class claimed: {subject}."),
    Reason.CLASS_UNKNOWN: Sentence(
        "申报科目 {subject} 不在 {classes} 之内。",
        "The class {subject} is none of {classes}.",
        "请改选科目。",
        "Choose another class.",
    ),
    Reason.NO_CLASS_CLAIMED: Sentence(
        "未提供申报科目（{classes}）。",
        "No subject class was given ({classes}).",
        *GIVE_DATUM,
    ),
    Reason.TOPIC_NAMED: Sentence(
        "课程“{title}”属于公布的专题。", "The course “{title}” is one of the named topics."
    ),
    Reason.TOPIC_NOT_NAMED: Sentence(
        "课程“{title}”不是公布的专题 {topics}。",
        "The course “{title}” is none of the named topics {topics}.",
        "请核对科目；不是公需课的，请改选科目。",
        "Check the class; choose another if this is no public subject.",
    ),
    Reason.TOPIC_CLOSE: Sentence(
        "课程“{title}”与专题 {topics} 相近，可能是识别误差。",
        "The course “{title}” is close to {topics}, perhaps misread.",
        *ASK_PERSON,
    ),
    Reason.TOPIC_IN_OTHER_CLASS: Sentence(
        "课程“{title}”是公需科目专题，却按其他科目申报。",
        "The course “{title}” is a public topic, claimed under another class.",
        "请核对科目；公需科目由平台自动记录。",
        "Check the class; public subjects are recorded by the platform.",
    ),
    Reason.TOPIC_AUTOMATIC: Sentence(
        "课程“{title}”是公需科目专题，学时由平台自动记录。",
        "The course “{title}” is a public topic, which the platform records.",
        "请核对是否需要申报。",
        "Check whether there is anything to claim.",
    ),
    Reason.TOPIC_NOT_FULL: Sentence(
        "该专题学了 {hours} 学时，不满 {full}；分学两个专题怎样计算，通知没有规定。",
        "{hours} of {full} hours of the topic; the notice does not say how parts count.",
        *ASK_PERSON,
    ),
    Reason.NO_TITLE: Sentence(
        "没有读到课程名称，无法核对专题。", "No title was read to compare.", *ASK_PERSON
    ),
    # channel and organiser
    Reason.CLAIM_NEEDED: Sentence(
        "申报科目 {subject} 不属于自动记录的科目。",
        "The class {subject} is not one that is recorded by itself.",
    ),
    Reason.RECORDED_AUTOMATICALLY: Sentence(
        "公需科目由平台自动记录学时，不作个人申报。",
        "Public subjects are recorded by the platform and are not claimed.",
        "请撤回申报，在平台查看记录；在其他平台学习的，请咨询审核人。",
        "Withdraw the claim and look at the platform's record; ask if you learned elsewhere.",
    ),
    Reason.RECORDED_ALREADY: Sentence(
        "申报数据说明学时已由平台或组织方登记。",
        "The claim says that the platform or the organiser registers these hours.",
        "请先核对平台记录，避免重复登记。",
        "Look at the platform's record first, so that nothing counts twice.",
    ),
    Reason.RECORDED_BY_OTHERS: Sentence(
        "可能属于“{channel}”（{organiser}），学时由平台或组织方登记。",
        "This may be “{channel}” ({organiser}), which others register.",
        "请先核对平台记录，避免重复登记。",
        "Look at the platform's record first, so that nothing counts twice.",
    ),
    Reason.OTHER_CHANNEL: Sentence(
        "组织方 {organiser} 不属于自动登记的渠道，可以申报。",
        "The organiser {organiser} is none whose hours are registered by others.",
    ),
    Reason.ORGANISER_UNCLEAR: Sentence(
        "没有读到主办或发证单位，无法判断学时由谁登记。",
        "No organiser was read, so who registers the hours is unknown.",
        *ASK_PERSON,
    ),
    Reason.ORGANISER_RECOGNISED: Sentence(
        "组织方 {organiser} 是教育行政部门。",
        "The organiser {organiser} is an education administration.",
    ),
    Reason.ORGANISER_TO_RECOGNISE: Sentence(
        "组织方 {organiser}（{body}）不是教育行政部门，是否认可由审核人判断。",
        "The organiser {organiser} ({body}) is no education administration; a person judges.",
        "请核对是否经教育行政部门认可。",
        "Check whether the education administration recognises it.",
    ),
    Reason.NO_ORGANISER: Sentence(
        "没有读到主办或发证单位。", "No organiser was read.", *ASK_PERSON
    ),
    Reason.FORM_FOUND: Sentence("学习形式：{form}。", "Form of learning: {form_en}."),
    Reason.FORM_OPEN: Sentence(
        "没有对应到所列的学习形式，由审核人按“其他”判断。",
        "No listed form of learning fits; a person judges under the open clause.",
        *ASK_PERSON,
    ),
    # evidence
    Reason.PROVED_BY_ANOTHER: Sentence(
        "同一申报中有相应的证明。", "Another paper of the claim proves it."
    ),
    Reason.PROMISE_ONLY: Sentence(
        "这份材料只说明将要进行，不证明已经参加或完成。",
        "This paper announces something; it does not prove that it took place.",
        "请补充参加或完成的证明。",
        "Add the proof of attendance or completion.",
    ),
    Reason.ACCEPTED_ONLY: Sentence(
        "录用通知只说明拟刊登，不证明论文已经发表。",
        "A letter of acceptance announces a paper; it does not show that it was published.",
        "请补充已刊出的论文（封面、目录、正文）。",
        "Add the paper as published (cover, contents, article).",
    ),
    Reason.ORIGINAL: Sentence(
        "图像看起来是原件：{why}。", "The picture looks like an original: {why}."
    ),
    Reason.COPY: Sentence(
        "图像带有复印件的特征：{why}。请审核人确认。",
        "The picture shows signs of a copy: {why}. A reviewer confirms.",
        *_ORIGINAL_AGAIN,
    ),
    Reason.RECAPTURE: Sentence(
        "图像像是翻拍屏幕或截图：{why}。请审核人确认。",
        "The picture looks like a photo of a screen or a screenshot: {why}. A reviewer confirms.",
        *_ORIGINAL_AGAIN,
    ),
    Reason.COLOURLESS_FILE: Sentence(
        "文件没有颜色，无法判断是否原件。",
        "The file holds no colour, so an original cannot be told from a copy.",
        *_ORIGINAL_AGAIN,
    ),
    Reason.ORIGINALITY_OPEN: Sentence(
        "从图像无法判断是否原件：{why}。",
        "The picture does not show whether this is the original: {why}.",
        "可查备案名册或二维码；仍有疑问时对照纸质原件。",
        "Ask the register or the QR code; if in doubt, see the paper.",
    ),
    Reason.BORN_DIGITAL: Sentence(
        "这是电子文件；电子证书算不算原件，通知没有规定。",
        "This is an electronic file; the notice does not say whether that is an original.",
        "请审核人确认，可在发证单位网站查询。",
        "A reviewer decides; the issuer's site may confirm it.",
    ),
    Reason.RELEVANT: Sentence("材料含有学习信息。", "The document speaks of learning."),
    Reason.UNRELATED: Sentence(
        "材料像是与继续教育无关（{kind}），请审核人确认。",
        "The document seems unrelated to learning ({kind}); a reviewer confirms.",
        "请上传学习证明。",
        "Upload the proof of learning.",
    ),
    Reason.SCREENSHOT: Sentence(
        "材料像是屏幕截图，不是证明文件。",
        "The upload looks like a screenshot and no certificate.",
        "请上传证书或证明。",
        "Upload the certificate or proof.",
    ),
    Reason.NO_LEARNING_FACTS: Sentence(
        "没有读到足够的学习信息（读到 {facts} 项）。",
        "Too few facts about learning were read ({facts}).",
        "请核对上传的文件是否正确、清晰。",
        "Check that the right file was uploaded and is sharp.",
    ),
    Reason.KIND_UNSURE: Sentence(
        "不能确定材料的种类（{kind}）。",
        "What kind of document this is cannot be told ({kind}).",
        *ASK_PERSON,
    ),
    Reason.PAGE_ILLEGIBLE: Sentence(
        "图像看不清或几乎读不出文字，无法辨认是什么材料。",
        "Too little can be read to tell what the page is.",
        "请重新拍清楚后上传：光线充足、对准焦距、把整页拍满。",
        "Take a clear picture again: well lit, in focus, with the page filling it.",
    ),
    Reason.PAGE_BLANK: Sentence(
        "这一页是空白的，没有可核查的内容。",
        "The page is blank; there is nothing on it to check.",
        "请核对是否漏传了正面；空白的背面可以不传。",
        "Check whether the front is missing; a blank back need not be uploaded.",
    ),
    Reason.TRANSLATION_GIVEN: Sentence(
        "附有盖章的中文译文（{file}）。", "A sealed translation is there ({file})."
    ),
    Reason.TRANSLATION_UNSEALED: Sentence(
        "附有译文（{file}），没有看到公章。",
        "A translation is there ({file}); no seal was seen on it.",
        "请核对译文是否加盖学校公章。",
        "Check whether the school sealed the translation.",
    ),
    Reason.TRANSLATION_MISSING: Sentence(
        "证书是非中文（{language}），没有附中文译文。",
        "The certificate is not in Chinese ({language}) and no translation is there.",
        "请补充加盖学校公章的中文译文。",
        "Add a Chinese translation sealed by the school.",
    ),
    Reason.LANGUAGE_MIXED: Sentence(
        "证书含有外文（{language}），是否需要译文由审核人判断。",
        "The certificate is partly in another language ({language}); a person judges.",
        *ASK_PERSON,
    ),
    Reason.LANGUAGE_UNKNOWN: Sentence(
        "不能确定材料的语言。", "The document's language cannot be told.", *ASK_PERSON
    ),
    Reason.TIME_STATED: Sentence(
        "证明写明了学习日期和学时。", "Learning days and hours are both stated."
    ),
    Reason.TIME_IN_TRANSLATION: Sentence(
        "盖章的中文译文（{file}）写明了学习日期和学时。",
        "The sealed translation ({file}) states learning days and hours.",
    ),
    Reason.TIME_PROVED_BY_UNIT: Sentence(
        "附有学校盖章的学时证明（{file}）。", "The school's sealed proof is there ({file})."
    ),
    Reason.UNIT_PROOF_UNSEALED: Sentence(
        "附有学时证明（{file}），没有看到公章。",
        "A proof of hours is there ({file}); no seal was seen on it.",
        "请核对学时证明是否盖章。",
        "Check whether the proof is sealed.",
    ),
    Reason.UNIT_PROOF_BY_COMPANY: Sentence(
        "附有学时证明（{file}），盖的是“{sealed_by}”的章，看来是公司，不是学校。",
        "A proof of hours ({file}) is sealed by “{sealed_by}”: a company, it seems, no school.",
        "学时证明应由学校盖章，请核对盖章单位。",
        "The school seals the proof; check whose seal it is.",
    ),
    Reason.TIME_PROOF_OF_ANOTHER: Sentence(
        "证明上没有写明：{missing}；所附学时证明（{file}）写的是“{name}”，与本件姓名不同。",
        "The proof does not state: {missing}; the letter ({file}) is on “{name}”, another name.",
        "请补充本人的、学校盖章的学时证明。",
        "Add the school's sealed proof of hours for this holder.",
    ),
    Reason.TIME_MISSING: Sentence(
        "证明上没有写明：{missing}。",
        "The proof does not state: {missing}.",
        "请补充学校盖章的学时证明。",
        "Add the school's sealed proof of hours.",
    ),
    Reason.TIME_UNREADABLE: Sentence(
        "图像不够清晰，没有读到：{missing}。",
        "The picture is hard to read; not found: {missing}.",
        "请核对原件，或重新上传清晰的图像。",
        "Look at the original, or upload a sharper picture.",
    ),
    # person
    Reason.NAME_EQUAL: Sentence(
        "姓名“{read}”与申报人一致。", "The name “{read}” is the claimant's."
    ),
    Reason.NAME_CLOSE: Sentence(
        "读到的姓名“{read}”与申报人“{given}”相近，可能是识别误差或异体字。",
        "The name read, “{read}”, is close to the claimant's “{given}”, perhaps misread.",
        "请核对姓名。",
        "Check the name.",
    ),
    Reason.NAME_MASKED: Sentence(
        "证明上的姓名“{read}”有遮挡，可见部分与申报人一致。",
        "The name “{read}” is masked; what shows agrees with the claimant's.",
        "请核对姓名。",
        "Check the name.",
    ),
    Reason.NAME_IN_OTHER_SCRIPT: Sentence(
        "证明上的姓名“{read}”与申报人“{given}”文字不同，无法比对。",
        "The name “{read}” and the claimant's “{given}” are in different scripts.",
        "请核对姓名。",
        "Check the name.",
    ),
    Reason.NAME_DIFFERENT: Sentence(
        "证明上的姓名“{read}”与申报人“{given}”不同，请确认。",
        "The name “{read}” differs from the claimant's “{given}”; please confirm.",
        "请上传本人的证明；姓名有变更的，请附说明。",
        "Upload your own proof; explain a changed name.",
    ),
    Reason.NAME_NOT_READ: Sentence(
        "没有读到持证人姓名（申报人“{given}”）。",
        "No holder's name was read (claimant “{given}”).",
        "请核对姓名。",
        "Check the name.",
    ),
    Reason.NO_HOLDER_GIVEN: Sentence(
        "未提供申报人姓名，没有比对。", "No claimant's name was given to compare.", *GIVE_DATUM
    ),
    Reason.ID_EQUAL: Sentence("身份证号与申报人一致。", "The identity number is the claimant's."),
    Reason.ID_CLOSE: Sentence(
        "读到的身份证号与申报人的相近，可能是识别误差。",
        "The identity number read is close to the claimant's, perhaps misread.",
        "请核对身份证号。",
        "Check the number.",
    ),
    Reason.ID_MASKED: Sentence(
        "身份证号有遮挡，可见部分与申报人一致。",
        "The identity number is masked; what shows agrees with the claimant's.",
        *ASK_PERSON,
    ),
    Reason.ID_DIFFERENT: Sentence(
        "身份证号与申报人的不同，请确认。",
        "The identity number differs from the claimant's; please confirm.",
        "请核对身份证号，或更正个人信息。",
        "Check the number, or correct the personal data.",
    ),
    Reason.ID_NOT_ON_DOCUMENT: Sentence(
        "证明上没有身份证号。", "The document carries no identity number."
    ),
    Reason.NO_ID_GIVEN: Sentence(
        "未提供申报人身份证号，没有比对。",
        "No claimant's identity number was given to compare.",
        *GIVE_DATUM,
    ),
    # hours
    Reason.HOURS_STATED: Sentence(
        "证明载明 {hours} {unit}。", "The document states {hours} {unit}."
    ),
    Reason.HOURS_PROVED_BESIDE: Sentence(
        "本件没有读到学时；盖章的学时证明（{file}）写明 {hours} {unit}。",
        "No hours were read here; the sealed proof ({file}) states {hours} {unit}.",
    ),
    Reason.HOURS_NOT_READ: Sentence(
        "证明上没有读到学时。",
        "No hours were read on the document.",
        "请核对证明；未写明的，由审核人确定学时。",
        "Look at the document; if it states none, a reviewer says the hours.",
    ),
    Reason.HOURS_DISAGREE: Sentence(
        "证明上有不一致的学时：{hours}。",
        "The document states hours that disagree: {hours}.",
        "请审核人确定学时。",
        "A reviewer says the hours.",
    ),
    Reason.HOURS_IN_OTHER_UNIT: Sentence(
        "证明载明 {hours} {unit}，不是学时；通知没有给出换算办法。",
        "The document states {hours} {unit}, no class hours; the notice converts none.",
        "请审核人确定学时。",
        "A reviewer says the hours.",
    ),
    Reason.HOURS_PROMISED: Sentence(
        "材料写的 {hours} {unit}是参加后可获得的学时，不证明已经完成。",
        "The {hours} {unit} are what taking part will earn; nothing was completed by this paper.",
        "请看有无完成的证明，学时由审核人确定。",
        "Look for proof of completion; a reviewer says the hours.",
    ),
    Reason.HOURS_LEFT_TO_REVIEWER: Sentence(
        "学时由审核人确定：通知没有给出这类材料的学时标准。",
        "A reviewer says the hours: the notice gives no figure for this.",
        "请审核人确定学时。",
        "A reviewer says the hours.",
    ),
    Reason.HOURS_AS_CLAIMED: Sentence(
        "申报 {claimed} 学时，与证明一致。", "{claimed} hours claimed, as on the document."
    ),
    Reason.HOURS_CLAIMED_MORE: Sentence(
        "申报 {claimed} 学时，多于证明上的 {hours} 学时。",
        "{claimed} hours claimed, more than the {hours} on the document.",
        "请核对申报的学时。",
        "Check the hours claimed.",
    ),
    Reason.HOURS_CLAIMED_FEWER: Sentence(
        "申报 {claimed} 学时，少于证明上的 {hours} 学时。",
        "{claimed} hours claimed, fewer than the {hours} on the document.",
        "请核对申报的学时。",
        "Check the hours claimed.",
    ),
    Reason.NO_HOURS_CLAIMED: Sentence(
        "未提供申报学时，没有比对。", "No hours claimed were given to compare.", *GIVE_DATUM
    ),
    # scope, registers, workflow
    Reason.POSITION_COVERED: Sentence(
        "岗位“{position}”属于验证对象。", "The post “{position}” is covered."
    ),
    Reason.POSITION_OUTSIDE: Sentence(
        "岗位“{position}”不属于验证对象。",
        "The post “{position}” is not covered.",
        *ASK_PERSON,
    ),
    Reason.POSITION_OPEN: Sentence(
        "岗位“{position}”是否属于验证对象，由审核人判断。",
        "Whether the post “{position}” is covered, a person judges.",
        *ASK_PERSON,
    ),
    Reason.NO_POSITION_GIVEN: Sentence("未提供申报人岗位。", "No post was given.", *GIVE_DATUM),
    Reason.REGISTER_NOT_LOADED: Sentence(
        "未载入名册（{register}），没有核对。",
        "The register {register} is not loaded; nothing was compared.",
        "请载入名册后重新核查。",
        "Load the register and check again.",
    ),
    Reason.REGISTER_KEY_MISSING: Sentence(
        "未提供用于查找名册（{register}）的信息（{key}）。",
        "Nothing was given to look up in the register {register} ({key}).",
        *GIVE_DATUM,
    ),
    Reason.REGISTER_CONFIRMS: Sentence(
        "名册（{register}）记载：{status}。", "The register {register} says: {status}."
    ),
    Reason.REGISTER_OBJECTS: Sentence(
        "名册（{register}）记载：{status}，请核对。",
        "The register {register} says: {status}; please confirm.",
        *ASK_PERSON,
    ),
    Reason.REGISTER_SILENT: Sentence(
        "名册（{register}）没有相应的记载。",
        "The register {register} does not tell.",
        *ASK_PERSON,
    ),
    Reason.ROUTE_FOUND: Sentence("审核单位：{office}。", "Reviewed by: {office}."),
    Reason.NO_ROUTE_GIVEN: Sentence(
        "未提供学校的隶属，复审单位待定。",
        "The school's superior was not given; the second reviewer is open.",
        *GIVE_DATUM,
    ),
    # repeats
    Reason.NO_LEDGER: Sentence(
        "未载入登记台账，没有核对重复申报。",
        "No ledger is loaded; repeated claims were not looked for.",
        "请载入台账后重新核查。",
        "Load the ledger and check again.",
    ),
    Reason.NOT_REPEATED: Sentence("台账中没有相同的项目。", "The ledger holds no equal item."),
    Reason.REPEATED: Sentence(
        "与已登记的项目相同：{items}，请审核人确认。",
        "Equal to what is on record: {items}; a reviewer confirms.",
        "请撤回重复的申报。",
        "Withdraw the repeated claim.",
    ),
    Reason.REPEATED_ALTERED: Sentence(
        "与已登记的 {items} 像是同一份材料，但内容有改动，请审核人比对。",
        "Looks like the same paper as {items} with something changed; a reviewer compares.",
        *ASK_PERSON,
    ),
    Reason.EVENT_ON_RECORD: Sentence(
        "同一活动已有材料登记：{items}；同一活动只计一次，通知没有写明如何合并，由审核人判断。",
        "The event is on record already: {items}; it counts once, and the notice has no rule on"
        " how its proofs add up: a reviewer judges.",
        *ASK_PERSON,
    ),
    Reason.EVENT_ON_RECORD_BY_RULE: Sentence(
        "同一活动已有材料登记：{items}；通知的规则是“{rule}”（{way}，{clause}），由审核人判断。",
        "The event is on record already: {items}; the notice's rule: {rule_en} ({way_en},"
        " {clause}): a reviewer judges.",
        *ASK_PERSON,
    ),
    Reason.FACTS_ON_RECORD: Sentence(
        "同一持证人、同一活动名称和学时已有登记：{items}，日期或编号不同，请审核人比对。",
        "Same holder, title and hours are on record: {items}, under other days or another number;"
        " a reviewer compares.",
        *ASK_PERSON,
    ),
    Reason.DAYS_ON_RECORD: Sentence(
        "与已登记的 {items} 在同一天都是全天学习，请审核人核对时间。",
        "Claims whole days that {items} claims too; a reviewer checks the days.",
        *ASK_PERSON,
    ),
    Reason.RESEMBLES_OTHER: Sentence(
        "与已登记的项目相似：{items}，请审核人比对。",
        "Resembles what is on record: {items}; a reviewer compares.",
        *ASK_PERSON,
    ),
}
