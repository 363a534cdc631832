// Says in words what is wrong with six typed words.
import { eitherOf, say } from "./sentences.js";
import { problemWith, WORD_COUNT } from "./words.js";

/** The sentence for what is wrong with `words`, or "". @param {string[]} words */
export function complaintAbout(words) {
  const problem = problemWith(words);
  if (problem === null) return "";
  if (problem.kind === "count") {
    return say("words_count", { count: problem.count, needed: WORD_COUNT });
  }
  return unknownWord(problem.place, problem.word, problem.near);
}

/**
 * The sentence for a word that is not in the list.
 * @param {number} place @param {string} word @param {string[]} near
 */
export function unknownWord(place, word, near) {
  if (near.length === 0) return say("word_unknown", { place, word });
  return say("word_near", { place, word, near: eitherOf(near) });
}

/**
 * The sentence for the first word that is not the one shown, or "".
 * @param {string[]} typed @param {string[]} shown
 */
export function differenceFrom(typed, shown) {
  const place = typed.findIndex((word, i) => word !== shown[i]);
  return place < 0 ? "" : say("word_other", { place: place + 1, word: typed[place] });
}
