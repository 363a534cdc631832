// A letter behind its door: opened with a key made from the link, in the reader's own browser.
// Markup (templates/letters/opened.html): <main data-page="opened-letter" data-token>, <article
// class="letter" data-delivery …>, p parts "hint", "signed", "problem", button "again" in
// "again-choice", sections "warning" with "all-the-same" and "whom-to-ask", opened_locks.html,
// p#status.
import { doorIdentity } from "../door.js";
import { openEnvelope, unlockEnvelope } from "../envelope.js";
import { attachmentList, setLetter } from "../lettertext.js";
import { openedFile } from "../openedfile.js";
import { goTo, onEach, part, show, status, tell } from "../page.js";
import { lockStep, offerDoorKey } from "../readerlock.js";
import { say, sayError } from "../sentences.js";
import { getBytes, getStream } from "../server.js";
import { doubtAbout, signatureOf, warningOf } from "../signedby.js";

/** @typedef {import("../envelope.js").Envelope} Envelope */

const LOST = ["damaged", "missing"];
const HINTS = { alone: "hint_alone", someone: "hint_someone" };

const main = /** @type {HTMLElement} */ (document.querySelector('[data-page="opened-letter"]'));
const article = /** @type {HTMLElement} */ (document.querySelector("article.letter"));
const { delivery = "", textUrl = "", fileUrlPrefix = "", from = "" } = article.dataset;
const { plan = "", letter = "", person = "", signer = "" } = article.dataset;
const meant = { plan, letter, person: Number(person), signer };
const identity = doorIdentity(main.dataset.token ?? "", delivery);
const steps = [part("warning"), part("passphrase-lock"), part("own-key-lock"), article];

/** @type {Envelope | null} */
let envelope = null;

offerDoorKey(identity);
onEach(part("again"), "click", open);
onEach(part("all-the-same"), "click", unlock);
article.addEventListener("trouble", (event) => tellWhom(/** @type {CustomEvent} */ (event).detail));
void open();

async function open() {
  show(part("again-choice"), false);
  tell(part("problem"), "");
  show(part("whom-to-ask"), false);
  status(say("letter_opening"));
  try {
    envelope = await openEnvelope(await getBytes(textUrl), identity);
  } catch (error) {
    return fail(error);
  }
  const doubt = doubtAbout(envelope, meant);
  if (doubt === "") return unlock();
  status("");
  tell(part("warning-why"), warningOf(doubt, envelope, from));
  goTo(steps, part("warning"));
}

async function unlock() {
  const opened = /** @type {Envelope} */ (envelope);
  if (opened.lock !== "none") {
    status("");
    return goTo(steps, lockStep(opened, showLetter));
  }
  try {
    showLetter(await unlockEnvelope(opened, {}));
  } catch (error) {
    show(part("warning"), false);
    fail(error);
  }
}

/** @param {unknown} error */
function fail(error) {
  status("");
  tell(part("problem"), sayError(error, "letter"));
  show(part("again-choice"), true);
  tellWhom(error);
}

/** Only another copy helps where something is lost. @param {any} error */
function tellWhom(error) {
  if (LOST.includes(error.kind)) show(part("whom-to-ask"), true);
}

/** @param {import("../letterform.js").Text} text */
function showLetter(text) {
  setLetter(article, text);
  if (text.attachments.length > 0) article.append(attachmentList(filesOf(text)));
  const hint = /** @type {Record<string, string>} */ (HINTS)[text.read_hint];
  const wish = hint === undefined ? "" : say(hint, { name: from });
  tell(part("hint"), `${ageIn(text)} ${wish}`.trim());
  tell(part("signed"), whoSigned(/** @type {Envelope} */ (envelope)));
  goTo(steps, article);
  status(say("letter_open"));
}

/** How old its reader was then, as a letter to a child may say. @param {import("../letterform.js").Text} text */
function ageIn({ template, age_when_written: age = "" }) {
  return template === "to_child" && age !== "" ? say("written_at_age", { name: from, age }) : "";
}

/** What stands under the letter; a doubt stays there too. @param {Envelope} opened */
function whoSigned(opened) {
  const doubt = doubtAbout(opened, meant);
  return doubt === "" ? signatureOf(opened, from) : warningOf(doubt, opened, from);
}

/** @param {import("../letterform.js").Text} text */
function filesOf({ attachments, attachment_key: inner, language }) {
  const url = (/** @type {string} */ file) => `${fileUrlPrefix}${encodeURIComponent(file)}/`;
  return attachments.map((entry) => {
    const fetched = (/** @type {(share: number) => void} */ advance) => getStream(url(entry.file), advance);
    return openedFile(entry, fetched, identity, { inner, language });
  });
}
