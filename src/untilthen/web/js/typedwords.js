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
  const { place, word, near } = problem;
  if (near.length === 0) return say("word_unknown", { place, word });
  return say("word_near", { place, word, near: eitherOf(near) });
}
