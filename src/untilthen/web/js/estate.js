// A new estate key and its parts, made in this page: split, tried in every smallest set, and each
// keeper's part sealed to their key. `sent` is all that the server gets; the kit stays with the owner.
import { armor, Encrypter } from "age-encryption";
import { toBase64, toHex, utf8 } from "./bytes.js";
import { identityOf, makeSeed, recipientOf } from "./identity.js";
import { split } from "./parts.js";
import { partKeyOf } from "./proof.js";
import { sealContent } from "./seal.js";
import { provenToCombine } from "./smallestsets.js";

/** The passphrase of the identity file is the whole seed, so stretching it would add nothing. */
const IDENTITY_WORK = 10;
const GROUPS_NEEDED = 2;
const ALONE = { needed: 1, count: 1 };
/** @type {Record<string, import("./parts.js").Group[]>} the kit's own group, where it has one */
const KIT_GROUPS = { none: [], one: [ALONE], two: [{ needed: 2, count: 2 }], copy: [] };

/**
 * @typedef {object} Facts as seal/facts/ gives them
 * @property {string} plan
 * @property {number} number of the set to be made
 * @property {boolean} solo
 * @property {number} needed
 * @property {string} owner
 * @property {string} signer
 * @property {{person: number, name: string, key: string}[]} keepers who have a key
 * @property {import("./reseal.js").LetterFacts[]} letters
 * @property {{set: number, estate: string} | null} beside
 */

/**
 * @typedef {object} Made
 * @property {string} estate the public key
 * @property {object} sent
 * @property {string[]} kit the words of each sheet
 */

/**
 * The set, ready to be sent; what the owner chose of kit and hold copy is in `choice`.
 * @param {Facts} facts @param {{kit: string, hold: number}} choice @returns {Promise<Made>}
 */
export async function makeSet(facts, choice) {
  const seed = makeSeed();
  try {
    const estate = await recipientOf(identityOf(seed));
    return facts.solo ? madeAlone(facts, seed, estate) : await madeOfParts(facts, choice, seed, estate);
  } finally {
    seed.fill(0);
  }
}

/** @param {Facts} facts @param {Uint8Array} seed @param {string} estate @returns {Made} */
function madeAlone({ number }, seed, estate) {
  const sent = {
    ...{ number, estate, custody: "server", kit: "none", needed: 0, identity_file: "" },
    ...{ server_part: toHex(seed), hold: [], parts: [] },
  };
  return { estate, sent, kit: [] };
}

/**
 * @param {Facts} facts @param {{kit: string, hold: number}} choice @param {Uint8Array} seed
 * @param {string} estate @returns {Promise<Made>}
 */
async function madeOfParts({ number, needed, keepers }, { kit, hold }, seed, estate) {
  const groups = [ALONE, { needed, count: keepers.length + hold }, ...KIT_GROUPS[kit]];
  const made = await split(seed, groups, GROUPS_NEEDED);
  await provenToCombine(seed, groups, made, GROUPS_NEEDED);
  const [[ours], theirs, sheets = []] = made;
  const parts = keepers.map((keeper, member) => partFor(keeper, member, theirs[member]));
  const sent = {
    ...{ number, estate, custody: "keepers", kit, needed, identity_file: await identityFile(seed) },
    ...{ server_part: ours, hold: theirs.slice(keepers.length), parts: await Promise.all(parts) },
  };
  return { estate, sent, kit: kit === "copy" ? [ours] : sheets };
}

/** A keeper's part, sealed. @param {{person: number, key: string}} keeper @param {number} member @param {string} words */
async function partFor({ person, key }, member, words) {
  const file = toBase64(await sealContent(utf8(words), [key]));
  return { person, member, recipient: key, proof: partKeyOf(words).public, file };
}

/** The estate identity, locked with its seed as public tools print it. @param {Uint8Array} seed */
async function identityFile(seed) {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(IDENTITY_WORK);
  encrypter.setPassphrase(toHex(seed));
  return armor.encode(await encrypter.encrypt(`${identityOf(seed)}\n`));
}
