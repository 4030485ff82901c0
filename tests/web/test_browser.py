"""In the system's Chromium: keyboard only, phone and desk, both languages, nothing from elsewhere."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from datetime import date
from importlib import resources

import numpy as np
import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from extractor.pictures import encode_page
from tests.web.conftest import REPORT
from tests.web.test_trainings import submit
from verifier.store import claims, jobs, relations, review, typefaces
from verifier.store.claims import State

pytestmark = pytest.mark.browser
PASSWORD = "correct horse"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(site) -> Iterator[str]:
    """The application behind a real socket."""
    config = uvicorn.Config(site.client.app, port=0, log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


class Visit:
    """A reader's window, with everything that went wrong in it."""

    def __init__(self, browser: Browser, address: str, **options: object) -> None:
        wide = {"viewport": {"width": 1280, "height": 800}, "locale": "zh-CN"}
        self.context: BrowserContext = browser.new_context(**{**wide, **options})
        self.page: Page = self.context.new_page()
        self.address = address
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.page.on(
            "console", lambda said: self.wrong.append(said.text) if said.type == "error" else None
        )
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def sign_in(self, login: str) -> None:
        self.page.goto(f"{self.address}/sign-in")
        expect(self.page.locator("[name=login]")).to_be_focused()
        self.page.keyboard.type(login)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"{self.address}/{'my' if login == 'teacher' else 'queue'}")

    def leave(self) -> None:
        assert self.wrong == []
        assert all(url.startswith((self.address, "blob:", "data:")) for url in self.asked)
        self.context.close()


def press(page: Page, key: str) -> None:
    """Press a key once the page's script listens."""
    page.locator("html[data-ready]").wait_for(state="attached")
    page.keyboard.press(key)


def overflows(page: Page) -> bool:
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


def test_a_claim_is_confirmed_in_both_stages_by_keyboard_alone(chromium, address, site):
    one, two = site.claim(1, doubts=0), site.claim(2, doubts=0)
    for login in ("first", "second"):
        visit = Visit(chromium, address)
        visit.sign_in(login)
        press(visit.page, "j")
        press(visit.page, "Enter")
        visit.page.wait_for_url(f"{address}/claims/{one}")
        press(visit.page, "y")
        visit.page.wait_for_url(f"{address}/claims/{two}?undo=*")
        press(visit.page, "y")
        visit.page.wait_for_url(f"{address}/queue?undo=*")
        visit.leave()
    assert {site.get(n).state for n in (one, two)} == {State.CONFIRMED}


def test_a_return_asks_for_its_reason_and_undo_takes_it_back(chromium, address, site):
    number = site.claim()
    site.claim(2)
    visit = Visit(chromium, address)
    visit.sign_in("first")
    page = visit.page
    page.goto(f"{address}/claims/{number}")
    press(page, "r")
    box = page.locator(".reasons input[type=checkbox]").first
    expect(box).to_be_focused()
    press(page, "Space")
    press(page, "r")
    page.wait_for_url("**undo=*")
    assert site.get(number).state is State.RETURNED
    press(page, "u")
    page.wait_for_url(f"{address}/claims/{number}")
    assert site.get(number).state is State.FIRST
    visit.leave()


def test_field_finding_and_place_light_one_another(chromium, address, site):
    visit = Visit(chromium, address)
    visit.sign_in("first")
    page = visit.page
    page.goto(f"{address}/claims/{site.claim()}")
    press(page, "j")
    finding = page.locator("#d1-f1")
    expect(finding).to_be_focused()
    expect(page.locator("#d1-hours")).to_have_class("doubtful lit")
    expect(page.locator('[data-box="d1-hours"]')).to_have_class("lit")
    assert "scale" in page.locator(".sheet").first.evaluate("one => one.style.transform")
    press(page, "j")  # how the hours come about lights the hours too
    expect(page.locator("#d1-steps")).to_be_focused()
    expect(page.locator('[data-box="d1-hours"]')).to_have_class("lit")
    press(page, "j")
    expect(page.locator("#d1-holder_name")).to_be_focused()
    press(page, "Escape")
    assert page.locator(".sheet").first.evaluate("one => one.style.transform") == ""
    expect(page.locator(".lit")).to_have_count(0)
    page.locator('[data-box="d1-hours"]').dispatch_event("click")
    expect(page.locator("#d1-hours")).to_be_focused()
    expect(finding).to_have_class("finding failed return lit-row")
    press(page, "Escape")
    press(page, "?")
    expect(page.locator("dialog")).to_be_visible()
    visit.leave()


