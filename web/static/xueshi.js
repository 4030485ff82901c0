// Fields, findings and places light one another; keys for everything. htmx exchanges the parts
// that change. Every form and link works without either.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const boxes = (id) => all(`[data-box="${CSS.escape(id)}"]`);
  const rows = () => all("[data-finding], [data-field]");
  const rowOf = (target) => target.closest?.("[data-finding], [data-field]");

  function dim() {
    all(".lit, .lit-row").forEach((one) => one.classList.remove("lit", "lit-row"));
  }
  function whole() {
    all(".sheet").forEach((sheet) => { sheet.style.transform = ""; });
  }
  // Brings a place to the middle of its page, enlarged so that it can be read.
  function zoom(rect) {
    const sheet = rect.closest(".sheet");
    const side = Math.max(rect.width.baseVal.value, rect.height.baseVal.value * 1.4, 0.05);
    const scale = Math.min(3, Math.max(1, 0.6 / side));
    const x = rect.x.baseVal.value + rect.width.baseVal.value / 2;
    const y = rect.y.baseVal.value + rect.height.baseVal.value / 2;
    const shift = (at) => Math.min(0, Math.max(1 - scale, 0.5 - at * scale)) * 100;
    whole();
    sheet.style.transform = `translate(${shift(x)}%, ${shift(y)}%) scale(${scale})`;
    const page = sheet.closest(".page");
    const view = page.getBoundingClientRect();
    if (view.bottom < 0 || view.top > innerHeight) page.scrollIntoView({ block: "nearest" });
  }
  function light(row) {
    dim();
    row.classList.add(row.hasAttribute("data-field") ? "lit" : "lit-row");
    const ids = [row.id, ...(row.dataset.fields || "").split(" ").filter(Boolean)];
    let first = null;
    ids.forEach((id) => {
      boxes(id).forEach((box) => { box.classList.add("lit"); first = first || box; });
      if (id !== row.id && byId(id)) byId(id).classList.add("lit");
    });
    if (row.hasAttribute("data-field")) {
      rows().filter((one) => (one.dataset.fields || "").split(" ").includes(row.id))
        .forEach((one) => one.classList.add("lit-row"));
    }
    if (first) zoom(first); else whole();
  }
  document.addEventListener("focusin", (event) => {
    const row = rowOf(event.target);
    if (row === event.target) light(row);
  });
  document.addEventListener("click", (event) => {
    const box = event.target.closest(".sheet rect:not(.evidence)");
    const row = box ? byId(box.dataset.box) : rowOf(event.target);
    if (row && !event.target.closest("form, summary, a")) row.focus();
    // A return or a void needs a reason: the first press opens the place for it.
    if (event.target.closest("[data-needs-reason]") && !reasonGiven()) event.preventDefault();
    if (event.target.closest("[data-help]")) byId("keys").showModal();
  });
  function reasonGiven() {
    const reasons = document.querySelector(".reasons");
    if (reasons.querySelector("input:checked") || reasons.querySelector("[name=comment]").value.trim()) return true;
    reasons.open = true;
    (reasons.querySelector("input[type=checkbox]") || reasons.querySelector("[name=comment]")).focus();
    return false;
  }

  function step(list, by) {
    const at = list.indexOf(document.activeElement);
    const next = list[Math.min(list.length - 1, Math.max(0, at + by))];
    if (next) next.focus();
  }
  // Opens the place to set the field right that has the focus.
  function edit() {
    const place = document.activeElement.querySelector?.("details.correct");
    if (!place) return;
    place.open = true;
    const field = place.querySelector("input[name=new]");
    field.focus();
    field.select();
  }
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.("details[data-focus][open]")) event.target.querySelector("input:not([type=hidden]), select")?.focus();
  }, true);
  const moves = {
    j: () => step(steps(), 1), k: () => step(steps(), -1), e: edit,
    "?": () => byId("keys")?.showModal(), q: () => { if (byId("keys")) location.href = "/queue"; },
  };
  function steps() {
    const links = all("[data-list] tbody a");
    return links.length ? links : rows().filter((row) => row.checkVisibility() && row.tabIndex >= 0);
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") {
      dim(); whole(); document.activeElement.blur();
      all("details.menu[open], details.correct[open]").forEach((one) => { one.open = false; });
      return;
    }
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (target) { event.preventDefault(); target.click(); } else if (moves[event.key]) { event.preventDefault(); moves[event.key](); }
  });

  // What is being read or judged tells by itself when it is done; its parts are fetched then.
  // The first part takes the place of the element that waited.
  function listen(waiting) {
    const stream = new EventSource(waiting.dataset.events);
    stream.addEventListener("waiting", (event) => {
      // the same words again would be read out again
      if (event.data && event.data !== waiting.textContent) waiting.textContent = event.data;
    });
    stream.addEventListener("part", () => {
      htmx.ajax("GET", location.href, { target: "#read", select: "#read", swap: "outerHTML" });
    });
    stream.addEventListener("read", () => {
      stream.close();
      const [first, ...others] = waiting.dataset.parts.split(",");
      htmx.ajax("GET", location.href, { target: first, select: first, swap: "outerHTML", selectOOB: others.join(",") });
    });
    // a part that is exchanged takes its stream with it
    document.addEventListener("htmx:afterSwap", () => { if (!waiting.isConnected) stream.close(); });
  }
  // The picture that comes next is fetched while this one is looked at.
  function fetchAhead(link) { new Image().src = link.dataset.ahead; }

  htmx.onLoad((part) => {
    const found = (selector) => (part.matches?.(selector) ? [part] : all(selector, part));
    found("[data-events]").forEach(listen);
    found("[data-ahead]").forEach(fetchAhead);
  });
  // After a field was set right the focus goes back to it, also where its row is another now.
  let mended = null;
  document.addEventListener("htmx:beforeRequest", (event) => { mended = event.detail.elt.closest("[data-field]")?.id ?? mended; });
  document.addEventListener("htmx:afterSettle", () => { if (mended) byId(mended)?.focus(); mended = null; });
  document.documentElement.dataset.ready = "";
})();
