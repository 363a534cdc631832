// One letter of a bundle: closed until somebody wants to read it, perhaps behind a lock of its own.
// Markup: <template id="letter"> in templates/offline/letter.html.
import { unlockEnvelope } from "../envelope.js";
import { Damaged, Missing, NotForThisKey } from "../errors.js";
import { attachmentList, setLetter } from "../lettertext.js";
import { openedFile } from "../openedfile.js";
import { onEach, part, show, tell } from "../page.js";
import { say, sayError } from "../sentences.js";
import { attachmentOf, doubtAbout, envelopeOf } from "./bundle.js";
import { fill } from "./language.js";
import { offerLock } from "./letterlocks.js";
import { sayDoubt, saySigned } from "./signedwords.js";

/** @typedef {import("./bundle.js").Bundle} Bundle */
/** @typedef {import("./bundle.js").Listed} Listed */
/** @typedef {{envelope: import("../envelope.js").Envelope, elsewhere: boolean}} Opened */

/** A letter on the page. */
export class OneLetter {
  /** @type {Opened | null} */
  #opened = null;
  /** @type {any} the letter itself, once it is out of its lock */
  #text = null;

  /** @param {Bundle} bundle @param {Listed} listed @param {number} number @param {string} identity */
  constructor(bundle, listed, number, identity) {
    this.bundle = bundle;
    this.listed = listed;
    this.number = number;
    this.identity = identity;
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("letter"));
    const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    this.item = /** @type {HTMLElement} */ (copy.firstElementChild);
    fill(this.item);
    onEach(this.part("read"), "click", () => this.#read());
    onEach(this.part("all-the-same"), "click", () => this.#pastWarning());
    onEach(this.part("close"), "click", async () => this.#close());
    onEach(this.part("print"), "click", async () => this.#print());
  }

  /** @param {string} name @returns {any} */
  part(name) {
    return part(name, this.item);
  }

  /** Take the letter out of its seal, as far as that goes without its reader. */
  async open() {
    try {
      this.#opened = await envelopeOf(this.bundle, this.listed, this.identity);
      if (this.#doubt() === "") await this.#tryUnlocking();
    } catch (error) {
      show(this.part("read-choice"), false);
      this.#tellProblem(error);
    }
    this.sayAgain();
    return this;
  }

  /** Say what does not change in itself, in the language of now. */
  sayAgain() {
    const { number } = this;
    const label = this.#text?.label ?? "";
    const title = label === "" ? "letter_title" : "letter_title_label";
    this.part("title").textContent = say(title, { number, label });
    this.part("read").setAttribute("aria-label", say("letter_read", { number }));
    const lock = this.#opened?.envelope.lock ?? "none";
    tell(this.part("state"), lock === "none" ? "" : say(`lock_${lock}`));
    const opened = /** @type {Opened} */ (this.#opened);
    if (this.#text !== null) tell(this.part("signed"), saySigned(opened.envelope, this.#doubt()));
  }

  #doubt() {
    return doubtAbout(/** @type {Opened} */ (this.#opened), this.bundle);
  }

  /** What opens with the key at hand opens at once; what does not waits for its reader. */
  async #tryUnlocking() {
    const { envelope } = /** @type {Opened} */ (this.#opened);
    if (envelope.lock === "passphrase") return;
    try {
      this.#text = await unlockEnvelope(envelope, { identity: this.identity });
    } catch (error) {
      if (envelope.lock === "none" || !(error instanceof NotForThisKey)) throw error;
    }
  }

  async #read() {
    const opened = /** @type {Opened} */ (this.#opened);
    show(this.part("read-choice"), false);
    const doubt = this.#doubt();
    if (doubt !== "" && this.#text === null) {
      tell(this.part("warning-why"), sayDoubt(opened.envelope, doubt));
      show(this.part("warning"), true);
      return this.part("all-the-same").focus();
    }
    this.#showOrUnlock(opened);
  }

  async #pastWarning() {
    show(this.part("warning"), false);
    try {
      await this.#tryUnlocking();
      this.#showOrUnlock(/** @type {Opened} */ (this.#opened));
    } catch (error) {
      this.#tellProblem(error);
    }
  }

  /** @param {Opened} opened */
  #showOrUnlock({ envelope }) {
    if (this.#text !== null) return this.#show();
    offerLock(this.item, envelope, (text) => {
      this.#text = text;
      this.#show();
    });
  }

  #show() {
    const { attachments, attachment_key: inner } = this.#text;
    setLetter(this.part("text"), this.#text);
    const items = attachments.map((/** @type {any} */ entry) => this.#file(entry, inner));
    if (items.length > 0) this.part("text").append(attachmentList(items));
    this.sayAgain();
    show(this.part("opened"), true);
    this.part("title").focus();
  }

  /** @param {import("../attachment.js").Entry} entry @param {string} [inner] */
  #file(entry, inner) {
    const sealed = () => attachmentOf(this.bundle, this.listed, entry.file);
    const item = openedFile(entry, sealed, this.identity, { inner, language: this.#text?.language ?? "" });
    fill(item);
    return item;
  }

  /** Put the letter away again, so that it can be left for somebody else. */
  #close() {
    show(this.part("opened"), false);
    show(this.part("read-choice"), true);
    this.part("read").focus();
  }

  /** Print this letter and no other. */
  #print() {
    for (const other of document.querySelectorAll(".is-printed")) other.classList.remove("is-printed");
    this.item.classList.add("is-printed");
    document.body.classList.add("prints-one");
    addEventListener("afterprint", () => document.body.classList.remove("prints-one"), { once: true });
    print();
  }

  /** @param {unknown} error */
  #tellProblem(error) {
    const ours = error instanceof Damaged || error instanceof Missing;
    tell(this.part("problem"), ours ? say(`letter_${error.kind}`) : sayError(error, "letter"));
  }
}
