// The preview in the browser: shows what the server tells, keeps the place, leads to the spec.
"use strict";

const root = document.documentElement;
const base = root.dataset.base, name = root.dataset.name;
const here = `${base}/b/${encodeURIComponent(name)}`;
const at = (id) => document.getElementById(id);
const main = at("pages"), sheets = at("sheets");
const KINDS = { p: "Paragraph", figure: "Figure", note: "Note", h1: "Title", h2: "Heading", h3: "Heading", li: "List entry", tr: "Row", aside: "Panel", blockquote: "Quotation", table: "Table" };
let state = null, pages = { build: 0, sizes: [], spots: [], file: "", text: "" }, chosen = null;

// 1. Making elements ------------------------------------------------------------------------------
function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}
const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

// 2. Places: a file and a line, which an editor can open --------------------------------------------
const written = (file, line, column) => (line ? `${file}:${line}${column ? `:${column}` : ""}` : file);
function address(file, line, column) {
  if (!state || !state.editor) return null;
  const whole = `${state.root}/${file}`.replace(/^\//, "").split("/").map(encodeURIComponent).join("/").replaceAll("%3A", ":");
  return state.editor.replaceAll("{file}", whole).replaceAll("{line}", line || 1).replaceAll("{column}", column || 1);
}
async function copy(file, line, column) {
  const place = written(file, line, column);
  try { await navigator.clipboard.writeText(place); say(`Copied ${place}`); }
  catch { say(`The place is ${place}; this browser does not let it be copied.`); }
}
function leading(file, line, column, ...children) {
  const href = address(file, line, column);
  if (href) return made("a", { class: "item", href }, ...children);
  const button = made("button", { class: "item", type: "button" }, ...children);
  button.addEventListener("click", () => copy(file, line, column));
  return button;
}

// 3. What is said -----------------------------------------------------------------------------------
function say(words) { at("said").textContent = words; }
const PHASES = { checking: () => "Checking", setting: () => "Setting the pages", done: () => `Up to date, ${counted(pages.sizes.length, "page")}`, broken: () => "Cannot be printed", gone: () => "The brief is gone" };
function showState() {
  const { phase } = state, pill = at("state");
  pill.dataset.phase = phase;
  pill.textContent = PHASES[phase]();
  at("title").textContent = state.title || name;
  document.title = `${phase === "broken" || phase === "gone" ? "✕ " : ""}${state.title || name} – preview`;
  root.classList.toggle("stale", state.stale);
  if (phase === "done") say(`The pages are up to date. ${counted(state.problems.length, "problem")}.`);
  showBanner(phase);
}
function showBanner(phase) {
  const banner = at("banner"), words = [];
  if (phase === "gone") words.push("This brief is gone. ", state.stale ? "These are its last good pages." : "");
  else if (phase === "broken") words.push(`The brief cannot be printed: ${counted(state.errors || state.problems.length, "error")}. `, state.stale ? "These are the last good pages." : "");
  else if (phase !== "done") return; // what was said stands until it is known to be mended
  if (banner.textContent === words.join("") + (words.length && phase === "broken" ? "Go to the problems" : "")) return;
  banner.replaceChildren();
  if (!words.length) return;
  banner.append(made("span", {}, made("b", {}, words[0]), words[1]));
  if (phase === "broken") {
    const go = made("button", { class: "tool", type: "button" }, "Go to the problems");
    go.addEventListener("click", () => at("problems").focus());
    banner.append(go);
  }
  at("waiting").hidden = true;
}

// 4. The side ---------------------------------------------------------------------------------------
function fill(id, items, none) {
  at(id).replaceChildren(...(items.length ? items : [made(at(id).tagName === "DIV" ? "p" : "li", { class: "none" }, none)]));
}
function showSide() {
  const busy = state.phase === "checking" && !state.problems.length && !pages.build;
  at("problems-count").textContent = busy ? "" : state.problems.length || "none";
  fill("problem-list", state.problems.map((each) => made("li", { class: each.severity },
    leading(each.file, each.line, each.column, made("span", { class: "sort" }, each.severity === "error" ? "Error" : "Warning", each.code ? ` ${each.code}` : ""), " ", each.message,
      ...(each.hint ? [made("span", { class: "hint" }, each.hint)] : []), made("span", { class: "where" }, written(each.file, each.line, each.column))))), busy ? "Checking" : "Nothing is wrong.");
  const known = state.phase !== "broken" && state.phase !== "gone";
  const sum = state.coverage.reduce((all, each) => [all[0] + each.sourced, all[1] + each.claims], [0, 0]);
  at("claims-count").textContent = sum[1] ? `${sum[0]} of ${sum[1]} sourced` : "";
  fill("claims-list", state.coverage.map(coverage), known ? "No claims yet." : "Known when the brief can be read.");
  showFreshness(known);
  at("sources-count").textContent = state.sources.length || "";
  fill("source-list", state.sources.map((each) => made("li", {}, leading(each.file, each.line, 0, made("b", {}, each.title || each.key),
    made("span", { class: "where" }, [each.grade && `grade ${each.grade}`, counted(each.claims, "claim"), each.key].filter(Boolean).join(" · "))))), known ? "No sources yet." : "Known when the brief can be read.");
}
function coverage(each) {
  const words = each.section.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase());
  const meter = made("meter", { min: 0, max: each.claims || 1, value: each.claims ? each.sourced : 1, "aria-label": `${words}: sourced claims` });
  return made("div", { class: each.sourced < each.claims ? "part thin" : "part" }, made("span", {}, words), meter, made("span", {}, `${each.sourced} / ${each.claims}`));
}
function showFreshness(known) {
  const stale = state.ages.filter((each) => each.state !== "fresh");
  const next = state.ages.filter((each) => each.state === "fresh" && each.next_on).sort((a, b) => a.next_on.localeCompare(b.next_on)).slice(0, 4);
  at("fresh-count").textContent = state.ages.length ? (stale.length ? `${stale.length} stale` : "nothing stale") : "";
  fill("fresh-list", [made("ul", { class: "list" }, ...[...stale, ...next].map((each) => made("li", { class: each.state },
    leading(each.file, each.line, 0, made("span", { class: "sort" }, each.state === "fresh" ? `stale on ${each.next_on}` : `stale ${each.sort}`), " ", made("b", {}, each.words || each.name), made("span", { class: "where" }, each.since)))))].filter(() => stale.length + next.length), known ? "Nothing here has a limit." : "Known when the brief can be read.");
}

