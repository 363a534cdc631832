// Seals a letter as it is now and sends it; then what follows from that: the set that waits beside
// gets it too, and the manifest is signed anew.
import { sealEnvelope } from "./envelope.js";
import { Refused } from "./errors.js";
import { recipientOf } from "./identity.js";
import { planOf } from "./letterform.js";
import { resealed } from "./reseal.js";
import { inWords, say } from "./sentences.js";
import { ask, getJson } from "./server.js";
import { ChangedKeys, changedKeys, lastSigned, signManifest } from "./signmanifest.js";

const UNPROCESSABLE = 422;

/**
 * @typedef {object} Writing
 * @property {HTMLFormElement} form its data-* name the places (letters/form.html)
 * @property {string} id the letter's
 * @property {object} text
 * @property {string[]} files
 * @property {import("./letterlock.js").LockChoice} choice
 * @property {string[]} keys of those it is locked to
 * @property {string} identity the owner's
 * @property {import("./estate.js").Facts & {estate: string}} facts
 */

/** Those who open what is sealed now. @param {{estate: string, owner: string}} facts */
export const recipientsIn = ({ estate, owner }) => (estate === "" ? [owner] : [estate, owner]);

/**
 * Seal and send; gives the server's answer.
 * @param {Writing} writing
 * @param {import("./stretch.js").OnProgress} [onProgress]
 * @returns {Promise<{letter: string, version: number, next: string}>}
 */
export async function saveSealed(writing, onProgress) {
  const { form, id, text, files, choice, keys, identity, facts } = writing;
  const draft = {
    ...{ plan: facts.plan, letter: id, version: Number(form.dataset.version) + 1 },
    to: [...form.querySelectorAll('input[name="to"]:checked')].map((box) => Number(box.value)),
    ...{ ...choice, keys, text, recipients: recipientsIn(facts), ownerIdentity: identity },
  };
  const sealed = await sealEnvelope(draft, onProgress);
  const plan = planOf(form, { id, files, sealed, lock: choice.lock, estate: facts.estate });
  return (await ask(form.dataset.save ?? "", { method: "POST", body: plan })).json();
}

/**
 * The keys of those a letter is locked to; Refused with a sentence where one must be compared first.
 * @param {string} manifestUrl @param {string} identity @param {number[]} readers
 */
export async function keysOf(manifestUrl, identity, readers) {
  const facts = await getJson(manifestUrl);
  const people = facts.people.filter((/** @type {any} */ { number }) => readers.includes(number));
  const changed = changedKeys(people, lastSigned(facts, identity));
  if (changed.length > 0) {
    const names = inWords(changed.map(({ name }) => name));
    throw new Refused(UNPROCESSABLE, { errors: { lock: say("keys_changed", { names }) } });
  }
  return people.map((/** @type {any} */ { key }) => key);
}

/**
 * What follows once the letter is saved. It is safe already: whatever fails here is said on the
 * owner's first page, and done by the pages of the letters and of the seal.
 * @param {string} letter @param {string} identity @param {DOMStringMap} places
 */
export async function followUp(letter, identity, places) {
  try {
    const { factsUrl = "", resealUrl = "", lettersUrl = "", files: filesUrl = "" } = places;
    const { beside, letters } = await getJson(factsUrl);
    const found = letters.find((/** @type {any} */ each) => each.letter === letter);
    if (beside !== null && found !== undefined) {
      const recipients = [beside.estate, await recipientOf(identity)];
      const how = { factsUrl, resealUrl, lettersUrl, filesUrl, identity, recipients, done: new Map() };
      await resealed(found, how);
    }
    await signManifest(places.manifest ?? "", identity);
  } catch (error) {
    const known = error instanceof ChangedKeys || typeof (/** @type {any} */ (error)).kind === "string";
    if (!known) throw error;
  }
}