@pytest.mark.parametrize("width", [390, 1280])
def test_what_shows_an_original_is_shown_in_its_size(chromium, address, site, width):
    number = site.claim(read=False)
    seal = site.desk.blobs.put(encode_page(np.full((240, 300, 3), 180, np.uint8)))
    report = {
        **REPORT,
        "originality": {
            "assessment": "copy", "reason": "GREY_SEAL_IN_COLOUR", "signals": [],
            "message": "圆章无颜色。 The seal has no colour.", "next_step": "请用原件重拍。 Capture it.",
        },
    }  # fmt: skip
    with site.desk.database.writing() as connection:
        [held] = jobs.lease(connection, "test", 10)
        paper = held.documents[0][0]
        shown = {"seal-1": seal, "seal-1-grey": seal, "saturation-1": seal}
        made = ((paper, report, (seal,)),)
        assert jobs.complete(
            connection, held, jobs.Result(made, "review", 1, None, details={paper: shown})
        )
    visit = Visit(chromium, address, viewport={"width": width, "height": 800})
    visit.sign_in("first")
    visit.page.goto(f"{address}/claims/{number}")
    pictures = visit.page.locator("figure.shown img")
    assert pictures.count() == 2
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("naturalWidth", 300)
        room = picture.evaluate("image => image.closest('section').clientWidth")
        box = picture.bounding_box()
        assert box is not None
        assert box["width"] == pytest.approx(min(300, room), abs=1)
    assert not overflows(visit.page)
    visit.leave()


def test_keys_do_nothing_while_somebody_writes(chromium, address, site):
    number = site.claim()
    visit = Visit(chromium, address)
    visit.sign_in("first")
    visit.page.goto(f"{address}/claims/{number}")
    visit.page.locator("[name=hours]").click()
    visit.page.keyboard.type("yrv")
    assert site.get(number).state is State.FIRST
    visit.leave()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_no_page_is_wider_than_its_window(chromium, address, site, width, locale):
    number = site.claim()
    visit = Visit(chromium, address, viewport={"width": width, "height": 740}, locale=locale)
    assert visit.page.goto(f"{address}/sign-in") is not None
    assert not overflows(visit.page)
    visit.sign_in("first")
    one, two = related(site)
    people = site.people["teacher"].id
    visit.page.goto(f"{address}/trainings")
    training = visit.page.locator("tbody a").first.get_attribute("href")
    for path in ("/queue", f"/claims/{number}", "/submit", "/claims/999", "/overview", "/lists",
                 f"/units/{site.school}", "/trainings", training, f"/relations/{one}/{two}",
                 f"/compare?left={one}&right={two}", f"/people/{people}/year"):  # fmt: skip
        visit.page.goto(address + path)
        visit.page.evaluate(
            "document.querySelectorAll('td details').forEach(one => one.open = true)"
        )
        visit.page.wait_for_load_state("networkidle")
        assert not overflows(visit.page), path
    visit.wrong.clear()  # the page that is not there is told as an error of the network
    visit.leave()


def test_a_teacher_submits_from_a_phone_without_script(chromium, address, site, tmp_path):
    paper = tmp_path / "证书.jpg"
    paper.write_bytes(b"\xff\xd8 paper")
    visit = Visit(
        chromium, address, viewport={"width": 360, "height": 740}, java_script_enabled=False
    )
    visit.sign_in("teacher")
    visit.page.goto(f"{address}/submit")
    visit.page.locator("[name=files]").set_input_files(paper)
    visit.page.locator("[name=title]").fill("骨干教师培训")
    visit.page.get_by_role("button", name="提交").click()
    visit.page.wait_for_url("**/claims/*")
    assert "正在识别" in visit.page.content()
    assert site.get(1).title == "骨干教师培训"
    visit.leave()


def read_one(site) -> None:
    """Finish the reading that is next, and no other."""
    with site.desk.database.writing() as connection:
        (held,) = jobs.lease(connection, "test", 1)
        readings = tuple((number, dict(REPORT), ()) for number, _, _ in held.documents)
        assert jobs.complete(connection, held, jobs.Result(readings, "return", 1, None))


