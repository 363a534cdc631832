// Reading fields of JSON that another page wrote, maybe years ago: each is checked for its form.
import { fromBase64 } from "./bytes.js";
import { Damaged, Newer } from "./errors.js";

const LARGEST_NUMBER = 2 ** 31 - 1;
const BECH32 = "[02-9ac-hj-np-z]";
export const PLAN = /^[0-9a-f]{1,16}$/;
export const LETTER = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const FILE = /^[0-9a-z-]{1,36}$/;
export const SHA256 = /^[0-9a-f]{64}$/;
export const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;
export const RECIPIENT = new RegExp(`^age1pq1${BECH32}{1952}$`);
export const IDENTITY = new RegExp(`^AGE-SECRET-KEY-PQ-1${BECH32.toUpperCase()}{58}$`);

/** The JSON object in `content`; Newer where it is of a later version. @param {Uint8Array} content */
export function jsonObject(content) {
  let values;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
    values = JSON.parse(text);
  } catch (error) {
    throw new Damaged("it is no JSON", { cause: error });
  }
  if (values === null || typeof values !== "object") throw new Damaged("it is no object");
  if (Number.isInteger(values.v) && values.v > 1) throw new Newer("a later version wrote this");
  if (values.v !== 1) throw new Damaged("it names no version");
  return values;
}

/** Raise Damaged unless what was said of a field is so. @param {boolean} right @param {string} field */
export function check(right, field) {
  if (!right) throw new Damaged(`${field} is not written as it should be`);
}

/** Whether it is text without half a character in it. @param {unknown} value */
export const isText = (value) => typeof value === "string" && !/\p{Surrogate}/u.test(value);

/** @param {unknown} value @param {RegExp} form */
export const isLike = (value, form) => typeof value === "string" && form.test(value);

/** @param {any} value @param {number} [smallest] @param {number} [largest] */
export function isNumber(value, smallest = 0, largest = LARGEST_NUMBER) {
  return Number.isInteger(value) && value >= smallest && value <= largest;
}

/** Whether it is a list of people by number, ascending; a sheet is for none. @param {any} value */
export function isPeople(value) {
  return Array.isArray(value) && value.every((one) => isNumber(one, 1)) && ascends(value);
}

/** Whether each is larger than the one before. @param {(string | number)[]} values */
export const ascends = (values) => values.every((value, i) => i === 0 || values[i - 1] < value);

/** The bytes of padded base64, which has one spelling only, or null. @param {any} text */
export function bytesIn(text) {
  try {
    return fromBase64(text);
  } catch {
    return null;
  }
}

/** Whether `text` names a moment that there is. @param {any} text */
export function isInstant(text) {
  const moment = isLike(text, INSTANT) ? new Date(text) : null;
  return moment !== null && moment.valueOf() === moment.valueOf()
    && instantOf(moment) === text;
}

/** A moment as our formats write it, to the second. @param {Date} moment */
export const instantOf = (moment) => `${moment.toISOString().slice(0, 19)}Z`;
