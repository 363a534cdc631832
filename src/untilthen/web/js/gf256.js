// Polynomials over GF(256), the field of AES (x^8 + x^4 + x^3 + x + 1), as SLIP-39 wants them.
// No table is indexed by a secret and nothing branches on one. Positions are public.

const REDUCTION = 0x1b;

/** @typedef {Map<number, Uint8Array>} Points values by position, 0 to 255; all of one length */

/**
 * The bytes at `position` of the lowest polynomials through `points`.
 * @param {Points} points @param {number} position
 */
export function interpolate(points, position) {
  const [one] = points.values();
  const total = new Uint8Array(one.length);
  for (const [at, value] of points) {
    const factor = weight(at, [...points.keys()], position);
    for (let i = 0; i < total.length; i++) total[i] ^= multiply(value[i], factor);
  }
  return total;
}

/**
 * Whether two secrets are the same, taking as long either way.
 * @param {Uint8Array} a @param {Uint8Array} b
 */
export function same(a, b) {
  if (a.length !== b.length) return false;
  let different = 0;
  for (let i = 0; i < a.length; i++) different |= a[i] ^ b[i];
  return different === 0;
}

/**
 * How much the value at `at` counts at `position` (Lagrange).
 * @param {number} at @param {number[]} positions @param {number} position
 */
function weight(at, positions, position) {
  let above = 1;
  let below = 1;
  for (const other of positions) {
    if (other === at) continue;
    above = multiply(above, position ^ other);
    below = multiply(below, at ^ other);
  }
  return multiply(above, inverse(below));
}

/** What an element gives 1 with: its 254th power. @param {number} element not 0 */
function inverse(element) {
  let power = element;
  let result = 1;
  for (let i = 0; i < 7; i++) { // 254 is 2 + 4 + … + 128
    power = multiply(power, power);
    result = multiply(result, power);
  }
  return result;
}

/** The product of two elements, each 0 to 255. @param {number} one @param {number} other */
export function multiply(one, other) {
  let result = 0;
  for (let bit = 0; bit < 8; bit++) {
    result ^= one & -((other >> bit) & 1);
    one = ((one << 1) ^ (REDUCTION & -(one >> 7))) & 0xff;
  }
  return result;
}
