"""A difference between two papers of a claim stands on both of their pages."""

from __future__ import annotations

import json

from tests.web.conftest import REPORT, Site
from verifier.store import documents, jobs, submissions
from verifier.store.submissions import NewClaim, Upload

HERE, THERE = [0.4, 0.4, 0.5, 0.43], [0.2, 0.6, 0.3, 0.63]
DIFFERENCE = {
    "rule": "bundle-hours", "outcome": "failed", "consequence": "review", "reason": "documents-differ",
    "clause": {"policy": "guangzhou-education-2021", "locator": "通用核对", "catalogue": ["general"]},
    "message": "学时不一致。 The hours differ.", "fields": ["hours"],
    "evidence": [{"page": 1, "box": HERE}, {"page": 1, "box": THERE, "file": "情况说明.jpg"}],
    "remedy": "请对照。 Compare them.",
}  # fmt: skip


def claim_of_two(site: Site) -> int:
    names = ("证书.jpg", "情况说明.jpg")
    uploads = [Upload(site.desk.blobs.put(name.encode()), 1, name) for name in names]
    picture = site.desk.blobs.put(b"\xff\xd8picture")
    with site.desk.database.writing() as connection:
        number = submissions.submit(
            connection,
            NewClaim("guangzhou-education-2021", site.school, holder_name="林晓芸"),
            uploads, pipeline="test", by=site.people["teacher"],
        )  # fmt: skip
        (held,) = jobs.lease(connection, "test", 1)
        readings = tuple(
            (
                key,
                json.loads(json.dumps(REPORT)) | {"findings": [DIFFERENCE] if not order else []},
                (picture,),
            )
            for order, (key, _, _) in enumerate(held.documents)
        )
        assert jobs.complete(connection, held, jobs.Result(readings, "review", 1, None))
    return number


def test_the_place_in_the_other_paper_is_marked_there_and_linked(site):
    number = claim_of_two(site)
    with site.desk.database.reading() as connection:
        mine, theirs = documents.of_claim(connection, number)
    page = site.sign_in("first").get(f"/claims/{number}").text
    first, second = page.split('data-page="d2-p1"')
    mark = 'class="evidence" data-box="d1-f0" x="{}"'
    assert mark.format(HERE[0]) in first or mark.replace("f0", "f1").format(HERE[0]) in first
    assert mark.format(THERE[0]) in second or mark.replace("f0", "f1").format(THERE[0]) in second
    assert f'x="{THERE[0]}"' not in first
    assert f"/compare?left={mine.id}&amp;right={theirs.id}" in first
    assert "对照 情况说明.jpg 第 1 页" in page


def test_a_page_of_an_article_says_whose_it_is(site):
    number = site.claim(read=False)
    picture = site.desk.blobs.put(b"\xff\xd8picture")
    with site.desk.database.writing() as connection:
        (held,) = jobs.lease(connection, "test", 1)
        ((key, _, _),) = held.documents
        made = ((key, json.loads(json.dumps(REPORT)) | {"part_of": "正文.jpg"}, (picture,)),)
        assert jobs.complete(connection, held, jobs.Result(made, "ready", 0, None))
    page = site.sign_in("first").get(f"/claims/{number}").text
    assert "正文.jpg 的一页，与它一并核查" in page
