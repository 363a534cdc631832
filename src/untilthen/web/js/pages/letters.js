// The owner's list of letters or duties: once the key is unlocked, each shows what its owner called
// it, and what changed since the owner last signed is signed.
// Markup (templates/letters/list.html, handover/duties.html): #letters-page with data-manifest, and
// data-owner or, if it lists duties, data-what; part "draft-waits" and, in each letter, p parts
// "reread" and "draft-of-it"; <li data-letter data-text-url> with <span data-label>, p part
// "locked" and "problem"; button part "show-labels" in part "labels"; part "unsigned" with button
// "sign" and p "sign-error"; unlock.html; p#status.
import "./lock.js";
import { Draft } from "../draftstore.js";
import { unlockEnvelope } from "../envelope.js";
import { openedEnvelope } from "../ownletter.js";
import { onEach, part, show, status, tell } from "../page.js";
import { dayInWords, momentInWords, say, sayError } from "../sentences.js";
import { getBytes, getJson } from "../server.js";
import { unlockedKey } from "../session.js";
import { signManifest } from "../signmanifest.js";
import { saySigning } from "../signingerrors.js";
import { unlocked } from "../unlock.js";

const page = /** @type {HTMLElement} */ (document.getElementById("letters-page"));
const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("li[data-letter]")]);
const manifestUrl = page.dataset.manifest ?? "";
const duties = page.dataset.what === "duties";

async function fillIn() {
  show(part("labels"), false);
  const identity = await unlocked();
  status(duties ? say("duties_opening") : say("labels_opening"));
  for (const item of items) await fillOne(item, identity);
  status(duties ? say("duties_open") : say("labels_open"));
}

/** @param {HTMLElement} item @param {string} identity */
async function fillOne(item, identity) {
  const problem = part("problem", item);
  try {
    const sealed = await getBytes(item.dataset.textUrl ?? "");
    const { envelope, ours } = await openedEnvelope(sealed, identity, item.dataset.letter ?? "");
    tell(problem, ours ? "" : duties ? say("sheet_not_ours") : say("letter_not_ours"));
    if (envelope.lock === "passphrase") return show(part("locked", item), true);
    const { label, last_reread_at: day = "" } = await unlockEnvelope(envelope, { identity });
    tell(part("reread", item), day && say("list_reread", { day: dayInWords(day) }));
    const place = item.querySelector("[data-label]");
    if (label !== "" && place !== null) place.textContent = label;
  } catch (error) {
    tell(problem, sayError(error, duties ? "sheet" : "letter"));
  }
}

/** Sign what changed, at once where the key is open; else offer it. */
async function signChanges() {
  const { current } = await getJson(manifestUrl);
  if (current) return;
  if (unlockedKey() === null) return show(part("unsigned"), true);
  await sign();
}

async function sign() {
  try {
    await signManifest(manifestUrl, await unlocked());
    show(part("unsigned"), false);
    status(say("manifest_signed"));
  } catch (error) {
    show(part("unsigned"), true);
    tell(part("sign-error"), saySigning(error));
  }
}

/** Say which words lie in this browser and nowhere else; they are read only where they are written. */
async function tellOfDrafts() {
  const kept = (/** @type {string} */ letter) => new Draft(page.dataset.owner ?? "", `letter ${letter}`).found();
  const fresh = await kept("new");
  if (fresh !== null) {
    part("draft-waits-when").textContent = say("draft_waits", { when: momentInWords(fresh.at) });
    show(part("draft-waits"), true);
  }
  for (const item of items) {
    const found = await kept(item.dataset.letter ?? "");
    const when = found === null ? "" : momentInWords(found.at);
    tell(part("draft-of-it", item), found === null ? "" : say("draft_of_changes", { when }));
  }
}

if (items.length > 0) {
  show(part("labels"), true);
  onEach(part("show-labels"), "click", async () => {
    await fillIn();
    await signChanges();
  });
}
onEach(part("sign"), "click", sign);
if (!duties) await tellOfDrafts();
if (unlockedKey() !== null && items.length > 0) await fillIn();
if (manifestUrl !== "") await signChanges().catch((error) => status(sayError(error, "letter")));
