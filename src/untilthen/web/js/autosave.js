// Keeps what is written in a form as a sealed draft in this browser every few seconds, and brings
// it back later. Any form can use it: `new Autosave(draft, written)`, then `begin` once, `changed`
// on each input, `done` when it is saved where it belongs.
// Markup: components/draft_found.html above the form, components/draft_kept.html before its button.
import { onEach, part, show, status, tell } from "./page.js";
import { momentInWords, say, sayError } from "./sentences.js";
import { unlockedKey } from "./session.js";
import { unlocked } from "./unlock.js";

const KEPT_AFTER_MS = 2000;

/**
 * @typedef {object} Beginning
 * @property {() => void | Promise<void>} begin make the form ready where there is no draft
 * @property {(content: any, version: string) => void} restore make it ready with the draft
 */

/** The draft of the form on this page. */
export class Autosave {
  /** Whether something is written that is not saved where it belongs. */
  unsaved = false;
  /** @type {number | undefined} */
  #timer;
  /** One after another, so that none is kept after the draft was dropped. */
  #last = Promise.resolve();

  /**
   * @param {import("./draftstore.js").Draft} draft
   * @param {() => {content: object, version: string}} written what is to be kept now
   */
  constructor(draft, written) {
    this.draft = draft;
    this.written = written;
    // A phone may end a page that is out of sight without another word.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") void this.keep();
    });
    for (const root of [part("draft-found"), part("draft-kept")]) this.#offerDropping(root);
  }

  /**
   * Begin with the draft, if there is one: at once where the key is open, else when asked to.
   * @param {Beginning} form
   */
  async begin(form) {
    const kept = await this.draft.found();
    if (kept === null) return form.begin();
    const when = momentInWords(kept.at);
    tell(part("draft-when"), say("draft_found", { when }));
    show(part("draft-found"), true);
    onEach(part("draft-restore"), "click", async () => {
      await this.#restore(form, when);
      part("draft-kept").closest("form")?.querySelector("textarea:enabled")?.focus();
    });
    if (unlockedKey() !== null) await this.#restore(form, when);
  }

  /** @param {Beginning} form @param {string} when */
  async #restore(form, when) {
    const identity = await unlocked();
    try {
      const { content, version } = await this.draft.read(identity);
      form.restore(content, version);
    } catch (error) {
      return tell(part("draft-error"), sayError(error, "draft"));
    }
    this.unsaved = true;
    show(part("draft-choices"), false);
    tell(part("draft-error"), "");
    tell(part("draft-when"), say("draft_restored", { when }));
    show(part("draft-drop-choice", part("draft-kept")), true);
  }

  /** Something was written: it is kept within two seconds. */
  changed() {
    this.unsaved = true;
    this.#timer ??= setTimeout(() => void this.keep(), KEPT_AFTER_MS);
  }

  /** Keep it now. */
  keep() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#last = this.#last.then(() => this.#keepOnce());
    return this.#last;
  }

  async #keepOnce() {
    if (!this.unsaved) return;
    const { content, version } = this.written();
    const sentence = say(await this.draft.keep(content, version) ? "draft_kept" : "draft_not_kept");
    const place = part("draft-status");
    if (place.textContent !== sentence) place.textContent = sentence; // read out once, not each time
    show(part("draft-drop-choice", part("draft-kept")), true);
  }

  /** It is saved where it belongs: the draft goes. */
  async done() {
    this.unsaved = false;
    clearTimeout(this.#timer);
    await this.#last;
    await this.draft.drop();
  }

  /** @param {HTMLElement} root */
  #offerDropping(root) {
    const ask = (/** @type {boolean} */ asked) => {
      show(part("draft-drop", root), !asked);
      show(part("draft-sure", root), asked);
      part(asked ? "draft-sure-question" : "draft-drop", root).focus();
    };
    onEach(part("draft-drop", root), "click", async () => ask(true));
    onEach(part("draft-drop-no", root), "click", async () => ask(false));
    onEach(part("draft-drop-yes", root), "click", async () => {
      await this.done();
      status("");
      location.reload(); // the form as it was saved last, or empty
    });
  }
}
