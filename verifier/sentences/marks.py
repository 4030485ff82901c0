"""What is said of the marks in a file: codes, signatures, seals, text that is not seen.

None accuses: a difference has innocent causes, which a person can tell from others.
"""

from __future__ import annotations

from verifier.reasons import Reason
from verifier.sentences.sentence import ASK_PERSON, Sentence

_LOOK_AT_SIGNATURE = (
    "请用 PDF 阅读器查看签名，或向签发单位核实。",
    "Look at the signature with a PDF reader, or ask the body that signed.",
)
_LOOK_AT_SEAL = (
    "请审核人看印章放大图，必要时向发证单位核实；不影响其他内容的核查。",
    "A reviewer looks at the seal enlarged and asks the issuer if need be.",
)

MARK_SENTENCES: dict[Reason, Sentence] = {
    Reason.CODE_AGREES: Sentence(
        "图码与证书所载一致：{agreed}。", "The code agrees with the print: {agreed}."
    ),
    Reason.CODE_DIFFERS: Sentence(
        "图码与证书所载不同：{differences}。",
        "The code differs from the print: {differences}.",
        "请审核人对照图像核对，必要时向发证单位核实。",
        "A reviewer compares with the picture and asks the issuer if need be.",
    ),
    Reason.CODE_NOT_COMPARED: Sentence(
        "图码内容：{code}（未打开任何网址；没有可对照的编号）。",
        "The code says: {code} (no address was opened; it holds no number to compare).",
        "需要时请审核人自行查询，先确认网址 {host} 属于发证单位。",
        "A reviewer may look it up, once sure that {host} is the issuer's.",
    ),
    Reason.SIGNATURE_INTACT: Sentence(
        "电子签名完整，签名后没有改动；签名人自称 {signer}，是否可信未核对。",
        "The electronic signature is intact and nothing was changed after it; "
        "the signer calls itself {signer}, which was not checked.",
    ),
    Reason.SIGNATURE_TRUSTED: Sentence(
        "电子签名完整，签名人 {signer} 的证书受信任（未查询是否已吊销）。",
        "The electronic signature is intact and the certificate of {signer} is trusted "
        "(whether it was revoked was not looked up).",
    ),
    Reason.SIGNATURE_UNTRUSTED: Sentence(
        "电子签名完整，但签名人 {signer} 的证书不在受信任之列。",
        "The electronic signature is intact, but the certificate of {signer} is not among the "
        "trusted ones.",
        *_LOOK_AT_SIGNATURE,
    ),
    Reason.SIGNATURE_BROKEN: Sentence(
        "文件内容与电子签名（{signer}）不符，可能在签名后有过改动，也可能是传输或另存造成。",
        "The content does not fit the electronic signature ({signer}): it was changed after "
        "signing, or damaged on the way.",
        *_LOOK_AT_SIGNATURE,
    ),
    Reason.SIGNATURE_UNREADABLE: Sentence(
        "文件带有电子签名，但无法读取或其算法不可靠。",
        "The file has an electronic signature that cannot be read or rests on a weak method.",
        *_LOOK_AT_SIGNATURE,
    ),
    Reason.CHANGED_AFTER_SIGNING: Sentence(
        "文件在电子签名（{signer}）之后有超出签名许可的改动。",
        "After the electronic signature ({signer}) the file was changed in ways that it does "
        "not provide for.",
        *_LOOK_AT_SIGNATURE,
    ),
    Reason.SIGNATURE_COVERS_PART: Sentence(
        "电子签名（{signer}）没有覆盖整个文件，无法据此判断有无改动。",
        "The electronic signature ({signer}) does not cover the whole file, so it cannot show "
        "whether anything was changed.",
        *_LOOK_AT_SIGNATURE,
    ),
    Reason.SEAL_AGREES: Sentence(
        "印章（{seals}）与证书上写明的单位一致。",
        "The seal ({seals}) is of a body on the paper.",
    ),
    Reason.SEAL_DIFFERS: Sentence(
        "印章读作“{seals}”，证书上写明的单位是“{printed}”；备案名册中对应：{listed}。",
        "The seal reads “{seals}”, the paper names “{printed}”; on the office's lists: {listed}.",
        *_LOOK_AT_SEAL,
    ),
    Reason.SECOND_SEAL_DIFFERS: Sentence(
        "另有一枚印章读作“{seals}”，证书上没有写明该单位（写明的是“{printed}”）。",
        "A further seal reads “{seals}”, which the paper does not name (it names “{printed}”).",
        *_LOOK_AT_SEAL,
    ),
    Reason.SEAL_NOT_COMPARED: Sentence(
        "印章只读出“{seals}”，不足以与“{printed}”对照。",
        "Of the seal only “{seals}” was read, too little to compare with “{printed}”.",
        "需要时请审核人看印章放大图。",
        "A reviewer may look at the seal enlarged.",
    ),
    Reason.SEAL_SEEN: Sentence("盖有印章（{found} 枚）。", "Seals are there ({found})."),
    Reason.SEAL_NOT_SEEN: Sentence(
        "没有找到单位印章；颜色很淡、盖在图案上或无色的印章可能找不到。",
        "No body's seal was found; a pale one, one on a pattern or without colour may be missed.",
        *_LOOK_AT_SEAL,
    ),
    Reason.SEAL_NOT_SEEN_WHERE_ASKED: Sentence(
        "证书上留有盖章处，但没有找到印章。",
        "The paper has a place for a seal, and none was found.",
        *_LOOK_AT_SEAL,
    ),
    Reason.READINGS_DIFFER: Sentence(
        "文件内不可见的文字与画面不同（{field}）：{differences}。已以画面为准。",
        "Text in the file that cannot be seen differs from the picture ({field}): {differences}. "
        "The picture was believed.",
        *ASK_PERSON,
    ),
    Reason.TEXT_CONTRADICTS: Sentence(
        "文件的文字层与画面不同：{differences}。已以画面为准。",
        "The text layer differs from the picture: {differences}. The picture was believed.",
        *ASK_PERSON,
    ),
    Reason.TEXT_HIDDEN: Sentence(
        "文件内有画面上看不见的文字（{hiding}），未采用：{texts}。",
        "The file holds text that cannot be seen ({hiding}), which was left out: {texts}.",
        *ASK_PERSON,
    ),
    Reason.DIGITS_DIFFER: Sentence(
        "“{numbers}”中的“{digits}”与旁边的数字清晰程度不同；后来填写的数字也会这样。",
        "In “{numbers}” the edges of “{digits}” differ from those of the digits beside; what was "
        "filled in later does, too.",
        "请审核人看放大图确认，必要时核对原件；单凭这一点不能下结论。",
        "A reviewer confirms with the picture enlarged, or the paper; it proves nothing by itself.",
    ),
    Reason.SIGNATURE_NOT_CHECKED: Sentence(
        "文件带有电子签章（{signer}），本程序不能核验。",
        "The file bears an electronic seal ({signer}), which this program cannot verify.",
        *ASK_PERSON,
    ),
}
