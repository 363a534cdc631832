// Writes a letter: everything typed is sealed here, and only sealed bytes are sent.
// Markup (templates/letters/form.html): <form id="letter-form" method="dialog"> with data-owner,
// -estate, -save, -files, -letter, -version, -text-url, -facts-url, -reseal-url, -letters-url,
// -manifest (p "not-signed"), components/draft_found.html and draft_kept.html,
// the fields of letterform.js and letterlock.js, #attachments, #attachment-list, button "save",
// [data-error-for], p#status, progress "locking"; unlock.html with #unlock; form_locked.html.
import "./lock.js";
import { AttachmentList } from "../attachments.js";
import { Autosave } from "../autosave.js";
import { Draft } from "../draftstore.js";
import { identityOf, makeSeed, recipientOf } from "../identity.js";
import { errorsOf } from "../lettererrors.js";
import { bringingOf, fill, isEmpty, isForNobody, setBringing, setLanguage, textOf } from "../letterform.js";
import { lockIn, problemsWithLock, readersIn, setLock, watchLock } from "../letterlock.js";
import { showPrompts, watchPrompts } from "../letterprompts.js";
import { openOwnLetter } from "../ownletter.js";
import { askBeforeLeaving, leaveFor, onEach, part, show, status, tell, tellErrors } from "../page.js";
import { followUp, keysOf, recipientsIn, saveSealed } from "../saveletter.js";
import { dayInWords, say, sayError } from "../sentences.js";
import { getBytes, getJson } from "../server.js";
import { unlocked } from "../unlock.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("letter-form"));
const places = form.dataset;
const { owner = "", letter = "", textUrl = "" } = places;
const id = letter || crypto.randomUUID();
const chooser = /** @type {HTMLInputElement} */ (document.getElementById("attachments"));
const list = /** @type {HTMLElement} */ (document.getElementById("attachment-list"));
const attachments = new AttachmentList(list, () => changed());
/** @type {string | undefined} what opens the attachments of a letter with an inner lock */
let attachmentKey;
const autosave = new Autosave(new Draft(owner, `letter ${letter || "new"}`), written);

askBeforeLeaving(() => autosave.unsaved);
watchLock(form);
watchPrompts(form);
setLanguage(form);
form.addEventListener("input", () => changed());
form.addEventListener("change", () => setLanguage(form));
chooser.addEventListener("change", () => {
  const refusals = attachments.choose(chooser.files ?? []);
  chooser.value = "";
  tellErrors(form, refusals.length > 0 ? { attachments: refusals.join(" ") } : {});
});
onEach(form, "submit", () => saveLetter());
void autosave.begin({ begin: textUrl === "" ? begun : load, restore });

/** Something was written or chosen. */
function changed() {
  if (ready()) autosave.changed();
}

/** What a draft keeps: all but the passphrase. */
function written() {
  const { lock, hint } = lockIn(form);
  const sealedTo = recipientsIn({ estate: places.estate ?? "", owner }).join(" ");
  const text = textOf(form, attachments.entries(), attachmentKey);
  const content = { ...text, ...bringingOf(form), lock, hint, sealed_to: sealedTo };
  return { content, version: places.version ?? "0" };
}

const ready = () => !part("fields").disabled;

/** @param {any} content @param {string} version */
function restore(content, version) {
  const { lock, hint, sealed_to: sealedTo } = content;
  setBringing(form, content);
  put(content, { lock, hint, passphrase: "" }, sealedTo);
  places.version = version;
  begun();
}

/** Open what was saved before, or say why not; the form stays shut rather than overwrite it. */
async function load() {
  status(say("letter_locked"));
  const identity = await unlocked();
  try {
    const { text, choice, ours } = await openOwnLetter(await getBytes(textUrl), identity, letter);
    put(text, choice, "");
    const { last_reread_at: day = "" } = text;
    tell(part("reread"), day === "" ? "" : say("letter_reread", { day: dayInWords(day) }));
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
  showPrompts(form);
  setLock(form, choice);
  attachmentKey = text.attachment_key;
  attachments.clear();
  attachments.restore(text.attachments, attachmentKey, sealedTo);
  setLanguage(form);
}

/** The form is safe to write in. */
function begun() {
  part("fields").disabled = false;
  part("save").disabled = false;
  status("");
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
    await autosave.done();
    await followUp(answer.letter, identity, places);
    saved(answer);
  } catch (error) {
    refused(errorsOf(error, form));
    await autosave.keep();
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
  const text = { ...textOf(form, entries, attachmentKey), last_reread_at: today() };
  status(say("letter_sealing"));
  show(part("locking"), choice.lock === "passphrase");
  const files = entries.map(({ file }) => file);
  const advance = (/** @type {number} */ share) => (part("locking").value = share);
  return saveSealed({ form, id, text, files, choice, keys, identity, facts }, advance);
}

/** The day it is for the person, as in 2027-03-01: to save a letter is to have read it again. */
function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
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
