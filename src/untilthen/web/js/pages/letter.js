// Writes a letter: everything typed is sealed here, and only sealed bytes are sent.
// Markup (templates/letters/form.html): <form id="letter-form" method="dialog"> with data-estate,
// -owner, -save, -files, -letter, -version, -text-url, -draft (part "draft": p "draft-when",
// buttons "draft-restore", "draft-drop"), the fields of letterform.js, #attachments,
// #attachment-list, button "save", [data-error-for], p#status; unlock.html with #unlock.
import "./lock.js";
import { AttachmentList, FileNotSaved } from "../attachments.js";
import { Draft } from "../draft.js";
import { Refused } from "../errors.js";
import { fill, isEmpty, isForNobody, planOf, textOf } from "../letterform.js";
import { openText } from "../open.js";
import { askBeforeLeaving, leaveFor, onEach, part, show, status, tellErrors } from "../page.js";
import { sealText } from "../seal.js";
import { momentInWords, say, sayError } from "../sentences.js";
import { ask, getBytes } from "../server.js";
import { unlocked } from "../unlock.js";

const DRAFT_AFTER_MS = 2000;

const form = /** @type {HTMLFormElement} */ (document.getElementById("letter-form"));
const { estate = "", owner = "", letter = "", textUrl = "", save = "", files = "" } = form.dataset;
const chooser = /** @type {HTMLInputElement} */ (document.getElementById("attachments"));
const list = /** @type {HTMLElement} */ (document.getElementById("attachment-list"));
const draft = new Draft(owner, letter);
const attachments = new AttachmentList(list, () => changed());
let unsaved = false;
let timer = 0;

askBeforeLeaving(() => unsaved);
form.addEventListener("input", () => changed());
chooser.addEventListener("change", () => {
  const refusals = attachments.choose(chooser.files ?? []);
  chooser.value = "";
  tellErrors(form, refusals.length > 0 ? { attachments: refusals.join(" ") } : {});
});
onEach(form, "submit", () => saveLetter());
void begin();

/** Something was written or chosen: keep a draft when the hands rest. */
function changed() {
  if (!ready()) return;
  unsaved = true;
  clearTimeout(timer);
  timer = setTimeout(() => void keepDraft(), DRAFT_AFTER_MS);
}

async function keepDraft() {
  const version = form.dataset.version ?? "0";
  const kept = unsaved && (await draft.keep(textOf(form, attachments.entries()), version));
  if (kept && !form.hasAttribute("aria-busy")) status(say("draft_kept"));
}

const ready = () => !part("fields").disabled;

async function begin() {
  const keptAt = draft.keptAt();
  if (keptAt !== null) offerDraft(keptAt);
  else if (textUrl !== "") await load(() => getBytes(textUrl));
  else begun();
}

/**
 * Open what was saved before, or say why not; the form stays shut rather than overwrite it.
 * @param {() => Promise<Uint8Array>} fetched
 */
async function load(fetched) {
  status(say("letter_locked"));
  const identity = await unlocked();
  try {
    put(await openText(await fetched(), identity));
    begun();
  } catch (error) {
    status("");
    tellErrors(form, { form: sayError(error, "letter") });
  }
}

/** @param {import("../letterform.js").Text} text */
function put(text) {
  fill(form, text);
  attachments.clear();
  attachments.restore(text.attachments);
}

/** The form is safe to write in. */
function begun() {
  part("fields").disabled = false;
  part("save").disabled = false;
  status("");
}

/** @param {number} keptAt */
function offerDraft(keptAt) {
  part("draft-when").textContent = say("draft_found", { when: momentInWords(keptAt) });
  show(part("draft"), true);
  onEach(part("draft-restore"), "click", async () => {
    const identity = await unlocked();
    try {
      put(await draft.read(identity));
      form.dataset.version = draft.version();
      begun();
      unsaved = true;
      show(part("draft"), false);
      form.querySelector("textarea")?.focus();
    } catch (error) {
      tellErrors(form, { form: sayError(error, "letter") });
    }
  });
  onEach(part("draft-drop"), "click", async () => {
    draft.drop();
    show(part("draft"), false);
    await begin();
  });
}

async function saveLetter() {
  if (!ready()) return;
  tellErrors(form, {});
  if (isForNobody(form)) return refused({ to: say("letter_for_nobody") });
  try {
    await attachments.save([estate, owner], files, (name) => status(say("file_sending", { name })));
    const entries = attachments.entries();
    const text = textOf(form, entries);
    if (isEmpty(text)) return refused({ body: say("letter_empty") });
    status(say("letter_sealing"));
    const sealed = await sealText(text, [estate, owner]);
    const plan = planOf(form, entries.map(({ file }) => file), sealed);
    const answer = await (await ask(save, { method: "POST", body: plan })).json();
    saved(answer);
  } catch (error) {
    refused(errorsOf(error));
    await keepDraft();
  }
}

/** @param {{letter: string, version: number, next: string}} answer */
function saved(answer) {
  unsaved = false;
  clearTimeout(timer);
  draft.drop();
  form.dataset.letter = answer.letter;
  form.dataset.version = String(answer.version);
  status(say("letter_saved"));
  leaveFor(answer.next);
}

/**
 * What to say at which field; the text stays where it is.
 * @param {unknown} error
 * @returns {Record<string, string>}
 */
function errorsOf(error) {
  if (error instanceof FileNotSaved) {
    return { attachments: sayError(error.cause, "file", { name: error.fileName }) };
  }
  if (error instanceof Refused && error.status === 409) return { form: say("letter_changed") };
  if (error instanceof Refused && Object.keys(error.errors).length > 0) return placed(error.errors);
  return { form: sayError(error, "letter") };
}

/**
 * Errors for fields this page does not show go to the top of the form.
 * @param {Record<string, string>} errors
 */
function placed(errors) {
  const place = (/** @type {string} */ name) => `[data-error-for="${CSS.escape(name)}"]`;
  const known = Object.keys(errors).some((name) => form.querySelector(place(name)) !== null);
  return known ? errors : { form: Object.values(errors).join(" ") };
}

/** @param {Record<string, string>} errors */
function refused(errors) {
  status(say("letter_not_saved"));
  tellErrors(form, errors);
}
