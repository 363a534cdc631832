// What a keeper was left, opened with a key made from the link, in the keeper's own browser: the
// sheets of duties, wishes, the inventory.
// Markup (templates/handover/keeper_sheet.html): <main data-token data-from data-plan data-signer>;
// for each sheet <section data-sheet-of data-kind data-letter data-url> with parts "problem",
// "warning" ("warning-why", "all-the-same"), "shown" ([data-sheet]), "signed", "title"; parts
// "calendar" (a link) in the section of who took a duty; button "print" in "print-choice"; p#status.
import { calendarOf } from "../calendarfile.js";
import { doorIdentity } from "../door.js";
import { openEnvelope, unlockEnvelope } from "../envelope.js";
import { onEach, part, show, status, tell } from "../page.js";
import { say, sayError } from "../sentences.js";
import { getBytes } from "../server.js";
import { sheetIn, showSheet } from "../sheetview.js";
import { doubtAboutSheet, wordsOfSigner } from "../signedby.js";

const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const { token = "", from = "", plan = "", signer = "" } = main.dataset;
const sections = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-sheet-of]")]);

void openAll();

async function openAll() {
  if (sections.length === 0) return;
  status(say("sheets_opening"));
  for (const section of sections) await open(section);
  status(say("sheets_open"));
  onEach(part("print"), "click", async () => print());
  show(part("print-choice"), true);
}

/** @param {HTMLElement} section */
async function open(section) {
  const { letter = "", url = "" } = section.dataset;
  try {
    const envelope = await openEnvelope(await getBytes(url), doorIdentity(token, letter));
    const doubt = doubtAboutSheet(envelope, { plan, letter, signer });
    const shown = async () => showIn(section, await unlockEnvelope(envelope, {}), envelope);
    if (doubt === "") return await shown();
    tell(part("warning-why", section), say(`sheet_${doubt}`, { name: from, words: wordsOfSigner(envelope) }));
    show(part("warning", section), true);
    onEach(part("all-the-same", section), "click", shown);
  } catch (error) {
    tell(part("problem", section), sayError(error, "sheet"));
  }
}

/** @param {HTMLElement} section @param {any} text @param {import("../envelope.js").Envelope} envelope */
function showIn(section, text, envelope) {
  const { kind = "", letter = "" } = section.dataset;
  const fields = sheetIn(text, kind);
  if (fields === null) return tell(part("problem", section), say("sheet_elsewhere", { name: from }));
  const sheet = /** @type {HTMLElement} */ (section.querySelector("[data-sheet]"));
  sheet.dir = "auto";
  showSheet(sheet, fields);
  if (typeof fields.name === "string") part("title", section).textContent = fields.name;
  tell(part("signed", section), say("sheet_signed", { name: from, words: wordsOfSigner(envelope) }));
  show(part("shown", section), true);
  const link = /** @type {HTMLAnchorElement | null} */ (section.querySelector('[data-part="calendar"]'));
  if (link !== null) offerCalendar(link, fields, letter);
}

/** @param {HTMLAnchorElement} link @param {Record<string, any>} fields @param {string} letter */
function offerCalendar(link, fields, letter) {
  const calendar = calendarOf(fields, letter, Date.now());
  if (calendar === "") return;
  link.href = URL.createObjectURL(new Blob([calendar], { type: "text/calendar" }));
  link.download = "duty.ics";
  show(/** @type {HTMLElement} */ (link.parentElement), true);
}
