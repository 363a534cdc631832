// Signs the manifest of what is there now, so that later nothing can be exchanged unseen. Somebody's
// key that is another one than was signed before is refused until the owner compared it.
import { plainText, utf8 } from "./bytes.js";
import { BadKey, Damaged, Refused } from "./errors.js";
import { instantOf } from "./fields.js";
import { recipientOf } from "./identity.js";
import { buildManifest, MANIFEST_NAMESPACE, nameHash, parseManifest } from "./manifest.js";
import { getJson, postJson } from "./server.js";
import { sign, signingKeyOf, verify } from "./sign.js";

const UNPROCESSABLE = 422;

/** @typedef {{number: number, name: string, key: string, part: number | null, proof: string}} PersonFacts */
/** @typedef {Map<number, {key: string, byVoice: boolean}>} Compared what the owner said of each key, by number */

/** Keys that are other ones than the owner signed, and were not compared since. */
export class ChangedKeys extends Error {
  /** @param {string[]} names */
  constructor(names) {
    super("keys changed since they were signed");
    this.names = names;
  }
}

/**
 * Sign and send the manifest; ChangedKeys where a key must be compared first.
 * @param {string} url @param {string} identity the owner's @param {Compared} [compared]
 */
export async function signManifest(url, identity, compared = new Map()) {
  try {
    await signOnce(url, identity, compared);
  } catch (error) {
    // Another window may have signed meanwhile: then its number is taken, and the next one is ours.
    if (!(error instanceof Refused && error.status === UNPROCESSABLE)) throw error;
    await signOnce(url, identity, compared);
  }
}

/** @param {string} url @param {string} identity @param {Compared} compared */
async function signOnce(url, identity, compared) {
  const facts = await getJson(url);
  if (facts.owner !== (await recipientOf(identity))) throw new BadKey("not the owner of this plan");
  const last = lastSigned(facts, identity);
  const changed = changedKeys(facts.people, last).filter((each) => saidOf(each, compared) !== true);
  if (changed.length > 0) throw new ChangedKeys(changed.map(({ name }) => name));
  const content = buildManifest(manifestOf(facts, identity, last, compared));
  const signature = sign(content, MANIFEST_NAMESPACE, signingKeyOf(identity));
  await postJson(url, { text: plainText(content), signature });
}

/** What the owner said of this very key. @param {PersonFacts} person @param {Compared} compared */
function saidOf({ number, key }, compared) {
  const said = compared.get(number);
  return said?.key === key ? said.byVoice : undefined;
}

/**
 * What the owner signed last, or null; Damaged where it is not the owner's signature.
 * @param {{signed: {text: string, signature: string} | null}} facts @param {string} identity
 */
export function lastSigned({ signed }, identity) {
  if (signed === null) return null;
  const content = utf8(signed.text);
  try {
    const signer = verify(content, signed.signature, MANIFEST_NAMESPACE);
    if (signer === signingKeyOf(identity).public) return parseManifest(content);
  } catch (error) {
    throw new Damaged("the manifest is not as it was signed", { cause: error });
  }
  throw new Damaged("the manifest carries another signature");
}

/**
 * Who has another key now than the one that was signed.
 * @param {PersonFacts[]} people @param {import("./manifest.js").Manifest | null} last
 */
export function changedKeys(people, last) {
  return people.filter(({ number, key }) => {
    const known = knownIn(last, number)?.key ?? "";
    return key !== "" && known !== "" && known !== key;
  });
}

/** @param {import("./manifest.js").Manifest | null} last @param {number} number */
export function knownIn(last, number) {
  return last?.people.find((person) => person.number === number);
}

/**
 * @param {any} facts @param {string} identity
 * @param {import("./manifest.js").Manifest | null} last @param {Compared} compared
 */
function manifestOf({ plan, number, set, estate, owner, people, letters }, identity, last, compared) {
  const entry = (/** @type {PersonFacts} */ person) => {
    const known = knownIn(last, person.number);
    const before = person.key !== "" && known?.key === person.key ? known.compared : false;
    return {
      ...person,
      name: nameHash(identity, person.name),
      compared: saidOf(person, compared) ?? before,
    };
  };
  return {
    ...{ plan, number, made_at: instantOf(new Date()), set, estate, owner },
    people: people.map(entry).sort((/** @type {any} */ a, /** @type {any} */ b) => a.number - b.number),
    letters: letters.sort((/** @type {any} */ a, /** @type {any} */ b) => (a.letter < b.letter ? -1 : 1)),
  };
}
