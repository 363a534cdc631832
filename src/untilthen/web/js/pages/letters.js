// The owner's list of letters: once the key is unlocked, each shows what its owner called it.
// Markup (templates/letters/list.html): <li data-letter data-text-url> with <span data-label>
// and a p part "problem"; button part "show-labels" in part "labels"; unlock.html; p#status.
import "./lock.js";
import { openText } from "../open.js";
import { onEach, part, show, status, tell } from "../page.js";
import { say, sayError } from "../sentences.js";
import { getBytes } from "../server.js";
import { unlockedKey } from "../session.js";
import { unlocked } from "../unlock.js";

const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("li[data-letter]")]);

async function fillIn() {
  show(part("labels"), false);
  const identity = await unlocked();
  status(say("labels_opening"));
  for (const item of items) await fillOne(item, identity);
  status(say("labels_open"));
}

/** @param {HTMLElement} item @param {string} identity */
async function fillOne(item, identity) {
  try {
    const text = await openText(await getBytes(item.dataset.textUrl ?? ""), identity);
    const label = item.querySelector("[data-label]");
    if (text.label !== "" && label !== null) label.textContent = text.label;
    tell(part("problem", item), "");
  } catch (error) {
    tell(part("problem", item), sayError(error, "letter"));
  }
}

if (items.length > 0) {
  show(part("labels"), true);
  onEach(part("show-labels"), "click", fillIn);
  if (unlockedKey() !== null) void fillIn();
}
