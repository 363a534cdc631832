// Writes a letter: everything typed is sealed here, and only sealed bytes are sent.
// Markup (templates/letters/form.html): <form id="letter-form" method="dialog"> with data-owner,
// -estate, -save, -files, -letter, -version, -text-url, -facts-url, -reseal-url, -letters-url,
// -manifest (part "draft": p "draft-when", buttons "draft-restore", "draft-drop"; p "not-signed"),
// the fields of letterform.js and letterlock.js, #attachments, #attachment-list, button "save",
// [data-error-for], p#status, progress "locking"; unlock.html with #unlock; form_locked.html.
import "./lock.js";
import { AttachmentList } from "../attachments.js";
import { Draft } from "../draft.js";
import { identityOf, makeSeed, recipientOf } from "../identity.js";
import { errorsOf } from "../lettererrors.js";
import { fill, isEmpty, isForNobody, textOf } from "../letterform.js";
import { lockIn, problemsWithLock, readersIn, setLock, watchLock } from "../letterlock.js";
import { openOwnLetter } from "../ownletter.js";
import { askBeforeLeaving, leaveFor, onEach, part, show, status, tell, tellErrors } from "../page.js";
import { followUp, keysOf, recipientsIn, saveSealed } from "../saveletter.js";
import { momentInWords, say, sayError } from "../sentences.js";
import { getBytes, getJson } from "../server.js";
import { unlocked } from "../unlock.js";

const DRAFT_AFTER_MS = 2000;

const form = /** @type {HTMLFormElement} */ (document.getElementById("letter-form"));
const places = form.dataset;
const { owner = "", letter = "", textUrl = "" } = places;
const id = letter || crypto.randomUUID();
const chooser = /** @type {HTMLInputElement} */ (document.getElementById("attachments"));
const list = /** @type {HTMLElement} */ (document.getElementById("attachment-list"));
const draft = new Draft(owner, letter);
const attachments = new AttachmentList(list, () => changed());
/** @type {string | undefined} what opens the attachments of a letter with an inner lock */
let attachmentKey;
let unsaved = false;
let timer = 0;

askBeforeLeaving(() => unsaved);
watchLock(form);
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
  if (!unsaved) return;
  const { lock, hint } = lockIn(form); // never the passphrase
  const sealedTo = recipientsIn({ estate: places.estate ?? "", owner }).join(" ");
  const written = textOf(form, attachments.entries(), attachmentKey);
  const kept = await draft.keep({ ...written, lock, hint, sealed_to: sealedTo }, places.version ?? "0");
  if (kept && !form.hasAttribute("aria-busy")) status(say("draft_kept"));
}

const ready = () => !part("fields").disabled;

async function begin() {
  const keptAt = draft.keptAt();
  if (keptAt !== null) offerDraft(keptAt);
  else if (textUrl !== "") await load();
  else begun();
}

/** Open what was saved before, or say why not; the form stays shut rather than overwrite it. */
async function load() {
  status(say("letter_locked"));
  const identity = await unlocked();
  try {
    const { text, choice, ours } = await openOwnLetter(await getBytes(textUrl), identity, letter);
    put(text, choice, "");
    tell(part("not-signed"), ours ? "" : say("letter_not_ours"));
    begun();
  } catch (error) {
    status("");
    tellErrors(form, { form: sayError(error, "letter") });
  }
}

/**
 * @param {import("../letterform.js").Text} text
 * @param {import("../letterlock.js").LockChoice} choice
 * @param {string} sealedTo for whom its files were sealed, where that may have changed since
 */
function put(text, choice, sealedTo) {
  fill(form, text);
  setLock(form, choice);
  attachmentKey = text.attachment_key;
  attachments.clear();
  attachments.restore(text.attachments, attachmentKey, sealedTo);
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
      const { lock, hint, sealed_to: sealedTo, ...text } = await draft.read(identity);
      put(text, { lock: lock ?? "none", hint: hint ?? "", passphrase: "" }, sealedTo ?? "");
      places.version = draft.version();
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
  const problems = problemsWithLock(form);
  if (Object.keys(problems).length > 0) return refused(problems);
  if (isEmpty(textOf(form, [])) && attachments.length === 0) return refused({ body: say("letter_empty") });
  try {
    const identity = await keyToSignWith();
    const answer = await sealAndSend(identity);
    unsaved = false;
    clearTimeout(timer);
    draft.drop();
    await followUp(answer.letter, identity, places);
    saved(answer);
  } catch (error) {
    refused(errorsOf(error, form));
    await keepDraft();
  } finally {
    show(part("locking"), false);
  }
}

/** The owner's key; where it is locked, the panel for it comes to the person. */
function keyToSignWith() {
  const waiting = unlocked();
  const panel = /** @type {HTMLElement} */ (document.getElementById("unlock"));
  if (!panel.hidden) {
    status(say("letter_needs_key"));
    part("unlock-typed", panel).focus();
  }
  return waiting;
}

/** @param {string} identity the owner's */
async function sealAndSend(identity) {
  const choice = lockIn(form);
  const facts = { ...(await getJson(places.factsUrl ?? "")), owner: await recipientOf(identity) };
  const readers = readersIn(form).map(({ value }) => Number(value));
  const keys = choice.lock === "keys" ? await keysOf(places.manifest ?? "", identity, readers) : [];
  attachmentKey = choice.lock === "none" ? undefined : attachmentKey ?? identityOf(makeSeed());
  const how = { recipients: recipientsIn(facts), inner: attachmentKey, identity, filesUrl: places.files ?? "" };
  await attachments.save(how, (name) => status(say("file_sending", { name })));
  const entries = attachments.entries();
  const text = textOf(form, entries, attachmentKey);
  status(say("letter_sealing"));
  show(part("locking"), choice.lock === "passphrase");
  const files = entries.map(({ file }) => file);
  const advance = (/** @type {number} */ share) => (part("locking").value = share);
  return saveSealed({ form, id, text, files, choice, keys, identity, facts }, advance);
}

/** @param {{letter: string, version: number, next: string}} answer */
function saved(answer) {
  places.letter = answer.letter;
  places.version = String(answer.version);
  status(say("letter_saved"));
  leaveFor(answer.next);
}

/** @param {Record<string, string>} errors */
function refused(errors) {
  status(say("letter_not_saved"));
  tellErrors(form, errors);
}