// 5. The pages --------------------------------------------------------------------------------------
const seen = new IntersectionObserver((entries) => { for (const entry of entries) { entry.target.near = entry.isIntersecting; if (entry.isIntersecting) draw(entry.target); } }, { rootMargin: "120% 0px" });
function width(size) {
  const zoom = at("zoom").value, style = getComputedStyle(main);
  const room = main.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  if (zoom === "fit") return Math.min(room, size[0] * 1.9);
  if (zoom === "page") return Math.min(room, ((innerHeight - 96) * size[0]) / size[1]);
  return (size[0] * 4 / 3) * Number(zoom);
}
function lay(sheet) {
  const wide = Math.round(width(sheet.size));
  sheet.style.width = `${wide}px`;
  sheet.style.height = `${Math.round((wide * sheet.size[1]) / sheet.size[0])}px`;
  if (sheet.near) draw(sheet);
}
async function draw(sheet) {
  const scale = Math.min(5, Math.ceil((sheet.offsetWidth * devicePixelRatio * 4) / sheet.size[0]) / 4);
  const wanted = `${here}/${pages.build}/${sheet.number}.png?scale=${scale}`;
  if (sheet.wanted === wanted) return;
  sheet.wanted = wanted;
  const picture = made("img", { alt: "" });
  picture.src = wanted;
  try { await picture.decode(); } catch { if (sheet.wanted === wanted) sheet.wanted = ""; return; }
  if (sheet.wanted !== wanted) return;
  sheet.querySelector("img")?.remove();
  sheet.prepend(picture);
  sheet.dataset.build = pages.build;
}
function showPages() {
  const kept = place();
  while (sheets.children.length > pages.sizes.length) { seen.unobserve(sheets.lastChild); sheets.lastChild.remove(); }
  pages.sizes.forEach((size, index) => {
    let sheet = sheets.children[index];
    if (!sheet) {
      sheet = made("li", { class: "sheet" });
      sheet.number = index + 1;
      sheets.append(sheet);
      seen.observe(sheet);
    }
    sheet.size = size;
    spotsOf(sheet, pages.spots.filter((spot) => spot[0] === sheet.number));
    lay(sheet);
  });
  at("waiting").hidden = pages.build > 0;
  if (pages.build) { const pdf = at("pdf"); pdf.hidden = false; pdf.href = `${here}/${pages.build}/${encodeURIComponent(name)}.pdf`; }
  restore(kept);
}
function spotsOf(sheet, spots) {
  const focused = sheet.contains(document.activeElement) ? document.activeElement.key : null;
  for (const old of sheet.querySelectorAll(".spots, .folio")) old.remove();
  const group = made("div", { class: "spots", role: "group", "aria-label": `Page ${sheet.number} of ${pages.sizes.length}` });
  for (const spot of spots) group.append(button(spot, spots));
  const first = group.querySelector('[data-inner]');
  if (first) first.tabIndex = 0;
  sheet.append(made("span", { class: "folio", "aria-hidden": "true" }, String(sheet.number)), group);
  if (focused) { const again = [...group.children].find((each) => each.key === focused); if (again) { rove(again); again.focus({ preventScroll: true }); } }
}
const holds = (a, b) => a !== b && a[5] <= b[5] + 0.001 && a[6] <= b[6] + 0.001 && a[5] + a[7] >= b[5] + b[7] - 0.001 && a[6] + a[8] >= b[6] + b[8] - 0.001 && a[7] * a[8] > b[7] * b[8];
function button(spot, others) {
  const [, tag, note, line, column, left, top, wide, high, words] = spot;
  const kind = note ? `Note ${note}` : KINDS[tag] || "Part";
  const made_ = made("button", { class: "spot", type: "button", tabindex: -1, "aria-label": `${kind}, line ${line}: ${words || "without words"}` });
  Object.assign(made_.style, { left: `${left * 100}%`, top: `${top * 100}%`, width: `${wide * 100}%`, height: `${high * 100}%` });
  made_.key = `${tag}${note} ${words.slice(0, 60)}`;
  made_.spot = spot;
  if (others.some((other) => holds(spot, other))) made_.setAttribute("aria-hidden", "true");
  else made_.dataset.inner = "";
  // Pages that are stale have the lines of an earlier spec.
  if (state && !state.stale && state.problems.some((each) => each.file === pages.file && each.line === line && !made_.ariaHidden)) made_.classList.add("wrong");
  made_.addEventListener("click", () => showPlace(made_, kind, line, column));
  return made_;
}

