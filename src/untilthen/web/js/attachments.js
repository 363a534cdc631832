// The files a letter takes along, in their order on the page: <ul id="attachment-list">.
import { Attachment } from "./attachment.js";
import { say, sizeInWords } from "./sentences.js";

export const MOST_BYTES = 100 * 1024 * 1024;

/** @typedef {import("./attachment.js").Entry} Entry */

/** All files of the letter being written. */
export class AttachmentList {
  /** @type {Attachment[]} */
  #all = [];

  /** @param {HTMLElement} list @param {() => void} onChange */
  constructor(list, onChange) {
    this.list = list;
    this.onChange = onChange;
    list.addEventListener("input", onChange);
  }

  /**
   * Add files somebody chose; gives the sentences for those that are too large.
   * @param {Iterable<File>} files
   */
  choose(files) {
    const refusals = [];
    for (const file of files) {
      const { name, size } = file;
      // Told before a byte is read: sealing a film for minutes only to refuse it would be unkind.
      if (size > MOST_BYTES) refusals.push(tooLarge(name, size));
      else this.#add(name, file.type, size).choose(file);
    }
    return refusals;
  }

  /**
   * Show what a letter already holds.
   * @param {Entry[]} entries @param {string} [inner] its attachment key, where it has one
   * @param {string} [sealedTo] for whom they were sealed, where that may have changed since
   */
  restore(entries, inner, sealedTo = "") {
    for (const entry of entries) {
      const attachment = this.#add(entry.name, entry.type, entry.size);
      attachment.saved = entry;
      attachment.inner = inner;
      attachment.sealedTo = sealedTo;
      attachment.transcript.value = entry.transcript ?? "";
    }
  }

  clear() {
    for (const attachment of [...this.#all]) this.#remove(attachment);
  }

  /**
   * Seal and send what is new, or is sealed for others than it should be.
   * @param {import("./attachment.js").Sealing} how
   * @param {(name: string) => void} onBegin
   */
  async save(how, onBegin) {
    for (const attachment of this.#all) {
      if (!attachment.isSaved(how)) onBegin(attachment.name);
      try {
        await attachment.save(how);
      } catch (error) {
        throw new FileNotSaved(attachment.name, error);
      }
    }
  }

  /** The entries for the letter's text, of saved files only. */
  entries() {
    return this.#all.filter(({ saved }) => saved !== null).map((attachment) => attachment.entry());
  }

  /** @param {string} name @param {string} type @param {number} size */
  #add(name, type, size) {
    const attachment = new Attachment(name, type, size, (gone) => this.#remove(gone, true));
    this.#all.push(attachment);
    this.list.append(attachment.item);
    this.onChange();
    return attachment;
  }

  /** @param {Attachment} gone @param {boolean} [byHand] */
  #remove(gone, byHand = false) {
    this.#all = this.#all.filter((attachment) => attachment !== gone);
    gone.item.remove();
    if (byHand) document.getElementById("attachments")?.focus();
    this.onChange();
  }

  get length() {
    return this.#all.length;
  }
}

/** @param {string} name @param {number} size in bytes */
function tooLarge(name, size) {
  return say("file_too_large", { name, size: sizeInWords(size), most: sizeInWords(MOST_BYTES) });
}

/** A file of the letter could not be sealed or sent; `cause` says why. */
export class FileNotSaved extends Error {
  /** @param {string} name @param {unknown} cause */
  constructor(name, cause) {
    super("a file was not saved", { cause });
    this.fileName = name;
  }
}
