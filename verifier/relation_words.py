"""Words for relations between documents: Chinese and English, by their codes."""

from __future__ import annotations

from verifier.labels import Words

RELATIONS: Words = {
    "same_file": ("同一文件", "same file"),
    "same_document": ("同一份材料", "same document"),
    "altered": ("内容有改动", "altered"),
    "same_course": ("同班次，不同持证人", "same course, another holder"),
    "same_activity": ("同一活动的另一份材料", "another proof of the same event"),
    "unrelated": ("无关", "unrelated"),
}

MATCHES: Words = {
    "same": ("一致", "same"),
    "alike": ("相近", "alike"),
    "different": ("不同", "different"),
    "unknown": ("未读出，无法比较", "not read, cannot tell"),
}

REASONS: Words = {
    "bytes": ("两个文件逐字节相同。", "The bytes of both files are equal."),
    "picture_and_text": (
        "两页图像重合，文字没有不同。",
        "The pages lie on each other and no reading on them differs.",
    ),
    "text_only": (
        "图像无法对齐，但读出的内容一致。",
        "The pictures could not be aligned; what was read agrees.",
    ),
    "number_kept": (
        "证书编号相同，其他内容不同。",
        "The number is the same and something else is not.",
    ),
    "number_changed": ("只有证书编号不同。", "Everything agrees but the number."),
    "facts_changed": (
        "同一持证人、同一版式，学时、日期或活动不同。",
        "Same holder and layout, other hours, dates or title.",
    ),
    "other_holder": (
        "同一版式、同一培训，持证人不同；同班学员通常如此。",
        "Same layout and training, another holder: usual among classmates.",
    ),
    "holder_unread": (
        "同一培训，但无法判断是否同一持证人。",
        "Same training; whose it is cannot be told.",
    ),
    "same_event": (
        "活动名称、时间或单位一致，材料种类不同。",
        "Title, time or bodies agree; it is another kind of proof.",
    ),
    "other_event": ("版式相同，培训不同。", "Same layout, another training."),
    "nothing_common": (
        "版式不同，读出的内容也不足以认为有关。",
        "Other layout, and what was read does not connect them.",
    ),
    "not_comparable": (
        "图像差异过大或无法对齐，图像部分没有结论。",
        "The pictures differ grossly or cannot be aligned: nothing is said about them.",
    ),
    "seal_repeats": (
        "印章印迹重合；印刷的印章如此属正常，手盖的印章则需要查看。",
        "The seals' impressions are equal: usual if printed, to be looked at if stamped by hand.",
    ),
    "stamped_class": (
        "本班其他材料上的印章角度各不相同，应为手盖；这两份的印迹却重合。可能出于巧合，请查看。",
        "Others of the class carry the seal in turns of their own, as a hand stamps it; on these"
        " two it is one impression. That can be chance: please look.",
    ),
}
