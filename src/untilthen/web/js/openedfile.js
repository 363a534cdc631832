// One attachment of an opened letter: fetched on press, checked whole, then shown or offered to save.
// Markup: <template id="opened-file"> in letters/opened.html.
import { openFile } from "./open.js";
import { onEach, part, show, tell } from "./page.js";
import { say, sayError, sizeInWords } from "./sentences.js";
import { getStream } from "./server.js";
import { viewOf } from "./view.js";

/**
 * The list item for an attachment.
 * @param {import("./attachment.js").Entry} entry
 * @param {string} url of its sealed bytes
 * @param {string} identity
 */
export function openedFile(entry, url, identity) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("opened-file"));
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const item = /** @type {HTMLElement} */ (copy.firstElementChild);
  const { name } = entry;
  part("name", item).textContent = name;
  part("size", item).textContent = sizeInWords(entry.size);
  part("progress", item).setAttribute("aria-label", say("file_progress", { name }));
  part("open", item).setAttribute("aria-label", say("file_open", { name }));
  part("transcript-text", item).textContent = entry.transcript ?? "";
  show(part("transcript", item), (entry.transcript ?? "") !== "");
  onEach(part("open", item), "click", () => fetchAndShow(item, entry, url, identity));
  return item;
}

/**
 * @param {HTMLElement} item
 * @param {import("./attachment.js").Entry} entry
 * @param {string} url
 * @param {string} identity
 */
async function fetchAndShow(item, entry, url, identity) {
  const { name } = entry;
  const progress = part("progress", item);
  const note = part("note", item);
  note.textContent = say("file_opening", { name });
  show(progress, true);
  try {
    const stream = await getStream(url, (share) => (progress.value = share));
    const content = await openFile(stream, identity, entry);
    const view = await viewOf(content, entry);
    if (view !== null) part("shown", item).replaceChildren(view);
    offerToSave(part("save", item), content, name);
    show(part("open-choice", item), false);
    show(part("save-choice", item), true);
    note.textContent = say(view === null ? "file_only_saved" : "file_open_now", { name });
  } catch (error) {
    tell(note, sayError(error, "file", { name }));
  } finally {
    show(progress, false);
  }
}

/** @param {HTMLAnchorElement} link @param {Blob} content @param {string} name */
function offerToSave(link, content, name) {
  // No type of its own: nothing of a letter may open as a page of ours.
  const plain = content.slice(0, content.size, "application/octet-stream");
  link.href = URL.createObjectURL(plain);
  link.download = name;
}
