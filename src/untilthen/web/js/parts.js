// A secret as parts in words (SLIP-39): split in two levels, and put together again. We write
// extendable sets without a passphrase, and read any set of the standard.
import { decrypt, encrypt } from "./feistel.js";
import { recoverShared } from "./gathering.js";
import { readPart, SECRET_SIZES, writePart } from "./mnemonic.js";
import { RefusedSplit } from "./parterrors.js";
import { share } from "./sharing.js";
import { wordsIn } from "./words.js";

export { readPart };
export const MOST = 16; // groups in a set, and parts in a group

/** @typedef {{needed: number, count: number}} Group any `needed` of its `count` parts open it */

/** What was typed, in small letters with one space between the words. @param {string} typed */
export const normalise = (typed) => wordsIn(typed).join(" ");

/**
 * The parts of each group, as words; any `groupsNeeded` groups give the secret back.
 * @param {Uint8Array} secret 16 or 32 bytes @param {Group[]} groups @param {number} groupsNeeded
 * @returns {Promise<string[][]>}
 */
export async function split(secret, groups, groupsNeeded) {
  checkSplit(secret, groups, groupsNeeded);
  const [draw] = crypto.getRandomValues(new Uint16Array(1));
  const set = {
    ...{ identifier: draw >> 1, extendable: true, exponent: 0 },
    ...{ groupsNeeded, groups: groups.length },
  };
  const shared = await encrypt(secret, set);
  const values = share(shared, groupsNeeded, groups.length);
  const parts = groups.map(({ needed, count }, group) => {
    const members = share(values[group], needed, count);
    const kind = { ...set, group, membersNeeded: needed };
    const words = members.map((value, member) => writePart({ ...kind, member, value }));
    for (const value of [...members, values[group]]) value.fill(0);
    return words;
  });
  shared.fill(0);
  return parts;
}

/**
 * The secret of parts, each as somebody typed it; we never write a passphrase.
 * @param {string[]} parts @param {Uint8Array} [passphrase]
 */
export async function combine(parts, passphrase) {
  const given = parts.map(readPlaced);
  try {
    const shared = recoverShared(given);
    const secret = await decrypt(shared, given[0], passphrase);
    shared.fill(0);
    return secret;
  } finally {
    for (const { value } of given) value.fill(0);
  }
}

/** @param {string} typed @param {number} index */
function readPlaced(typed, index) {
  try {
    return readPart(typed);
  } catch (/** @type {any} */ problem) {
    problem.part = index + 1; // a part read alone does not know where it stood
    throw problem;
  }
}

/** @param {Uint8Array} secret @param {Group[]} groups @param {number} groupsNeeded */
function checkSplit(secret, groups, groupsNeeded) {
  if (!SECRET_SIZES.includes(secret.length)) throw new RefusedSplit("not 16 or 32 bytes");
  if (!isWithin(groupsNeeded, groups.length)) throw new RefusedSplit("it could open nothing");
  for (const { needed, count } of groups) {
    if (!isWithin(needed, count)) throw new RefusedSplit("a group that cannot be completed");
    if (needed === 1 && count > 1) throw new RefusedSplit("parts that are all the same");
  }
}

/** @param {number} needed @param {number} count */
function isWithin(needed, count) {
  return [needed, count].every(Number.isInteger) && needed >= 1 && needed <= count && count <= MOST;
}
