"""Words for screens: kinds of document, fields, classes, outcomes; Chinese and English.

The codes of the JSON are the keys; a code without a label is shown as it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from verifier.facts import FACTS

Words = Mapping[str, tuple[str, str]]

KINDS: Words = {
    "training_certificate": ("培训证书", "training certificate"),
    "hours_statement": ("学时证明", "statement of hours"),
    "conference_invitation": ("会议邀请函", "invitation"),
    "meeting_notice": ("通知、计划或备案表", "notice, plan or filing form"),
    "attendance_proof": ("参会证明", "proof of attendance"),
    "paper": ("论文", "paper"),
    "acceptance_letter": ("录用通知", "letter of acceptance"),
    "book": ("著作", "book"),
    "project": ("课题", "project"),
    "patent": ("专利", "patent"),
    "award": ("获奖证书", "award"),
    "qualification": ("资格证书", "qualification"),
    "transcript": ("成绩单", "transcript"),
    "appointment": ("聘书或授课证明", "appointment"),
    "unit_letter": ("单位证明", "letter of the unit"),
    "translation": ("译文", "translation"),
    "screenshot": ("屏幕截图", "screenshot"),
    "unrelated": ("无关材料", "unrelated"),
    "undecided": ("种类未定", "of no known kind"),
}

CODES: Words = {
    "qr_code": ("二维码", "QR code"),
    "micro_qr_code": ("二维码", "Micro QR code"),
    "data_matrix": ("二维码", "Data Matrix"),
    "pdf417": ("二维条码", "PDF417"),
    "code_128": ("条形码", "Code 128"),
    "code_39": ("条形码", "Code 39"),
    "ean_13": ("条形码", "EAN-13"),
}

HIDING: Words = {
    "invisible": ("不显示", "not drawn"),
    "unseen": ("与底色相同或被遮盖", "white or covered"),
    "tiny": ("字号极小", "tiny"),
    "off_page": ("在页面之外", "off the page"),
}

INTEGRITIES: Words = {
    "intact": ("完整", "intact"),
    "broken": ("与内容不符", "does not fit the content"),
    "unreadable": ("无法读取", "unreadable"),
    "not_checked": ("未核验", "not checked"),
}

FIELDS: Words = {
    "holder_name": ("姓名", "holder"),
    "holder_id": ("身份证号", "identity number"),
    "employer": ("单位", "employer"),
    "activity_title": ("活动名称", "title"),
    "hours": ("学时", "hours"),
    "start_date": ("开始日期", "from"),
    "end_date": ("结束日期", "to"),
    "issue_date": ("发证日期", "issued"),
    "issuers": ("发证单位", "issuer"),
    "certificate_number": ("证书编号", "number"),
    "result": ("考核结果", "result"),
    "document_number": ("文号", "document number"),
    "authors": ("作者", "authors"),
    "holder_rank": ("排名", "rank"),
    "journal": ("刊名", "journal"),
    "cn_number": ("CN 刊号", "CN number"),
    "issn": ("ISSN", "ISSN"),
    "doi": ("DOI", "DOI"),
    "volume": ("卷", "volume"),
    "issue": ("期", "issue"),
    "characters": ("字数", "characters"),
    "indexed_by": ("收录", "indexed by"),
    "level": ("级别", "level"),
    "project_role": ("课题角色", "role"),
    "sub_project": ("子课题", "sub-project"),
    "patent_type": ("专利类型", "patent type"),
    "award_class": ("奖项等级", "award class"),
    "courses_passed": ("合格科目", "courses passed"),
    "credits": ("学分", "credits"),
    "project_number": ("课题编号", "project number"),
    "project_stage": ("课题阶段", "stage"),
    "patent_number": ("专利号", "patent number"),
    "patent_status": ("专利状态", "status of the patent"),
    "patentee": ("专利权人", "patentee"),
    "isbn": ("ISBN", "ISBN"),
    "publisher": ("出版社", "publisher"),
    "pages": ("页码", "pages"),
    "publication": ("出版形式", "form of publication"),
    "occasion": ("评选活动", "occasion"),
    "course_marks": ("课程成绩", "courses and marks"),
    "mode": ("取得方式", "way of gaining it"),
    "location": ("地点", "place"),
}

CODED = (
    "level", "patent_type", "patent_status", "project_stage", "publication", "mode", "sub_project",
)  # fmt: skip
"""Fields whose values are words of a closed list."""

VALUES: Words = {
    "international": ("国际级", "international"),
    "national": ("国家级", "national"),
    "ministry": ("部级", "ministry"),
    "provincial": ("省级", "provincial"),
    "municipal": ("市级", "municipal"),
    "district": ("区县级", "district"),
    "school": ("校级", "school"),
    "senior": ("高级", "senior"),
    "intermediate": ("中级", "intermediate"),
    "junior": ("初级", "junior"),
    "invention": ("发明", "invention"),
    "utility": ("实用新型", "utility model"),
    "design": ("外观设计", "design"),
    "accepted": ("已受理，未授权", "accepted, not granted"),
    "granted": ("已授权", "granted"),
    "approved": ("立项", "approved"),
    "completed": ("结题", "completed"),
    "supplement": ("增刊", "supplement"),
    "proceedings": ("论文集", "proceedings"),
    "exam": ("考试", "examination"),
    "review": ("评审", "review"),
    "true": ("是", "yes"),
}
"""What those words are called on screens."""

ROLES: Words = {
    "issuer": ("发证", "issuer"),
    "host": ("主办", "host"),
    "organiser": ("承办", "organiser"),
    "co_organiser": ("协办", "co-organiser"),
    "supporter": ("支持", "supporter"),
    "supervisor": ("主管", "supervising body"),
    "publisher": ("出版", "publisher"),
}

ASSESSMENTS: Words = {
    "original": ("原件", "original"),
    "copy": ("疑似复印件", "perhaps a copy"),
    "recapture": ("疑似翻拍", "perhaps a photo of a screen"),
    "undecided": ("无法判断是否原件", "original or copy undecided"),
    "born_digital": ("电子文件", "electronic file"),
}

CAPTURES: Words = {
    "COPY_WORDS": ("纸上写有或盖有“复印件”一类字样", "words on the paper say that it is a copy"),
    "ELECTRONIC_FILE": (
        "文件由电子文字直接排成，不是照片或扫描件",
        "the file draws its type itself",
    ),
    "FILE_BINARY": ("文件只有黑白两色，看不出印章颜色", "the file knows black and white only"),
    "FILE_GREY": ("文件为灰度，没有颜色，无法判断", "the file is grey, so nothing can be told"),
    "SCREEN_GRID": ("画面上有屏幕的彩色网格", "a screen's coloured grid lies over the page"),
    "SCREENSHOT": (
        "图片大小和边缘、或顶部的状态栏或地址栏与屏幕截图相同",
        "the picture has a screen's exact size and margins, or a screen's bar at its top",
    ),
    "MIXED_SEALS": (
        "彩色印章旁还有一枚没有颜色的印章，可能是复印件上加盖的章",
        "a grey seal stands beside a coloured one, perhaps a stamp on a copy",
    ),
    "GREY_SEAL_IN_COLOUR": (
        "圆章无颜色，而照片是彩色拍摄",
        "the seal has no colour, the capture has",
    ),
    "GREY_SEAL_COLOURED_PRINT": (
        "印章无颜色，其他印刷却有颜色",
        "the seal has no colour, other print has",
    ),
    "FADED_SEAL": ("印章太淡，看不清颜色", "the seal is too pale for its colour to be told"),
    "NO_SEAL_FOUND": ("没有找到印章", "no seal was found"),
    "RED_SEAL_OK": (
        "印章为彩色；彩色复印件看起来也是这样，单凭图像分不出",
        "the seal is coloured; a colour copy looks the same and no picture tells the two apart",
    ),
}
"""Why a capture was assessed as it was: what can be seen on the page."""

NEXT_STEPS: Words = {
    "COPY_WORDS": ("请用原件重新彩色扫描或拍照", "capture the original in colour"),
    "ELECTRONIC_FILE": (
        "可在发证单位网站或扫描二维码核验",
        "check it on the issuer's site or by its QR code",
    ),
    "FILE_BINARY": ("请用彩色方式重新扫描或拍照", "scan or photograph it again in colour"),
    "FILE_GREY": ("请用彩色方式重新扫描或拍照", "scan or photograph it again in colour"),
    "SCREEN_GRID": (
        "请直接拍摄纸质原件，或上传电子文件本身",
        "capture the paper, or upload the file",
    ),
    "SCREENSHOT": ("请上传电子文件本身，或拍摄纸质原件", "upload the file itself, or the paper"),
    "MIXED_SEALS": ("请看两枚印章的放大图，再决定", "look at both seals enlarged"),
    "GREY_SEAL_IN_COLOUR": (
        "请看印章放大图确认；如是复印件，请用原件重拍",
        "look at the seal enlarged; a copy is captured again from the original",
    ),
    "GREY_SEAL_COLOURED_PRINT": ("请看印章放大图，再决定", "look at the seal enlarged"),
    "FADED_SEAL": ("请在明亮处对准印章再拍一张", "photograph the seal once more in good light"),
    "NO_SEAL_FOUND": (
        "请查备案名册或二维码；仍有疑问时抽查纸质原件",
        "ask the register or the QR code; else see the paper",
    ),
    "RED_SEAL_OK": (
        "一般无需再看；抽查时可查备案名册、二维码或纸质原件",
        "nothing as a rule; spot checks use the register, the QR code or the paper",
    ),
}
"""The cheapest thing that settles it, for each reason of CAPTURES."""

CAPTURE_PICTURES: Words = {
    "saturation": ("页面色彩（加强）", "the page's colours, made stronger"),
    "grid": ("屏幕网格（放大）", "a screen's grid, enlarged"),
    "spectrum": ("网格的频谱", "spectrum of the grid"),
    "digit": ("清晰程度不同的数字（放大）", "a digit that differs in sharpness, enlarged"),
}
"""Pictures by which a person sees why a capture was assessed so."""

CAPTURE_ANSWERS: Words = {
    "original": ("是原件", "an original"),
    "copy": ("是复印件或翻拍", "a copy"),
    "unsure": ("看不出来", "cannot tell"),
}
"""What a reviewer may answer."""

COLOURS: Words = {
    "red": ("红色", "red"),
    "orange": ("橙色", "orange"),
    "blue": ("蓝色", "blue"),
    "grey": ("灰色", "grey"),
}

GRADES: Words = {"good": ("清晰", "good"), "fair": ("尚可", "fair"), "poor": ("不清晰", "poor")}

QUALITY: Words = {
    "no_text": ("画面上没有读到文字", "no text was found on the picture"),
    "blank": ("这一页是空白的", "the page is blank"),
    "blurred": ("画面模糊", "the picture is blurred"),
    "low_resolution": ("文字太小", "the type is too small"),
    "dark": ("画面太暗", "the picture is too dark"),
    "glare": ("画面有反光，盖住了内容", "glare covers a part of the page"),
    "cut_off": ("纸的边缘没有拍全，有文字被截断", "the edge is cut off and text with it"),
    "unsure_reading": ("部分文字识别把握不大", "some of the text was read with doubt"),
    "several_documents": ("一张图里有几份材料", "several documents lie on one picture"),
    "turned": ("图片方向不正，已自动转正", "the picture lay the wrong way up and was turned"),
}
"""What is wrong with a picture, each reason of `extractor.signals.quality`."""

QUALITY_STEPS: Words = {
    "no_text": ("请确认上传的是材料的正面", "make sure that the front of the paper was captured"),
    "blank": ("空白的背面不必上传", "a blank back need not be uploaded"),
    "blurred": (
        "请把手机拿稳，轻点屏幕对焦后重拍",
        "hold the phone still, tap the screen to focus, and take it again",
    ),
    "low_resolution": (
        "请靠近一些，让材料占满画面后重拍；扫描请用 200 dpi 以上",
        "go closer so that the paper fills the picture; scan at 200 dpi or more",
    ),
    "dark": ("请在明亮处重拍，不要挡住光线", "take it again in good light, out of your shadow"),
    "glare": (
        "请关闪光灯，换个角度避开反光后重拍",
        "switch the flash off and take it again from another angle",
    ),
    "cut_off": (
        "请把整张纸拍进画面，四边留一点空白",
        "take the whole sheet with a little room on all sides",
    ),
    "unsure_reading": ("请对照图像核对识别出的内容", "compare what was read with the picture"),
    "several_documents": (
        "请一份材料拍一张，分开上传",
        "take one picture of each, and upload each",
    ),
    "turned": ("不需要处理", "nothing is to be done"),
}
"""What to do about it, in words for the person who took the picture."""

LANGUAGES: Words = {
    "zh": ("中文", "Chinese"),
    "en": ("英文", "English"),
    "mixed": ("中外文并用", "in two languages"),
    "und": ("语言不明", "of no known language"),
}

SUBJECTS: Words = {
    "public": ("公需科目", "public"),
    "professional": ("专业科目", "professional"),
    "elective": ("个人选修", "elective"),
}

CHOICES: Words = {
    **SUBJECTS,
    "senior": ("高级", "senior"),
    "intermediate": ("中级", "intermediate"),
    "junior": ("初级", "junior"),
}
"""Values of facts that decide where a claim goes."""

BASES: Words = {
    "stated": ("证明载明", "as stated"),
    "computed": ("按标准折算", "computed"),
    "assumed": ("推定", "assumed"),
    "reviewer": ("由审核人确定", "for a reviewer to say"),
}

RECOMMENDATIONS: Words = {
    "ready": ("建议通过", "ready"),
    "review": ("需人工核对", "needs a look"),
    "return": ("建议退回补正", "return for a supplement"),
    "void": ("建议无效", "void, to be confirmed"),
}

CONSEQUENCES: Words = {
    "void": ("无效", "void"),
    "return": ("退回", "return"),
    "review": ("核对", "look"),
    "note": ("提示", "note"),
}

BODIES: Words = {
    "education_administration": ("教育行政部门", "education administration"),
    "government": ("政府部门", "government"),
    "teaching_research": ("教研或教师发展机构", "teaching-research body"),
    "university": ("高等院校", "university"),
    "school": ("学校", "school"),
    "association": ("社团", "association"),
    "company": ("企业", "company"),
    "unknown": ("类型不明", "unknown type"),
}

TIMES: Words = {
    "learning_dates": ("培训日期", "learning dates"),
    "hours": ("学时", "hours"),
}

TOPIC_CLASSES: Words = {
    "compulsory": ("必修", "compulsory"),
    "elective": ("选修", "elective"),
}

FACT_NAMES: Words = {
    **{name: (fact.zh, fact.en) for name, fact in FACTS.items()},
    "submitted": ("申报日期", "day of filing"),
    "policy": ("通知", "notice"),
    "holder_name": ("姓名", "name"),
    "school": ("单位", "unit"),
    "route": ("隶属", "route"),
    "learning_start": ("学习开始日期", "first day of learning"),
    "learning_end": ("学习结束日期", "last day of learning"),
}

REGISTERS: Words = {
    "bases": ("继续教育基地名单", "list of bases"),
    "plans": ("培训备案名册", "register of filed classes"),
    "platforms": ("平台备案名册", "register of filed platforms"),
    "pass-list": ("合格人员汇总表", "pass list"),
    "recorded-hours": ("平台学时记录", "platform's record of hours"),
    "staff": ("人员名册", "staff list"),
    "provincial-accounts": ("省系统账号", "provincial accounts"),
    "providers": ("有资质的施教机构名册", "register of qualified providers"),
    "aliases": ("名称对照表", "list of other names"),
    "issuers-refused": ("不予认可的发证单位", "issuers refused"),
}


def both(words: Words, code: str) -> str:
    """Return the label of a code in both languages, the code itself if it has none."""
    return " ".join(dict.fromkeys(words[code])) if code in words else code


ACTIONS: Words = {
    "account-added": ("添加账号", "account added"),
    "account-closed": ("停用账号", "account closed"),
    "annex-exported": ("导出合格人员汇总表", "list of passed people exported"),
    "claim-confirm": ("认定", "claim confirmed"),
    "claim-judged-again": ("按更正重新核查", "claim judged again"),
    "claim-looked-at-again": ("抽样复读", "second look"),
    "claim-passed-on": ("转交", "claim passed on"),
    "claim-postponed": ("推迟", "claim postponed"),
    "claim-read": ("识别完成", "claim read"),
    "claim-related": ("发现相关材料", "claim related to others"),
    "claim-released": ("放回队列", "claim put back"),
    "claim-resubmitted": ("补充后重新提交", "claim submitted again"),
    "claim-return": ("退回补充", "claim returned"),
    "claim-submitted": ("提交", "claim submitted"),
    "capture-answered": ("标注是否原件", "capture labelled"),
    "claim-taken": ("受理", "claim taken"),
    "claim-unreadable": ("无法识别", "claim could not be read"),
    "claim-viewed": ("查看", "claim viewed"),
    "notice-viewed": ("查看通知书", "notice viewed"),
    "year-viewed": ("查看年度学时", "year viewed"),
    "claim-void": ("作废", "claim made void"),
    "decision-undone": ("撤销决定", "decision undone"),
    "facts-stated": ("填写事实", "facts stated"),
    "field-corrected": ("更正字段", "field corrected"),
    "file-downloaded": ("下载原文件", "original saved"),
    "ledger-exported": ("导出台账", "ledger exported"),
    "list-dropped": ("移除名册", "register removed"),
    "list-viewed": ("列表中查看", "shown in a list"),
    "list-handed-in": ("上传名册", "register handed in"),
    "pass-list-exported": ("导出合格人员名单", "pass list exported"),
    "pass-list-filed": ("报送合格人员名单", "pass list filed"),
    "pass-list-viewed": ("查看合格人员名单", "pass list viewed"),
    "pass-list-withdrawn": ("撤回合格人员名单", "pass list withdrawn"),
    "password-set": ("更改密码", "password set"),
    "refused": ("拒绝", "refused"),
    "route-added": ("设置办理部门", "route added"),
    "sessions-revoked": ("结束会话", "sessions ended"),
    "signed-in": ("登录", "signed in"),
    "signed-out": ("退出", "signed out"),
    "token-added": ("生成令牌", "token made"),
    "tokens-revoked": ("作废令牌", "tokens ended"),
}
"""What a row of the audit trail says was done."""