def related(site) -> tuple[int, int]:
    """Return two papers of a class, the one like the other."""
    (_, one), (_, two), _ = (submit(site, n) for n in range(1, 4))
    spot = {"page": 1, "box": [0.2, 0.2, 0.4, 0.3]}
    report = {
        "relation": "altered", "unread": ["issue_date"], "pages": [], "weights": {},
        "reasons": [{"code": "number_kept", "text": "证书编号相同。 The number is the same."}],
        "compared": [{"field": "hours", "match": "different", "weight": -3.1,
                      "a": {"value": 48, "confidence": 0.9, **spot},
                      "b": {"value": 88, "confidence": 0.9, **spot}}],
        "regions": [{"field": "hours", "a": spot, "b": spot}],
    }  # fmt: skip
    found = relations.Found(one, two, "altered", report, site.desk.blobs.put(b"\xff\xd8both"))
    with site.desk.database.writing() as connection:
        relations.note(connection, [one], [found])
        strips = site.desk.blobs.put(encode_page(np.full((400, 1000, 3), 236, np.uint8)))
        told = typefaces.SetOtherwise(two, one, "certificate_number", strips)
        typefaces.note(connection, [two], [told])
    return one, two


def prechecked(site, *, read: bool) -> str:
    """Return the secret of a pre-check, whose reading waits unless it is read."""
    answer = site.client.post(
        "/precheck", data={"policy": "guangzhou-education-2021"},
        files=[("files", ("a.jpg", f"pre {read}".encode(), "image/jpeg"))],
    )  # fmt: skip
    if read:
        site.read()
    return answer.headers["location"].rpartition("/")[2]


AXE = resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def filed(site) -> None:
    """Let two claims lie in batches of a notice that files by month."""
    days = {site.claim(n): day for n, day in ((31, date(2021, 10, 3)), (32, claims.today()))}
    with site.desk.database.writing() as connection:
        for number, day in days.items():
            claims.change(
                connection, site.get(number), policy="kaifeng-hr-2021", state="confirmed",
                confirmed_on=day, awarded=40,
            )  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_to_object_to(chromium, address, site, scheme, width):
    number = site.claim()
    returned = site.claim(2)
    with site.desk.database.writing() as connection:
        version = claims.get(connection, returned, site.people["first"]).version
        review.decide(
            connection, returned, version, claims.Decided.RETURN, by=site.people["first"],
            reasons=["translation 五(三)2"], supplement_by=date(2021, 12, 10),
        )  # fmt: skip
    filed(site)
    size = {"width": width, "height": 800}
    # the checker is put into the page from outside, which the page's own policy forbids
    visit = Visit(chromium, address, viewport=size, color_scheme=scheme, bypass_csp=True)
    visit.page.add_init_script(AXE)
    found = []

    def again(login: str) -> None:
        visit.context.clear_cookies()
        visit.sign_in(login)

    def look(path: str) -> None:
        visit.page.goto(address + path)
        look_here(path)

    def look_here(path: str) -> None:
        told = visit.page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
        )
        assert len(told["passes"]) > 10  # it did look
        found.extend(
            (
                path,
                one["id"],
                one["nodes"][0]["html"][:160],
                one["nodes"][0].get("failureSummary", "")[:300],
            )
            for one in told["violations"]
        )

    one, two = related(site)
    look("/sign-in")
    look("/precheck")
    secret = prechecked(site, read=True)
    look(f"/precheck/{secret}")
    look(f"/precheck/{prechecked(site, read=False)}")
    site.read()
    visit.sign_in("first")
    people, school = site.people["teacher"].id, site.school
    visit.page.goto(f"{address}/trainings")
    training = visit.page.locator("tbody a").first.get_attribute("href")
    for path in ("/queue", "/queue?overdue=true", "/queue?unsupplied=true", "/overview", f"/units/{school}", "/trainings", training,
                 "/lists", f"/claims/{number}", f"/relations/{one}/{two}", f"/compare?left={one}&right={two}",
                 f"/people/{people}/year", f"/claims/{returned}/notice", f"/claims/{returned}", "/sample", "/claims/999"):  # fmt: skip
        look(path)
    visit.page.goto(f"{address}/claims/{number}")
    press(visit.page, "?")
    look_here("keys")
    press(visit.page, "Escape")
    visit.page.goto(f"{address}{training}")
    visit.page.locator("[data-key=p]").click()
    visit.page.wait_for_url("**/bulk/preview")
    look_here("preview")
    visit.page.locator("[data-key=y]").click()
    visit.page.wait_for_url("**/bulk/confirm")
    look_here("confirmed together")
    again("teacher")
    for path in ("/my", "/submit", "/my/year", f"/claims/{returned}"):
        look(path)
    again("second")
    for path in ("/queue", "/courses"):
        look(path)
    again("auditor")
    for path in ("/trail", "/trail/verify"):
        look(path)
    assert found == []
    visit.wrong.clear()
    visit.leave()


