// One part as words, as SLIP-39 lays it out: 40 bits that say what it is, its value, a checksum.
// Ten bits are a word; a value of 32 bytes makes 33 words, one of 16 bytes 20.
import { ImpossiblePart, UnknownWord, WrongChecksum, WrongWordCount } from "./parterrors.js";
import { CHECKSUM_WORDS, checksum, isWhole } from "./rs1024.js";
import { nearTo, WORDS, wordsIn } from "./words.js";

export const SECRET_SIZES = [32, 16]; // bytes; ours first
const WORD_COUNTS = [33, 20]; // words of a part with a value of that size
const HEAD_WORDS = 4;
const NUMBERS = new Map(WORDS.map((word, number) => [word, number]));

/**
 * @typedef {object} Part what the words of a part say; groups and members count from 0
 * @property {number} identifier
 * @property {boolean} extendable
 * @property {number} exponent
 * @property {number} group
 * @property {number} groupsNeeded
 * @property {number} groups
 * @property {number} member
 * @property {number} membersNeeded
 * @property {Uint8Array} value
 */

/** The part that somebody typed. @param {string} typed @returns {Part} */
export function readPart(typed) {
  const numbers = wordsIn(typed).map((word, i) => {
    const number = NUMBERS.get(word);
    if (number === undefined) throw new UnknownWord(i + 1, word, nearTo(word));
    return number;
  });
  const size = SECRET_SIZES[WORD_COUNTS.indexOf(numbers.length)];
  if (size === undefined) throw new WrongWordCount(numbers.length, WORD_COUNTS);
  const head = headOf(numbers);
  if (!isWhole(labelOf(head), numbers)) throw new WrongChecksum("the words do not fit together");
  const value = bytesOf(numbers.slice(HEAD_WORDS, -CHECKSUM_WORDS), size);
  if (head.groupsNeeded > head.groups) throw new ImpossiblePart("more groups than there are");
  if (head.group >= head.groups) throw new ImpossiblePart("a group that is not there");
  return { ...head, value };
}

/** The words of a part, with one space between them. @param {Part} part */
export function writePart(part) {
  const kind = (part.identifier << 5) | (Number(part.extendable) << 4) | part.exponent;
  const group = (part.group << 8) | ((part.groupsNeeded - 1) << 4) | (part.groups - 1);
  const place = (group << 8) | (part.member << 4) | (part.membersNeeded - 1);
  const head = [kind >> 10, kind & 1023, place >> 10, place & 1023];
  const numbers = [...head, ...numbersOf(part.value)];
  const all = [...numbers, ...checksum(labelOf(part), numbers)];
  return all.map((number) => WORDS[number]).join(" ");
}

/** @param {{extendable: boolean}} part */
const labelOf = ({ extendable }) => (extendable ? "shamir_extendable" : "shamir");

/** What the first four words say. @param {number[]} numbers */
function headOf(numbers) {
  const kind = (numbers[0] << 10) | numbers[1];
  const place = (numbers[2] << 10) | numbers[3];
  return {
    identifier: kind >> 5,
    extendable: ((kind >> 4) & 1) === 1,
    exponent: kind & 15,
    group: place >> 16,
    groupsNeeded: ((place >> 12) & 15) + 1,
    groups: ((place >> 8) & 15) + 1,
    member: (place >> 4) & 15,
    membersNeeded: (place & 15) + 1,
  };
}

/**
 * `size` bytes from ten bits each; the bits to spare stand in front.
 * @param {number[]} numbers @param {number} size
 */
function bytesOf(numbers, size) {
  const bytes = new Uint8Array(size);
  let bits = size * 8 - numbers.length * 10;
  let pending = 0;
  let spare = 0;
  let at = 0;
  for (const number of numbers) {
    pending = (pending << 10) | number;
    for (bits += 10; bits >= 8; at++) {
      bits -= 8;
      bytes[at] = pending >> bits;
      spare |= pending >> bits >> 8;
      pending &= (1 << bits) - 1;
    }
  }
  if (spare !== 0) throw new ImpossiblePart("the bits that only fill up are not zero");
  return bytes;
}

/** Ten bits each from bytes, zeros in front. @param {Uint8Array} bytes */
function numbersOf(bytes) {
  const numbers = [];
  let bits = (10 - ((bytes.length * 8) % 10)) % 10;
  let pending = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    bits += 8;
    if (bits < 10) continue;
    bits -= 10;
    numbers.push(pending >> bits);
    pending &= (1 << bits) - 1;
  }
  return numbers;
}
