// Says which parts are here and which are missing, and what is wrong with parts that do not open.
import { sayPartProblem } from "../typedpart.js";
import { say } from "../sentences.js";
import {
  ImpossiblePart, NotTogether, OtherSet, SamePartTwice, TooFewParts, UnknownWord, WrongChecksum,
  WrongWordCount,
} from "../parterrors.js";

const NAMES = ["group_server", "group_keepers", "group_kit"];
const AS_TYPED = [ImpossiblePart, UnknownWord, WrongChecksum, WrongWordCount];

/** What a group of a plan is called. @param {number} index */
const groupName = (index) => say(NAMES[index] ?? "group_other");

/** How many parts of a group are here. @param {import("../parterrors.js").GroupCount} count */
function here({ group, given, needed }) {
  return say("group_here", { group: groupName(group), given, needed });
}

/** What one part is. @param {import("../mnemonic.js").Part} part */
export function kindOf({ group, membersNeeded }) {
  return say("part_is", { group: groupName(group), needed: membersNeeded });
}

/** Why parts do not open. @param {any} problem */
export function sayCombineProblem(problem) {
  const { part, first } = problem;
  if (problem instanceof TooFewParts) {
    const counts = problem.groups.map(here).join(" ");
    return say("parts_too_few", { counts, groups: problem.groupsNeeded });
  }
  if (problem instanceof OtherSet) return say("parts_other_set", { part });
  if (problem instanceof SamePartTwice) return say("parts_twice", { part, first });
  if (problem instanceof NotTogether) return say("parts_not_together");
  if (!AS_TYPED.some((kind) => problem instanceof kind)) throw problem;
  return say("parts_one_wrong", { part, said: sayPartProblem(problem) });
}