def test_everything_can_be_reached_and_named(chromium, address, site):
    """What a screen reader needs: names for controls, one main part, headings, labels."""
    number = site.claim()
    visit = Visit(chromium, address)
    visit.sign_in("first")
    for path in ("/queue", f"/claims/{number}", "/submit"):
        visit.page.goto(address + path)
        nameless = visit.page.evaluate(
            """[...document.querySelectorAll("button, a[href], input:not([type=hidden]), select")]
               .filter((one) => !(one.textContent.trim() || one.getAttribute("aria-label")
                 || one.labels?.length)).map((one) => one.outerHTML)"""
        )
        assert nameless == []
        assert visit.page.locator("main").count() == 1
        assert visit.page.locator("h1").count() == 1
        assert visit.page.evaluate("[...document.images].every((one) => one.hasAttribute('alt'))")
    visit.leave()


def paper(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"\xff\xd8 " + name.encode())
    return path


def press_until(page: Page, selector: str) -> None:
    """Go on with the tab key until something has the focus."""
    for _ in range(60):
        if page.evaluate("one => document.activeElement?.matches(one) ?? false", selector):
            return
        press(page, "Tab")
    raise AssertionError(selector)


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_from_upload_over_a_return_to_confirmed_by_keyboard_alone(
    chromium, address, site, tmp_path, locale
):
    teacher = Visit(chromium, address, locale=locale)
    teacher.sign_in("teacher")
    page = teacher.page
    page.goto(f"{address}/submit")
    press_until(page, "[name=files]")
    with page.expect_file_chooser() as chooser:
        press(page, "Space")
    chooser.value.set_files(paper(tmp_path, "证书.jpg"))
    press_until(page, "[name=title]")
    page.keyboard.type("骨干教师培训")
    press(page, "Enter")
    page.wait_for_url("**/claims/1")
    site.read()
    first = Visit(chromium, address, locale=locale)
    first.sign_in("first")
    press(first.page, "j")
    press(first.page, "Enter")
    first.page.wait_for_url("**/claims/1")
    press(first.page, "r")
    press(first.page, "Space")
    press(first.page, "r")
    first.page.wait_for_url("**/queue?undo=*")
    page.goto(f"{address}/claims/1")
    press_until(page, "[name=files]")
    with page.expect_file_chooser() as chooser:
        press(page, "Space")
    chooser.value.set_files(paper(tmp_path, "译文.jpg"))
    press_until(page, "form[enctype] button")
    press(page, "Enter")
    expect(page.locator("[data-events]")).to_be_visible()
    site.read(doubts=0)
    expect(page.locator("[data-events]")).to_have_count(0)  # told by itself
    for login in ("first", "second"):
        visit = first if login == "first" else Visit(chromium, address, locale=locale)
        if login == "second":
            visit.sign_in("second")
        visit.page.goto(f"{address}/claims/1")
        expect(visit.page.locator("article.document")).to_have_count(2)
        press(visit.page, "y")
        visit.page.wait_for_url("**/queue?undo=*")
        visit.leave()
    found = site.get(1)
    assert (found.state, found.round) == (State.CONFIRMED, 2)
    teacher.leave()


def test_a_pre_check_on_a_phone_tells_when_it_is_read(chromium, address, site, tmp_path):
    visit = Visit(chromium, address, viewport={"width": 360, "height": 740}, has_touch=True)
    page = visit.page
    page.goto(f"{address}/precheck")
    assert not overflows(page)
    page.locator("[name=files]").set_input_files(
        [paper(tmp_path, "一.jpg"), paper(tmp_path, "二.jpg")]
    )
    page.locator("button.main").tap()
    page.wait_for_url("**/precheck/*")
    expect(page.locator("[data-events]")).to_be_visible()
    read_one(site)
    expect(page.locator("article.document")).to_have_count(1)  # as it comes
    expect(page.locator("#read")).to_contain_text("1 / 2")
    site.read()
    expect(page.get_by_role("link", name="登录后提交")).to_be_visible()
    expect(page.locator("article.document")).to_have_count(2)
    expect(page.locator(".remedy").first).to_contain_text("请补交译文。")
    assert not overflows(page)
    expect(page.get_by_role("link", name="登录后提交")).to_be_visible()
    visit.wrong.clear()  # the pictures of the fake reading are no pictures
    visit.leave()


