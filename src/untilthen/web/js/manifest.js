// The manifest of a plan: its keys, people and sealed files, as the owner signs them. One text only
// for one state of things; names are hashed under a key that grows from the owner's.
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { plainText, toHex, utf8 } from "./bytes.js";
import { Damaged } from "./errors.js";
import {
  ascends, bytesIn, check, FILE, isInstant, isLike, isNumber, isPeople, jsonObject, LETTER, PLAN,
  RECIPIENT, SHA256,
} from "./fields.js";
import { seedOf } from "./identity.js";
import { LOCKS } from "./innerlock.js";

export const MANIFEST_NAMESPACE = "until-then-manifest";
const NAMES_INFO = "until-then names v1";
const KEY_BYTES = 32;
const LAST_MEMBER = 15;

/**
 * @typedef {object} Manifest
 * @property {string} plan
 * @property {number} number
 * @property {string} made_at as 2027-03-01T08:00:00Z
 * @property {number} set
 * @property {string} estate
 * @property {string} owner
 * @property {{number: number, name: string, key: string, part: number | null, proof: string,
 *   compared: boolean}[]} people
 * @property {{letter: string, version: number, to: number[], lock: string,
 *   files: {file: string, sha256: string}[]}[]} letters
 */

/** A name as the manifest writes it. @param {string} ownerIdentity @param {string} name */
export function nameHash(ownerIdentity, name) {
  const key = hkdf(sha256, seedOf(ownerIdentity), undefined, utf8(NAMES_INFO), KEY_BYTES);
  return toHex(hmac(sha256, key, utf8(name)));
}

/** The text that is signed. @param {Manifest} manifest */
export function buildManifest(manifest) {
  const content = utf8(canonical({ ...manifest, v: 1 }));
  parseManifest(content);
  return content;
}

/** What a manifest says, every field checked. @param {Uint8Array} content @returns {Manifest} */
export function parseManifest(content) {
  const fields = jsonObject(content);
  check(isLike(fields.plan, PLAN), "plan");
  check(isNumber(fields.number, 1), "number");
  check(isInstant(fields.made_at), "made_at");
  check(isNumber(fields.set), "set");
  check(fields.set === 0 ? fields.estate === "" : isLike(fields.estate, RECIPIENT), "estate");
  check(isLike(fields.owner, RECIPIENT), "owner");
  check(Array.isArray(fields.people) && fields.people.every(isPerson), "people");
  check(ascends(fields.people.map((/** @type {any} */ { number }) => number)), "people");
  check(Array.isArray(fields.letters) && fields.letters.every(isLetter), "letters");
  check(ascends(fields.letters.map((/** @type {any} */ { letter }) => letter)), "letters");
  if (canonical(fields) !== plainText(content)) throw new Damaged("not the one form that is signed");
  return fields;
}

/** JSON with keys sorted and no white space. @param {any} value @returns {string} */
function canonical(value) {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** @param {any} person */
function isPerson(person) {
  const hasPart = person?.part !== null;
  return isNumber(person?.number, 1) && isLike(person.name, SHA256)
    && (person.key === "" || isLike(person.key, RECIPIENT))
    && (!hasPart || isNumber(person.part, 0, LAST_MEMBER))
    && (hasPart ? bytesIn(person.proof)?.length === KEY_BYTES : person.proof === "")
    && typeof person.compared === "boolean";
}

/** @param {any} letter */
function isLetter(letter) {
  return isLike(letter?.letter, LETTER) && isNumber(letter.version, 1) && isPeople(letter.to)
    && LOCKS.includes(letter.lock) && Array.isArray(letter.files) && letter.files.every(isFile);
}

/** @param {any} file */
const isFile = (file) => isLike(file?.file, FILE) && isLike(file.sha256, SHA256);
