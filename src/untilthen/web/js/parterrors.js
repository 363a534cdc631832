// What can be wrong with parts, told apart by what a person can do about it, as sealing/errors.py
// does. Places count from 1, groups from 0; `part` is 0 where a part was read alone.

class UnreadablePart extends Error {
  part = 0;
}

/** A word that is not in the list. */
export class UnknownWord extends UnreadablePart {
  kind = "unknown_word";

  /** @param {number} place @param {string} word @param {string[]} near what was perhaps meant */
  constructor(place, word, near) {
    super(`word ${place} is not in the list`); // a word may be half a secret
    this.place = place;
    this.word = word;
    this.near = near;
  }
}

/** All words are in the list, but no part has so many of them. */
export class WrongWordCount extends UnreadablePart {
  kind = "wrong_word_count";

  /** @param {number} count @param {number[]} allowed our own first */
  constructor(count, allowed) {
    super(`${count} words, but a part has ${allowed.join(" or ")}`);
    this.count = count;
    this.allowed = allowed;
  }
}

/** The words do not fit together: one is another word of the list, or two are swapped. */
export class WrongChecksum extends UnreadablePart {
  kind = "wrong_checksum";
}

/** The words fit together, but say what no writer of parts says. */
export class ImpossiblePart extends UnreadablePart {
  kind = "impossible_part";
}

/** A part belongs to another set than most. */
export class OtherSet extends Error {
  kind = "other_set";

  /** @param {number} part its place among those given */
  constructor(part) {
    super(`part ${part} is of another set`);
    this.part = part;
  }
}

/** A part was given before. */
export class SamePartTwice extends Error {
  kind = "same_part_twice";

  /** @param {number} first @param {number} part their places among those given */
  constructor(first, part) {
    super(`part ${part} is part ${first} once more`);
    this.first = first;
    this.part = part;
  }
}

/** @typedef {{group: number, given: number, needed: number}} GroupCount */

/** Too few groups are complete; `groups` are those with a part, in order. */
export class TooFewParts extends Error {
  kind = "too_few_parts";

  /** @param {number} groupsNeeded @param {GroupCount[]} groups */
  constructor(groupsNeeded, groups) {
    super("there are too few parts");
    this.groupsNeeded = groupsNeeded;
    this.groups = groups;
  }
}

/** Parts say that they are of one set, but their values do not agree: one of them is forged. */
export class NotTogether extends Error {
  kind = "not_together";

  /** @param {number | null} group in which that was seen; null for between groups */
  constructor(group) {
    super("the parts do not belong together");
    this.group = group;
  }
}

/** A secret that cannot be split in the way asked for. */
export class RefusedSplit extends Error {
  kind = "refused_split";
}
