// Says in words what is wrong with the words of a part.
import { ImpossiblePart, UnknownWord, WrongChecksum, WrongWordCount } from "./parterrors.js";
import { readPart } from "./parts.js";
import { say, sayError } from "./sentences.js";
import { unknownWord } from "./typedwords.js";

/**
 * The sentence for what went wrong with a part: how it was typed, or how it could not be opened.
 * @param {any} problem
 */
export function sayPartProblem(problem) {
  if (problem instanceof UnknownWord) {
    return unknownWord(problem.place, problem.word, problem.near);
  }
  if (problem instanceof WrongWordCount) {
    return say("part_words_count", { count: problem.count, needed: problem.allowed[0] });
  }
  if (problem instanceof WrongChecksum) return say("part_wrong_checksum");
  if (problem instanceof ImpossiblePart) return say("part_impossible");
  return sayError(problem, "part");
}

/** The sentence for what is wrong with a part as somebody typed it, or "". @param {string} typed */
export function complaintAboutPart(typed) {
  try {
    readPart(typed).value.fill(0);
    return "";
  } catch (problem) {
    return sayPartProblem(problem);
  }
}
