// Writes a sheet: everything typed is sealed here, and only sealed bytes are sent.
// Markup (templates/handover/sheet.html): <form id="sheet-form" method="dialog"> with data-kind,
// -title, -words (what stands first), -owner, -letter, -version, -save, -text-url, -facts-url,
// -reseal-url, -letters-url, -files, -manifest; [data-sheet] of sheetform.js; parts "fields",
// "save", "not-signed"; draft_found.html, draft_kept.html; [data-error-for]; p#status; unlock.html.
import "./lock.js";
import { Autosave } from "../autosave.js";
import { Draft } from "../draftstore.js";
import { errorsOf } from "../lettererrors.js";
import { openOwnLetter } from "../ownletter.js";
import { askBeforeLeaving, leaveFor, onEach, part, status, tell, tellErrors } from "../page.js";
import { followUp } from "../saveletter.js";
import { saveSheet } from "../savesheet.js";
import { say, sayError } from "../sentences.js";
import { getBytes } from "../server.js";
import { hasName, holdsNoSecret } from "../sheetchecks.js";
import { clear, fill, read, watchLists } from "../sheetform.js";
import { inPlainWords } from "../sheettext.js";
import { sheetIn } from "../sheetview.js";
import { unlocked } from "../unlock.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("sheet-form"));
const sheet = /** @type {HTMLElement} */ (form.querySelector("[data-sheet]"));
const places = form.dataset;
const { kind = "", owner = "", letter = "", textUrl = "" } = places;
const id = letter || crypto.randomUUID();
const autosave = new Autosave(new Draft(owner, `${kind} ${letter || "new"}`), () => {
  const content = { ...written(), asked: asked().map(({ value }) => value) };
  return { content, version: places.version ?? "0" };
});

askBeforeLeaving(() => autosave.unsaved);
watchLists(sheet, () => changed());
form.addEventListener("input", () => changed());
onEach(form, "submit", () => save());
void autosave.begin({ begin: textUrl === "" ? begun : load, restore });

/** Something was written. */
function changed() {
  if (!part("fields").disabled) autosave.changed();
}

/** What is sealed: the sheet in plain words, as a letter is written, and its fields beside them. */
function written() {
  const fields = kind === "duty" ? withoutIdleTimes(read(sheet)) : read(sheet);
  const words = [places.words ?? "", inPlainWords(sheet, fields)].filter((each) => each !== "");
  return {
    ...{ v: 1, language: document.documentElement.lang, salutation: "", sign_off: "", read_hint: "any" },
    ...{ label: String(fields.name ?? places.title), body: words.join("\n\n"), attachments: [] },
    sheet: { kind, fields },
  };
}

/** A duty's fields without those that mean nothing as "how often" is chosen. @param {any} fields */
function withoutIdleTimes({ weekdays, date, zone, ...fields }) {
  const { when, time } = fields;
  if (when === "weekly" && weekdays !== undefined) fields.weekdays = weekdays;
  if (when === "date" && date !== undefined) fields.date = date;
  return time === undefined ? fields : { ...fields, zone };
}

/** Open what was saved before, or say why not; the form stays shut rather than overwrite it. */
async function load() {
  status(say("sheet_locked"));
  const identity = await unlocked();
  try {
    const { text, ours } = await openOwnLetter(await getBytes(textUrl), identity, letter);
    put(text);
    tell(part("not-signed"), ours ? "" : say("sheet_not_ours"));
    begun();
  } catch (error) {
    status("");
    tellErrors(form, { form: sayError(error, "sheet") });
  }
}

/** @param {object} text */
function put(text) {
  clear(sheet);
  fill(sheet, sheetIn(text, kind));
}

/** The form is safe to write in. */
function begun() {
  part("fields").disabled = false;
  part("save").disabled = false;
  status("");
}

/** Who is asked, where that is chosen here: it goes to the server in the clear. */
const asked = () => /** @type {HTMLSelectElement[]} */ ([...form.querySelectorAll("select[name]")]);

/** @param {any} content @param {string} version */
function restore(content, version) {
  put(content);
  for (const [at, select] of asked().entries()) select.value = content.asked?.[at] ?? "";
  places.version = version;
  begun();
}

async function save() {
  if (part("fields").disabled) return;
  tellErrors(form, {});
  const named = hasName(sheet);
  if (!holdsNoSecret(sheet) || !named) return refused({});
  if (Object.keys(read(sheet)).length === 0) return refused({ form: say("sheet_empty") });
  try {
    const identity = await keyToSignWith();
    status(say("sheet_sealing"));
    const answer = await saveSheet(form, id, written(), identity);
    await autosave.done();
    await followUp(answer.letter, identity, places);
    places.letter = answer.letter;
    places.version = String(answer.version);
    status(say("sheet_saved"));
    leaveFor(answer.next);
  } catch (error) {
    refused(errorsOf(error, form, "sheet"));
    await autosave.keep();
  }
}

/** The owner's key; where it is locked, the panel for it comes to the person. */
function keyToSignWith() {
  const waiting = unlocked();
  const panel = /** @type {HTMLElement} */ (document.getElementById("unlock"));
  if (!panel.hidden) {
    status(say("sheet_needs_key"));
    part("unlock-typed", panel).focus();
  }
  return waiting;
}

/** @param {Record<string, string>} errors what the server said; else it stands at the fields already */
function refused(errors) {
  status(say("sheet_not_saved"));
  if (Object.keys(errors).length > 0) tellErrors(form, errors);
  else /** @type {HTMLElement | null} */ (form.querySelector('[aria-invalid="true"]'))?.focus();
}
