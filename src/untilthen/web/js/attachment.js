// One file a letter takes along: cleaned of what a photo tells, described, sealed and sent.
// Markup: <template id="attachment-item"> in letters/form.html.
import { Missing, Refused, UploadLost } from "./errors.js";
import { openFile } from "./open.js";
import { part, show, tell } from "./page.js";
import { cleaned } from "./photo/clean.js";
import { sealFile } from "./seal.js";
import { say, sizeInWords } from "./sentences.js";
import { getStream } from "./server.js";
import { upload } from "./upload.js";

/**
 * @typedef {object} Entry as in a letter's text
 * @property {string} file the server's id
 * @property {string} name
 * @property {string} type
 * @property {number} size in bytes
 * @property {string} sha256 in hex
 * @property {string} transcript
 */

/**
 * @typedef {object} Sealing for whom files are sealed, and where they go
 * @property {string[]} recipients
 * @property {string} [inner] the attachment key of a letter with an inner lock, as an identity
 * @property {string} identity the owner's, who may have to open a file to seal it otherwise
 * @property {string} filesUrl
 */

/** One file of the letter: either already saved, or chosen now. */
export class Attachment {
  /** @type {Entry | null} */
  saved = null;
  /** @type {string | undefined} the attachment key that what is saved was sealed with */
  inner;
  /** For whom it was sealed on this page; what was saved before follows the plan's set. */
  sealedTo = "";
  /** @type {Promise<import("./photo/clean.js").Cleaned> | null} */
  cleaning = null;

  /**
   * @param {string} name
   * @param {string} type
   * @param {number} size
   * @param {(gone: Attachment) => void} onRemove
   */
  constructor(name, type, size, onRemove) {
    this.name = name;
    this.type = type || "application/octet-stream";
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("attachment-item"));
    const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    this.item = /** @type {HTMLElement} */ (copy.firstElementChild);
    part("name", this.item).textContent = name;
    part("size", this.item).textContent = sizeInWords(size);
    part("progress", this.item).setAttribute("aria-label", say("file_progress", { name }));
    part("remove", this.item).setAttribute("aria-label", say("file_remove", { name }));
    part("remove", this.item).addEventListener("click", () => onRemove(this));
    this.transcript = part("transcript", this.item);
    show(part("transcript-field", this.item), /^(audio|video)\//.test(this.type));
  }

  /** @param {File} file */
  choose(file) {
    this.file = file;
    this.cleaning = cleaned(file);
    const keep = part("keep", this.item);
    const describe = async () => {
      const { outcome } = await this.cleaning.catch(() => ({ outcome: "unreadable" }));
      const key = outcome === "removed" && keep.checked ? "kept" : outcome;
      show(part("keep-choice", this.item), outcome === "removed");
      tell(part("note", this.item), key === "not_a_photo" ? "" : say(`photo_${key}`));
    };
    keep.addEventListener("change", () => {
      this.saved = null; // what was sent before is not what is wanted now
      void describe();
    });
    void describe();
  }

  /** Whether the file is sent, and sealed for the right readers. @param {Sealing} how */
  isSaved({ recipients, inner }) {
    const sameReaders = this.sealedTo === "" || this.sealedTo === recipients.join(" ");
    return this.saved !== null && this.inner === inner && sameReaders;
  }

  /** Seal and send the file unless that was done. @param {Sealing} how */
  async save(how) {
    if (this.isSaved(how)) return;
    const progress = part("progress", this.item);
    show(progress, true);
    const advance = (/** @type {number} */ share) => (progress.value = share);
    try {
      const content = await this.#content(how);
      const sent = () => sendSealed(content, how, advance);
      const { file, sha256 } = await sent().catch((error) => {
        if (!isLost(error)) throw error;
        return sent();
      });
      const { name, type } = this;
      this.saved = { file, name, type, size: content.size, sha256, transcript: "" };
      this.inner = how.inner;
      this.sealedTo = how.recipients.join(" ");
    } finally {
      show(progress, false);
    }
  }

  /** The file as chosen here; else what was saved before, opened. @param {Sealing} how */
  async #content({ filesUrl, identity }) {
    if (this.file !== undefined) {
      return part("keep", this.item).checked ? this.file : (await this.cleaning).content;
    }
    const saved = /** @type {Entry} */ (this.saved);
    const stream = await getStream(`${filesUrl}${saved.file}/`, () => undefined);
    return openFile(stream, identity, saved, this.inner);
  }

  /** @returns {Entry} */
  entry() {
    return { .../** @type {Entry} */ (this.saved), transcript: this.transcript.value };
  }
}

/**
 * @param {Blob} content
 * @param {Sealing} how
 * @param {(share: number) => void} onProgress
 */
async function sendSealed(content, { recipients, inner, filesUrl }, onProgress) {
  const sealed = await sealFile(content, recipients, inner);
  const file = await upload(sealed, filesUrl, onProgress);
  return { file, sha256: sealed.contentHash() };
}

/** Whether sealing and sending once more from the start can help. @param {unknown} error */
function isLost(error) {
  return error instanceof UploadLost || error instanceof Missing
    || (error instanceof Refused && error.status === 422);
}