def test_a_class_of_forty_is_confirmed_in_five_keys_and_undone_in_one(chromium, address, site):
    numbers = [submit(site, n)[0] for n in range(1, 41)]
    visit = Visit(chromium, address)
    visit.sign_in("first")
    page = visit.page
    page.goto(f"{address}/queue")
    press(page, "g")
    page.wait_for_url("**/trainings")
    press(page, "j")
    press(page, "Enter")
    page.wait_for_url("**/trainings/*")
    press(page, "p")
    page.wait_for_url("**/bulk/preview")
    press(page, "y")
    page.wait_for_url("**/bulk/confirm")
    assert {site.get(number).state for number in numbers} == {State.SECOND}
    press(page, "u")
    page.wait_for_url("**/queue")
    assert {site.get(number).state for number in numbers} == {State.FIRST}
    assert visit.wrong == []


def test_a_field_is_set_right_in_place_and_the_hours_follow(chromium, address, site):
    number = site.claim()
    visit = Visit(chromium, address)
    visit.sign_in("first")
    page = visit.page
    page.goto(f"{address}/claims/{number}")
    page.evaluate("document.body.dataset.same = ''")  # the page is not loaded again
    page.locator("#d1-hours").focus()
    press(page, "e")
    page.keyboard.type("16")
    press(page, "Enter")
    expect(page.locator("#d1-hours")).to_be_focused()
    expect(page.locator("#d1-hours dd")).to_contain_text("识别为 40")
    expect(page.locator("#waiting")).to_contain_text("正在按更正重新核查")
    version = page.locator("#basis [name=version]").input_value()
    site.read()
    expect(page.locator("#waiting")).to_be_hidden()
    expect(page.locator("#basis [name=version]")).not_to_have_value(version)
    press(page, "t")
    expect(page.locator(".handling")).to_contain_text("放回队列")
    press(page, "t")
    expect(page.locator(".handling")).to_contain_text("受理")
    assert page.evaluate("'same' in document.body.dataset")
    press(page, "y")
    page.wait_for_url("**/queue?undo=*")
    assert site.get(number).state is State.SECOND
    visit.wrong = [said for said in visit.wrong if "content-security" in said.lower()]
    visit.leave()


def test_a_claim_is_passed_on_by_keyboard(chromium, address, site):
    number = site.claim()
    visit = Visit(chromium, address)
    visit.sign_in("first")
    visit.page.goto(f"{address}/claims/{number}")
    press(visit.page, "s")
    expect(visit.page.locator("[name=to]")).to_be_focused()
    press(visit.page, "Tab")
    press(visit.page, "Enter")
    visit.page.wait_for_url("**/queue")
    assert site.get(number).taken_by == site.people["other"].id


def test_the_queue_is_filtered_in_place_and_goes_back(chromium, address, site):
    for n in range(1, 4):
        submit(site, n)
    visit = Visit(chromium, address)
    visit.sign_in("first")
    page = visit.page
    page.goto(f"{address}/queue")
    page.evaluate("document.body.dataset.same = ''")
    page.locator("[name=text]").press_sequentially("老师02")
    expect(page.locator("#found tbody tr")).to_have_count(1)
    expect(page.locator("[name=text]")).to_be_focused()
    expect(page).to_have_url(re.compile("text=%E8%80%81%E5%B8%8802"))
    assert page.evaluate("'same' in document.body.dataset")
    assert page.evaluate("localStorage.length") == 0  # nobody's data stays in the browser
    page.go_back()
    expect(page.locator("#found tbody tr")).to_have_count(3)
    visit.context.clear_cookies()
    page.locator("[name=recommendation]").select_option("ready")
    page.wait_for_url("**/sign-in?next=**")
    visit.wrong.clear()  # 401 is told as an error of the network
    visit.leave()


def test_the_queue_and_a_correction_work_without_script(chromium, address, site):
    number = site.claim()
    visit = Visit(chromium, address, java_script_enabled=False)
    visit.sign_in("first")
    page = visit.page
    page.locator("[name=text]").fill("林晓芸")
    page.get_by_role("button", name="筛选").click()
    page.wait_for_url("**/queue?text=*")
    page.get_by_role("link", name="林晓芸").click()
    row = page.locator("#d1-hours")
    row.hover()
    row.locator("summary").click()
    row.locator("[name=new]").fill("16")
    row.get_by_role("button", name="保存").click()
    page.wait_for_url(f"**/claims/{number}")
    expect(page.locator("#d1-hours dd")).to_contain_text("16")
    page.get_by_role("button", name="受理").click()
    expect(page.locator(".handling")).to_contain_text("放回队列")
    visit.wrong.clear()
    visit.leave()
