// One attachment of an opened letter: fetched on press, checked whole, then shown or offered to save.
// Markup: <template id="opened-file"> in letters/opened.html.
import { openFile } from "./open.js";
import { onEach, part, show, tell } from "./page.js";
import { say, sayError, sizeInWords } from "./sentences.js";
import { viewOf } from "./view.js";

/**
 * The list item for an attachment.
 * @param {import("./attachment.js").Entry} entry
 * @param {(advance: (share: number) => void) => Promise<ReadableStream<Uint8Array>>} fetched its
 *   sealed bytes
 * @param {string} identity
 * @param {{inner?: string, language: string}} letter its attachment key, where it has one; and the
 *   language that it is written in
 */
export function openedFile(entry, fetched, identity, { inner, language }) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("opened-file"));
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const item = /** @type {HTMLElement} */ (copy.firstElementChild);
  const { name } = entry;
  part("name", item).textContent = name;
  part("size", item).textContent = sizeInWords(entry.size);
  part("progress", item).setAttribute("aria-label", say("file_progress", { name }));
  part("open", item).setAttribute("aria-label", say("file_open", { name }));
  part("transcript-text", item).textContent = entry.transcript ?? "";
  part("transcript-text", item).lang = language;
  show(part("transcript", item), (entry.transcript ?? "") !== "");
  const advance = (/** @type {number} */ share) => (part("progress", item).value = share);
  const open = async () => openFile(await fetched(advance), identity, entry, inner);
  onEach(part("open", item), "click", () => fetchAndShow(item, entry, open));
  return item;
}

/**
 * @param {HTMLElement} item
 * @param {import("./attachment.js").Entry} entry
 * @param {() => Promise<Blob>} open
 */
async function fetchAndShow(item, entry, open) {
  const { name } = entry;
  const progress = part("progress", item);
  const note = part("note", item);
  note.textContent = say("file_opening", { name });
  show(progress, true);
  try {
    const content = await open();
    const view = await viewOf(content, entry);
    if (view !== null) part("shown", item).replaceChildren(view);
    offerToSave(part("save", item), content, name);
    show(part("open-choice", item), false);
    show(part("save-choice", item), true);
    note.textContent = say(view === null ? "file_only_saved" : "file_open_now", { name });
  } catch (error) {
    tell(note, sayError(error, "file", { name }));
    item.dispatchEvent(new CustomEvent("trouble", { bubbles: true, detail: error }));
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
