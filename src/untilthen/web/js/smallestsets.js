// Tries every smallest set of parts before anything leaves the page: a part that opens nothing must
// be noticed while the secret is still here.
import { decrypt } from "./feistel.js";
import { recoverShared } from "./gathering.js";
import { same } from "./gf256.js";
import { readPart } from "./mnemonic.js";
import { NotTogether } from "./parterrors.js";

/** @typedef {import("./parts.js").Group} Group */
/** @typedef {import("./mnemonic.js").Part} Part */

/**
 * Every set of parts that opens and would not with one part fewer.
 * @template T
 * @param {Group[]} groups @param {T[][]} parts by group @param {number} groupsNeeded
 * @returns {Generator<T[]>}
 */
export function* everySmallestSet(groups, parts, groupsNeeded) {
  for (const chosen of choices([...groups.keys()], groupsNeeded)) {
    yield* oneOfEach(chosen.map((index) => [...choices(parts[index], groups[index].needed)]));
  }
}

/**
 * Combines every smallest set; NotTogether if one does not give the secret, or if a part does not
 * say of itself what was asked for.
 * @param {Uint8Array} secret @param {Group[]} groups
 * @param {string[][]} parts as words, by group @param {number} groupsNeeded
 */
export async function provenToCombine(secret, groups, parts, groupsNeeded) {
  const read = parts.map((words) => words.map(readPart));
  checkLabels(read, groups, groupsNeeded);
  /** @type {Uint8Array | null} */
  let proven = null;
  for (const set of everySmallestSet(groups, read, groupsNeeded)) {
    const shared = recoverShared(set);
    if (proven === null) {
      const opened = await decrypt(shared, set[0]);
      if (!same(opened, secret)) throw new NotTogether(null);
      opened.fill(0);
      proven = shared;
    }
    // The slow step is the same for all sets: what gives the same before it gives the same secret.
    if (!same(shared, proven)) throw new NotTogether(null);
    if (shared !== proven) shared.fill(0);
  }
  proven?.fill(0);
  for (const { value } of read.flat()) value.fill(0);
}

/** @param {Part[][]} read @param {Group[]} groups @param {number} groupsNeeded */
function checkLabels(read, groups, groupsNeeded) {
  if (read.length !== groups.length || groups.length === 0) throw new NotTogether(null);
  groups.forEach(({ needed, count }, index) => {
    const right = read[index].every((part, member) => {
      const inSet = part.groups === groups.length && part.groupsNeeded === groupsNeeded;
      const inGroup = part.group === index && part.membersNeeded === needed;
      return inSet && inGroup && part.member === member;
    });
    if (!right || read[index].length !== count) throw new NotTogether(index);
  });
}

/**
 * Every way to take `count` of `all`, in order.
 * @template T
 * @param {T[]} all @param {number} count @returns {Generator<T[]>}
 */
function* choices(all, count) {
  if (count === 0) yield [];
  for (let at = 0; count > 0 && at <= all.length - count; at++) {
    for (const rest of choices(all.slice(at + 1), count - 1)) yield [all[at], ...rest];
  }
}

/**
 * Every way to take one list of each and lay them end to end.
 * @template T
 * @param {T[][][]} lists @returns {Generator<T[]>}
 */
function* oneOfEach([first, ...others]) {
  if (first === undefined) return yield [];
  for (const list of first) {
    for (const rest of oneOfEach(others)) yield [...list, ...rest];
  }
}
