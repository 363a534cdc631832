// The six words of an owner key: choosing them, reading them back with patience, near matches.
// The list is the one of SLIP-39: 1024 words, no two alike in their first four letters.
import list from "../../sealing/words.txt";

export const WORDS = list.trim().split(/\s+/);
export const WORD_COUNT = 6;
const KNOWN = new Set(WORDS);
const NEAR_ENOUGH = 2;
const NEAR_SHOWN = 3;

/**
 * @typedef {object} Unknown a word that is not in the list
 * @property {"unknown"} kind
 * @property {number} place counted from 1
 * @property {string} word
 * @property {string[]} near
 */

/** Six words drawn by chance, 60 bits in all. */
export function chooseWords() {
  const draws = crypto.getRandomValues(new Uint16Array(WORD_COUNT));
  return Array.from(draws, (draw) => WORDS[draw % WORDS.length]);
}

/**
 * The words in what somebody typed: any case, any spacing, numbered or not.
 * @param {string} typed
 */
export function wordsIn(typed) {
  const parts = typed.normalize("NFKC").toLowerCase().split(/[\s,.;:·()\-–—/|]+/);
  return parts.filter((part) => part !== "" && !/^\d+$/.test(part));
}

/**
 * What is wrong with typed words, or null.
 * @param {string[]} words
 * @returns {null | {kind: "count", count: number} | Unknown}
 */
export function problemWith(words) {
  const place = words.findIndex((word) => !KNOWN.has(word));
  if (place >= 0) {
    return { kind: "unknown", place: place + 1, word: words[place], near: nearTo(words[place]) };
  }
  return words.length === WORD_COUNT ? null : { kind: "count", count: words.length };
}

/** Words of the list that somebody may have meant, the likeliest first. @param {string} word */
export function nearTo(word) {
  const start = word.slice(0, 4);
  const rated = WORDS.map((known) => {
    const sameStart = start.length === 4 && known.startsWith(start);
    return { known, steps: sameStart ? 0 : stepsBetween(word, known) };
  });
  return rated
    .filter(({ steps }) => steps <= NEAR_ENOUGH)
    .sort((a, b) => a.steps - b.steps)
    .slice(0, NEAR_SHOWN)
    .map(({ known }) => known);
}

/**
 * How many letters to change, add, drop or swap with a neighbour.
 * @param {string} a
 * @param {string} b
 */
function stepsBetween(a, b) {
  let older = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const changed = previous[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1);
      current[column] = Math.min(previous[column] + 1, current[column - 1] + 1, changed);
      if (row > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        current[column] = Math.min(current[column], older[column - 2] + 1);
      }
    }
    older = previous;
    previous = current;
  }
  return previous[b.length];
}
