// One file a letter takes along: cleaned of what a photo tells, described, sealed and sent.
// Markup: <template id="attachment-item"> in letters/form.html.
import { Missing, Refused, UploadLost } from "./errors.js";
import { part, show, tell } from "./page.js";
import { cleaned } from "./photo/clean.js";
import { sealFile } from "./seal.js";
import { say, sizeInWords } from "./sentences.js";
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

/** One file of the letter: either already saved, or chosen now. */
export class Attachment {
  /** @type {Entry | null} */
  saved = null;
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

  /**
   * Seal and send the file unless that was done.
   * @param {string[]} recipients
   * @param {string} filesUrl
   */
  async save(recipients, filesUrl) {
    if (this.saved !== null) return;
    const keep = part("keep", this.item).checked;
    const content = keep ? this.file : (await this.cleaning).content;
    const progress = part("progress", this.item);
    show(progress, true);
    const advance = (/** @type {number} */ share) => (progress.value = share);
    try {
      const sent = () => sendSealed(content, recipients, filesUrl, advance);
      const { file, sha256 } = await sent().catch((error) => {
        if (!isLost(error)) throw error;
        return sent();
      });
      const { name, type } = this;
      this.saved = { file, name, type, size: content.size, sha256, transcript: "" };
    } finally {
      show(progress, false);
    }
  }

  /** @returns {Entry} */
  entry() {
    return { .../** @type {Entry} */ (this.saved), transcript: this.transcript.value };
  }
}

/**
 * @param {Blob} content
 * @param {string[]} recipients
 * @param {string} filesUrl
 * @param {(share: number) => void} onProgress
 */
async function sendSealed(content, recipients, filesUrl, onProgress) {
  const sealed = await sealFile(content, recipients);
  const file = await upload(sealed, filesUrl, onProgress);
  return { file, sha256: sealed.contentHash() };
}

/** Whether sealing and sending once more from the start can help. @param {unknown} error */
function isLost(error) {
  return error instanceof UploadLost || error instanceof Missing
    || (error instanceof Refused && error.status === 422);
}
