// What makes the pages quicker to use; every page reads without it.
"use strict";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// The scan: zoom, page turning, a field's box.
const scan = document.getElementById("scan");
let zoom = 0;

function show(box) {
  all(".box.on").forEach((other) => other.classList.remove("on"));
  if (!box || !scan) return;
  const key = box.dataset.field;
  all(`.box[data-field="${CSS.escape(key)}"]`).forEach((part) => part.classList.add("on"));
  const place = box.getBoundingClientRect(), frame = scan.getBoundingClientRect();
  if (place.top < frame.top + 30 || place.bottom > frame.bottom - 30) scan.scrollTop += place.top - frame.top - frame.height / 3;
  if (place.left < frame.left || place.right > frame.right) scan.scrollLeft += place.left - frame.left - 40;
}

const boxOf = (key) => document.getElementById(`box-${key}`);

function turn(step) {
  const leaves = all(".leaf", scan), middle = scan.scrollTop + scan.clientHeight / 3;
  const top = (leaf) => leaf.offsetTop - scan.offsetTop;
  const now = leaves.reduce((found, leaf, n) => (top(leaf) <= middle ? n : found), 0);
  const next = leaves[Math.max(0, Math.min(leaves.length - 1, now + step))];
  if (next) scan.scrollTop = top(next);
}

all(".zoom").forEach((bar) => { bar.hidden = false; });
function magnify(step) {
  zoom = Math.max(0, Math.min(3, zoom + step));
  scan.dataset.zoom = String(zoom);
  show(scan.querySelector(".box.on"));
}
all("[data-zoom]:is(button)").forEach((button) => button.addEventListener("click", () => magnify(Number(button.dataset.zoom))));
all("[data-turn]").forEach((button) => button.addEventListener("click", () => turn(Number(button.dataset.turn))));

document.addEventListener("click", (event) => {
  const spot = event.target.closest(".spot");
  if (spot && scan && boxOf(spot.dataset.field)) {
    event.preventDefault();
    show(boxOf(spot.dataset.field));
  }
});

// The clerk's desk: focus shows the box, a click on words of the page fills the field.
let field = null, fresh = true;

document.addEventListener("focusin", (event) => {
  const target = event.target;
  if (!target.matches("[data-field]:is(input, select, textarea), [data-pick]")) return;
  if (target !== field) fresh = true;
  field = target.matches("[data-pick]") ? target : null;
  show(target.dataset.field ? boxOf(target.dataset.field) : null);
});

function put(word) {
  if (!field) return;
  field.value = fresh ? word : `${field.value} ${word}`;
  fresh = false;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus({ preventScroll: true });
}

if (scan) {
  scan.addEventListener("mousedown", (event) => { if (event.target.matches(".w")) event.preventDefault(); });
  scan.addEventListener("click", (event) => { if (event.target.matches(".w")) put(event.target.dataset.w); });
}

const form = document.getElementById("fields");
if (form) {
  const doubtful = all("[data-doubt]", form);
  const first = doubtful[0] || form.querySelector("[data-pick]");
  if (first && matchMedia("(min-width: 901px)").matches) first.focus({ preventScroll: true });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); form.requestSubmit(form.querySelector("[data-confirm]")); }
    if (event.key === "F2" && doubtful.length) {
      event.preventDefault();
      doubtful[(doubtful.indexOf(document.activeElement) + 1) % doubtful.length].focus();
    }
    if (event.altKey && (event.key === "+" || event.key === "=" || event.key === "-")) { event.preventDefault(); magnify(event.key === "-" ? -1 : 1); }
    if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) { event.preventDefault(); turn(event.key === "ArrowDown" ? 1 : -1); }
  });
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
}

// Lists by keyboard: J and K move, Enter opens, / searches.
const list = document.querySelector("[data-keys=list]");
if (list) {
  const rows = all("tbody tr", list).filter((row) => row.querySelector(".sentence, a"));
  let at = -1;
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "k") {
      at = Math.max(0, Math.min(rows.length - 1, at + (event.key === "j" ? 1 : -1)));
      rows.forEach((row, n) => row.classList.toggle("here", n === at));
      rows[at].querySelector(".sentence, a").focus();
      rows[at].scrollIntoView({ block: "nearest" });
    }
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input, select, textarea")) {
    event.preventDefault();
    document.getElementById("find")?.focus();
  }
});

// Files dropped onto the upload form; the browser's own words for choosing may be in another language than the page.
const drop = document.querySelector("[data-drop]");
if (drop) {
  const chosen = drop.querySelector("input[type=file]"), names = document.createElement("span");
  const told = () => { names.textContent = [...chosen.files].map((file) => file.name).join(", ") || "Chưa chọn tệp; có thể kéo thả vào đây"; };
  names.className = "quiet names";
  chosen.classList.add("unseen");
  chosen.labels[0].classList.add("choose");
  chosen.after(names);
  chosen.addEventListener("change", told);
  told();
  for (const name of ["dragover", "dragleave", "drop"]) drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
    if (name === "drop" && event.dataTransfer.files.length) { chosen.files = event.dataTransfer.files; told(); }
  });
}