// 6. Keeping the place ------------------------------------------------------------------------------
const scroller = () => (getComputedStyle(main).overflowY === "visible" ? document.scrollingElement : main);
function place() {
  const edge = main.getBoundingClientRect().top;
  for (const sheet of sheets.children) {
    const box = sheet.getBoundingClientRect();
    if (box.bottom <= edge + 40) continue;
    for (const spot of sheet.querySelectorAll("[data-inner]")) {
      const its = spot.getBoundingClientRect();
      if (its.top >= edge) return { key: spot.key, off: its.top - edge, number: sheet.number };
    }
    return { key: null, off: box.top - edge, number: sheet.number };
  }
  return null;
}
function restore(kept) {
  if (!kept) return;
  const edge = main.getBoundingClientRect().top;
  const same = kept.key ? [...sheets.querySelectorAll("[data-inner]")].filter((each) => each.key === kept.key) : [];
  same.sort((a, b) => Math.abs(a.spot[0] - kept.number) - Math.abs(b.spot[0] - kept.number));
  const target = same[0] || (kept.key ? null : sheets.children[kept.number - 1]);
  if (target) scroller().scrollTop += target.getBoundingClientRect().top - edge - kept.off;
}

// 7. The line that something came from ----------------------------------------------------------------
function showPlace(spot, kind, line, column) {
  chosen?.classList.remove("here");
  chosen = spot;
  spot.classList.add("here");
  const lines = pages.text.split("\n"), from = Math.max(0, line - 3);
  at("place-at").textContent = `${kind}: ${written(pages.file, line)}`;
  at("place-lines").replaceChildren(...lines.slice(from, line + 4).map((words, index) =>
    made("span", { class: from + index + 1 === line ? "at" : "" }, `${String(from + index + 1).padStart(4)}  ${words}`)));
  const href = address(pages.file, line, column), open = at("place-open");
  open.hidden = !href;
  if (href) open.href = href;
  at("place-copy").onclick = () => copy(pages.file, line, column);
  const kept = place();
  at("place").hidden = false;
  restore(kept);
  at("place").focus({ preventScroll: true });
}
function closePlace() {
  at("place").hidden = true;
  if (!chosen) return;
  chosen.classList.remove("here");
  if (chosen.isConnected) { rove(chosen); chosen.focus({ preventScroll: true }); } else main.focus();
  chosen = null;
}
function rove(spot) {
  for (const each of spot.parentElement.querySelectorAll("[tabindex='0']")) each.tabIndex = -1;
  spot.tabIndex = 0;
}
sheets.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const all = [...sheets.querySelectorAll("[data-inner]")], now = all.indexOf(document.activeElement);
  if (!step || now < 0) return;
  event.preventDefault();
  const next = all[now + step];
  if (next) { rove(next); next.focus(); }
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !at("place").hidden) closePlace(); });
at("place-close").addEventListener("click", closePlace);

