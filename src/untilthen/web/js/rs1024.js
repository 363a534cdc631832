// RS1024, the checksum of SLIP-39: three words, a Reed-Solomon code over GF(1024). It notices every
// slip in up to three words, and misses a worse one once in a thousand million.
import { utf8 } from "./bytes.js";

export const CHECKSUM_WORDS = 3;
const GENERATORS = [
  0xe0e040, 0x1c1c080, 0x3838100, 0x7070200, 0xe0e0009,
  0x1c0c2412, 0x38086c24, 0x3090fc48, 0x21b1f890, 0x3f3f120,
];

/**
 * The three numbers (0 to 1023) that follow `numbers` under `label`.
 * @param {string} label @param {number[]} numbers
 */
export function checksum(label, numbers) {
  const check = remainder([...utf8(label), ...numbers, 0, 0, 0]) ^ 1;
  return [check >> 20, (check >> 10) & 1023, check & 1023];
}

/** Whether `numbers` end in their checksum. @param {string} label @param {number[]} numbers */
export function isWhole(label, numbers) {
  return remainder([...utf8(label), ...numbers]) === 1;
}

/** @param {number[]} values */
function remainder(values) {
  let check = 1;
  for (const value of values) {
    const top = check >> 20;
    check = ((check & 0xfffff) << 10) ^ value;
    // No branch: the numbers are secret.
    GENERATORS.forEach((generator, bit) => (check ^= generator & -((top >> bit) & 1)));
  }
  return check;
}
