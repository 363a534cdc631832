// The form of a sheet as data and back. What is sealed stands in controls without a name, so that
// not even a form sent as it is would carry it.
// Markup (templates/handover/sheet_field.html): [data-sheet] holds [data-field data-kind] with
// [data-control], or lists of [data-row] made from <template data-row>, buttons data-add, data-up,
// data-down, data-out; [data-hint-for] a kind of entry.

/** @typedef {string | boolean | string[] | Record<string, any>[]} Value */
/** @typedef {Record<string, Value>} Values */

let made = 0;

/** @param {ParentNode} root @param {string} name @returns {any} */
const within = (root, name) => root.querySelector(`[data-${name}]`);

/** The fields of `root` itself, not those of the lists in it. @param {Element} root */
export function fieldsIn(root) {
  const fields = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-field]")]);
  return fields.filter((field) => field.parentElement?.closest("[data-row], [data-sheet]") === root);
}

/** @param {HTMLElement} field */
export function rowsOf(field) {
  return /** @type {HTMLElement[]} */ ([...within(field, "rows").children]);
}

/** What is written in `root`; what is empty is left out. @param {Element} root @returns {Values} */
export function read(root) {
  /** @type {Values} */
  const values = {};
  for (const field of fieldsIn(root)) {
    const value = valueOf(field);
    if (saysSomething(value)) values[field.dataset.field ?? ""] = value;
  }
  return values;
}

/** @param {Value} value */
const saysSomething = (value) => (Array.isArray(value) ? value.length > 0 : value !== "" && value !== false);

/** @param {HTMLElement} field @returns {Value} */
function valueOf(field) {
  switch (field.dataset.kind) {
    case "check":
      return within(field, "control").checked;
    case "days":
      return boxesOf(field).filter(({ checked }) => checked).map(({ value }) => value);
    case "lines":
      return rowsOf(field).map((row) => within(row, "control").value.trim()).filter((line) => line !== "");
    case "entries":
      return rowsOf(field).map(read).filter((entry) => Object.keys(entry).length > 0);
    default:
      return within(field, "control").value.trim();
  }
}

/** @param {HTMLElement} field */
const boxesOf = (field) =>
  /** @type {HTMLInputElement[]} */ ([...field.querySelectorAll('input[type="checkbox"]')]);

/** Put values into `root`, passing over what does not fit. @param {Element} root @param {any} values */
export function fill(root, values) {
  for (const field of fieldsIn(root)) {
    const value = values?.[field.dataset.field ?? ""];
    if (value !== undefined) put(field, value);
  }
  showHints(root);
}

/** Show the hints for what is chosen as the kind of an entry. @param {Element} root */
function showHints(root) {
  const kind = root.querySelector('[data-field="kind"] select');
  for (const hint of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-hint-for]"))) {
    hint.hidden = hint.dataset.hintFor !== /** @type {HTMLSelectElement | null} */ (kind)?.value;
  }
}

/** @param {HTMLElement} field @param {any} value */
function put(field, value) {
  const list = Array.isArray(value) ? value : [];
  switch (field.dataset.kind) {
    case "check":
      within(field, "control").checked = value === true;
      break;
    case "days":
      for (const box of boxesOf(field)) box.checked = list.includes(box.value);
      break;
    case "lines":
      for (const line of list) within(addRow(field), "control").value = String(line);
      break;
    case "entries":
      for (const entry of list) fill(addRow(field), entry);
      break;
    default:
      within(field, "control").value = String(value);
  }
}

/** Empty every list. @param {Element} root */
export function clear(root) {
  for (const field of fieldsIn(root)) within(field, "rows")?.replaceChildren();
}

/** A new row at the end of a list, with ids of its own. @param {HTMLElement} field */
export function addRow(field) {
  const template = /** @type {HTMLTemplateElement} */ (field.querySelector("template[data-row]"));
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const row = /** @type {HTMLElement} */ (copy.firstElementChild);
  made += 1;
  for (const element of row.querySelectorAll("[id], [for], [aria-describedby]")) {
    for (const name of ["id", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value !== null) element.setAttribute(name, value.replaceAll("__n__", String(made)));
    }
  }
  within(field, "rows").append(row);
  return row;
}

/** Let the buttons and hints of every list work. @param {HTMLElement} root @param {() => void} changed */
export function watchLists(root, changed) {
  root.addEventListener("change", ({ target }) => {
    const row = /** @type {Element} */ (target).closest("[data-row]");
    if (row !== null) showHints(row);
  });
  root.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    const field = /** @type {HTMLElement | null} */ (button?.closest("[data-field]") ?? null);
    if (button === null || field === null) return;
    if (pressed(button, field)) changed();
  });
}

/** @param {HTMLElement} button @param {HTMLElement} field */
function pressed(button, field) {
  const row = /** @type {HTMLElement} */ (button.closest("[data-row]"));
  if ("add" in button.dataset) {
    addRow(field).querySelector("input")?.focus();
  } else if ("out" in button.dataset) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    (next?.querySelector("input") ?? within(field, "add")).focus();
  } else if ("up" in button.dataset || "down" in button.dataset) {
    if ("up" in button.dataset) row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    button.focus();
  } else return false;
  return true;
}

/**
 * Say what is wrong at a field or in a row of it, and bring it to the person; "" takes it back.
 * @param {HTMLElement} place a field or a row @param {string} sentence
 */
export function complain(place, sentence) {
  const error = within(place, "error");
  error.textContent = sentence;
  error.hidden = sentence === "";
  const control = within(place, "control");
  if (sentence === "") control?.removeAttribute("aria-invalid");
  else control?.setAttribute("aria-invalid", "true");
}