// 8. Briefs, sizes, news -----------------------------------------------------------------------------
async function briefs() {
  const names = await (await fetch(`${base}/briefs.json`)).json(), list = at("brief");
  const address = (each) => `${base}/b/${encodeURIComponent(each)}/`;
  if (name) {
    list.append(...(names.includes(name) ? names : [name, ...names]).map((each) => made("option", { value: each, selected: each === name }, each)));
    list.addEventListener("change", () => { location.href = address(list.value); });
    return;
  }
  for (const id of ["brief", "zoom", "state", "side"]) at(id).hidden = true;
  at("waiting").replaceWith(made("div", { class: "choose" }, made("h2", {}, "Which brief?"), made("ul", { class: "list" }, ...names.map((each) => made("li", {}, made("a", { class: "item", href: address(each) }, each))))));
}
function relaid() { const kept = place(); for (const sheet of sheets.children) lay(sheet); restore(kept); }
at("zoom").addEventListener("change", () => { sessionStorage.setItem("zoom", at("zoom").value); relaid(); });
at("zoom").value = sessionStorage.getItem("zoom") || "fit";
addEventListener("resize", relaid);

function listen() {
  const news = new EventSource(`${here}/events`);
  news.addEventListener("state", (event) => { state = JSON.parse(event.data); showState(); showSide(); });
  news.addEventListener("pages", (event) => { pages = JSON.parse(event.data); showPages(); if (state) showState(); });
  news.addEventListener("error", () => {
    at("state").dataset.phase = "away";
    at("state").textContent = "The preview was closed";
    say("The preview was closed; its last pages stay.");
  });
  addEventListener("pagehide", () => news.close());
}
briefs();
if (name) listen();
