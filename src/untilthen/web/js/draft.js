// Keeps what is being written on this device until it is saved, sealed to the owner's own key.
import { fromBase64, toBase64 } from "./bytes.js";
import { openText } from "./open.js";
import { sealText } from "./seal.js";

/** One draft: of a letter (or of the new one) of one owner. */
export class Draft {
  /** @param {string} owner recipient @param {string} letter id, or "" for a new one */
  constructor(owner, letter) {
    this.owner = owner;
    // The end of a recipient tells owners apart who share a browser.
    this.key = `until-then draft ${owner.slice(-16)} ${letter || "new"}`;
  }

  /** When the draft was kept (milliseconds since 1970), or null if there is none. */
  keptAt() {
    const entry = localStorage.getItem(this.key);
    return entry === null ? null : Number(entry.split(" ")[0]);
  }

  /** The version of the letter that was being changed: saving must not pass over a later one. */
  version() {
    return (localStorage.getItem(this.key) ?? "").split(" ")[1] ?? "0";
  }

  /**
   * @param {object} text as in a letter
   * @param {string} version
   * @returns {Promise<boolean>} false if the browser has no room
   */
  async keep(text, version) {
    const sealed = await sealText(text, [this.owner]);
    try {
      localStorage.setItem(this.key, `${Date.now()} ${version} ${toBase64(sealed)}`);
      return true;
    } catch {
      return false; // storage is full or switched off; the page still warns before leaving
    }
  }

  /** @param {string} identity the owner's */
  async read(identity) {
    const entry = localStorage.getItem(this.key) ?? "";
    return openText(fromBase64(entry.split(" ")[2] ?? ""), identity);
  }

  drop() {
    localStorage.removeItem(this.key);
  }
}
