// Drafts in this browser, each sealed to its owner's own key before it is written down: whoever
// looks into the browser's storage finds bytes, a date and a version, and opens nothing.
// IndexedDB, because what it has taken is still there when the browser is killed the next moment.
import { utf8 } from "./bytes.js";
import { Missing } from "./errors.js";
import { jsonObject } from "./fields.js";
import { openContent } from "./open.js";
import { sealContent } from "./seal.js";

const DATABASE = "until-then";
const DRAFTS = "drafts";

/** @typedef {{at: number, version: string, sealed: Uint8Array}} Kept `at`: milliseconds since 1970 */

/** The draft of one thing that one owner writes. */
export class Draft {
  /** @param {string} owner recipient @param {string} name what is written: "letter new", "wishes" */
  constructor(owner, name) {
    this.owner = owner;
    // The end of a recipient tells owners apart who share a browser.
    this.key = `${owner.slice(-16)} ${name}`;
  }

  /** What is kept, or null; also where the browser keeps nothing. @returns {Promise<Kept | null>} */
  async found() {
    const kept = await inStore("readonly", (drafts) => drafts.get(this.key)).catch(() => undefined);
    return kept ?? null;
  }

  /**
   * Seal and keep it in place of what was kept before.
   * @param {object} content anything JSON can say
   * @param {string} version of what is being changed: saving must not pass over a later one
   * @returns {Promise<boolean>} false if the browser has no room, or keeps nothing
   */
  async keep(content, version) {
    const sealed = await sealContent(utf8(JSON.stringify({ v: 1, content })), [this.owner]);
    const kept = { at: Date.now(), version, sealed };
    const put = inStore("readwrite", (drafts) => drafts.put(kept, this.key));
    return put.then(() => true, () => false);
  }

  /** The content and version that were kept. @param {string} identity the owner's */
  async read(identity) {
    const kept = await this.found();
    if (kept === null) throw new Missing("no draft");
    const { content } = jsonObject(await openContent(kept.sealed, identity));
    return { content, version: kept.version };
  }

  async drop() {
    await inStore("readwrite", (drafts) => drafts.delete(this.key)).catch(() => undefined);
  }
}

/**
 * Do one thing with the drafts; its result once it is safely written.
 * @param {IDBTransactionMode} mode
 * @param {(drafts: IDBObjectStore) => IDBRequest} act
 * @returns {Promise<any>}
 */
async function inStore(mode, act) {
  const database = await opened();
  try {
    const transaction = database.transaction(DRAFTS, mode, { durability: "strict" });
    const request = act(transaction.objectStore(DRAFTS));
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    return request.result;
  } finally {
    database.close();
  }
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(DRAFTS);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
