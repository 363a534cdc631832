// Parts brought together: of one set, none twice, enough of them, and all agreeing. Whatever is
// wrong is said exactly. More parts than needed are welcome, and checked too.
import { interpolate, same } from "./gf256.js";
import { NotTogether, OtherSet, SamePartTwice, TooFewParts } from "./parterrors.js";
import { recover, SECRET_POSITION } from "./sharing.js";

/** @typedef {import("./mnemonic.js").Part} Part */
/** @typedef {import("./gf256.js").Points} Points */
/** @typedef {{index: number, needed: number, values: Points}} Group what is at hand of a group */

/**
 * What was shared, from parts of which each is checked that can be: those of a group that lacks
 * two or more cannot.
 * @param {Part[]} given
 */
export function recoverShared(given) {
  if (given.length === 0) throw new TooFewParts(1, []);
  checkOneSet(given);
  checkNoneTwice(given);
  const groups = gathered(given);
  const complete = groups.filter(isComplete);
  const points = new Map(complete.map((group) => [group.index, recovered(group)]));
  const shared = recover(points, given[0].groupsNeeded);
  if (shared === null) throw new NotTogether(null);
  // One part short, a group is still checked: what it should give is known by now.
  for (const group of groups.filter(({ values, needed }) => values.size === needed - 1)) {
    const value = interpolate(points, group.index);
    recovered({ ...group, values: new Map([...group.values, [SECRET_POSITION, value]]) });
  }
  for (const value of points.values()) value.fill(0);
  return shared;
}

/** @param {Group} group */
const isComplete = ({ values, needed }) => values.size >= needed;

/** What all parts of one set have in common. @param {Part} part */
function setMark({ identifier, extendable, exponent, groupsNeeded, groups, value }) {
  return [identifier, extendable, exponent, groupsNeeded, groups, value.length].join(" ");
}

/** Raise OtherSet with the first part not of the set, or group, of most. @param {Part[]} given */
function checkOneSet(given) {
  const placed = given.map((part, i) => ({ part, place: i + 1 }));
  checkSame(placed.map(({ part, place }) => ({ place, mark: setMark(part) })));
  for (const group of new Set(given.map((part) => part.group))) {
    const ours = placed.filter(({ part }) => part.group === group);
    checkSame(ours.map(({ part, place }) => ({ place, mark: String(part.membersNeeded) })));
  }
}

/** @param {{place: number, mark: string}[]} marked */
function checkSame(marked) {
  const counts = new Map();
  for (const { mark } of marked) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const [[usual]] = [...counts].sort(([, a], [, b]) => b - a);
  const odd = marked.find(({ mark }) => mark !== usual);
  if (odd !== undefined) throw new OtherSet(odd.place);
}

/** @param {Part[]} given */
function checkNoneTwice(given) {
  given.forEach((part, i) => {
    const first = given.findIndex(({ group, member }) => {
      return group === part.group && member === part.member;
    });
    if (first === i) return;
    if (same(given[first].value, part.value)) throw new SamePartTwice(first + 1, i + 1);
    throw new NotTogether(part.group);
  });
}

/** The parts by group, in order; TooFewParts if they open nothing. @param {Part[]} given */
function gathered(given) {
  /** @type {Map<number, Group>} */
  const groups = new Map();
  const inOrder = given.slice().sort((a, b) => a.group - b.group || a.member - b.member);
  for (const part of inOrder) {
    const { group: index, membersNeeded: needed } = part;
    if (!groups.has(index)) groups.set(index, { index, needed, values: new Map() });
    groups.get(index)?.values.set(part.member, part.value);
  }
  const found = [...groups.values()];
  if (found.filter(isComplete).length < given[0].groupsNeeded) {
    const counts = found.map(({ index, needed, values }) => {
      return { group: index, given: values.size, needed };
    });
    throw new TooFewParts(given[0].groupsNeeded, counts);
  }
  return found;
}

/** @param {Group} group */
function recovered({ index, needed, values }) {
  const value = recover(values, needed);
  if (value === null) throw new NotTogether(index);
  return value;
}
