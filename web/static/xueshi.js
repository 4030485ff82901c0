// Fields, findings and places light one another; keys for everything. Forms work without it.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const boxes = (id) => document.querySelectorAll(`[data-box="${CSS.escape(id)}"]`);
  const rows = [...document.querySelectorAll("[data-finding], [data-field]")];

  function dim() {
    document.querySelectorAll(".lit, .lit-row").forEach((one) => one.classList.remove("lit", "lit-row"));
  }
  function whole() {
    document.querySelectorAll(".sheet").forEach((sheet) => { sheet.style.transform = ""; });
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
      rows.filter((one) => (one.dataset.fields || "").split(" ").includes(row.id))
        .forEach((one) => one.classList.add("lit-row"));
    }
    if (first) zoom(first); else whole();
  }
  rows.forEach((row) => {
    row.addEventListener("focus", () => light(row));
    row.addEventListener("click", (event) => { if (!event.target.closest("form, summary, a")) row.focus(); });
  });
  document.querySelectorAll(".sheet rect:not(.evidence)").forEach((box) => {
    box.addEventListener("click", () => { const row = byId(box.dataset.box); if (row) row.focus(); });
  });

  // A return or a void needs a reason: the first press opens the place for it.
  const reasons = document.querySelector(".reasons");
  document.querySelectorAll("[data-needs-reason]").forEach((button) => {
    button.addEventListener("click", (event) => {
      const given = reasons.querySelector("input:checked") || reasons.querySelector("[name=comment]").value.trim();
      if (given) return;
      event.preventDefault();
      reasons.open = true;
      (reasons.querySelector("input[type=checkbox]") || reasons.querySelector("[name=comment]")).focus();
    });
  });

  const dialog = document.querySelector("dialog[data-keys]");
  const help = document.querySelector("[data-help]");
  if (help) help.addEventListener("click", () => dialog.showModal());
  function step(by) {
    const shown = rows.filter((row) => row.checkVisibility());
    const at = shown.indexOf(document.activeElement);
    const next = shown[Math.min(shown.length - 1, Math.max(0, at + by))];
    if (next) next.focus();
  }
  const list = document.querySelector("[data-list]");
  const links = list ? [...list.querySelectorAll("tbody a")] : [];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (dialog && dialog.open)) return;
    if (event.key === "Escape") { dim(); whole(); document.activeElement.blur(); return; }
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (target) { event.preventDefault(); target.click(); return; }
    if (event.key === "?" && dialog) { event.preventDefault(); dialog.showModal(); }
    else if (event.key === "q") location.href = "/queue";
    else if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      const by = event.key === "j" ? 1 : -1;
      if (links.length) {
        const at = links.indexOf(document.activeElement);
        links[Math.min(links.length - 1, Math.max(0, at + by))].focus();
      } else step(by);
    }
  });

  // A pre-check tells by itself when it has been read.
  const waiting = document.querySelector("[data-events]");
  if (waiting) {
    const stream = new EventSource(waiting.dataset.events);
    stream.addEventListener("read", () => { stream.close(); location.reload(); });
  }

  // While a claim is being read, look again now and then; nothing typed is lost, for there is no form.
  if (document.querySelector("[data-refresh]")) setTimeout(() => location.reload(), 2000);
  document.documentElement.dataset.ready = "";
})();
