// How keepers show that they hold their part, without showing it: signatures over "I have it" and
// "I am sure" by a key that grows from its words.
import { ed25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { base64urlnopad } from "@scure/base";
import { plainText, toBase64, utf8 } from "./bytes.js";
import { BadKey, Damaged } from "./errors.js";
import { bytesIn, isInstant, isLike, PLAN, RECIPIENT } from "./fields.js";
import { holds, NotSigned, NotWhatWasSigned } from "./sign.js";

const INFO = "until-then part v1";
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const NUMBER = /^(0|[1-9][0-9]{0,8})$/;
const NUMBERS = ["set", "person", "vigil"];
const NAMES = {
  drill: ["origin", "plan", "set", "person", "nonce", "expires"],
  sure: ["origin", "plan", "set", "person", "vigil", "release", "nonce", "expires"],
};
/** @type {Record<string, (value: string) => boolean>} */
const FORMS = {
  origin: (value) => /^https?:\/\/[!-~]+$/.test(value),
  plan: (value) => PLAN.test(value),
  set: (value) => NUMBER.test(value),
  person: (value) => NUMBER.test(value),
  vigil: (value) => NUMBER.test(value),
  release: (value) => isLike(value, RECIPIENT),
  nonce: (value) => /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(value),
  expires: isInstant,
};

/**
 * @typedef {object} Statement what a keeper says
 * @property {"drill" | "sure"} kind
 * @property {string} origin
 * @property {string} plan
 * @property {number} set
 * @property {number} person
 * @property {number} [vigil] of "sure" only
 * @property {string} [release] of "sure" only
 * @property {string} nonce 32 bytes, base64url without padding
 * @property {string} expires as 2027-03-01T09:10:00Z
 */

/** @typedef {{public: string, sign: (statement: Uint8Array) => string}} PartKey */

/**
 * The key that grows from a part's words.
 * @param {string} words with white space between them @returns {PartKey}
 */
export function partKeyOf(words) {
  const canonical = words.toLowerCase().trim().split(/\s+/).join(" ");
  if (!/^[!-~]+( [!-~]+)*$/.test(canonical)) throw new BadKey("no words of a part");
  const secret = hkdf(sha256, utf8(canonical), undefined, utf8(INFO), KEY_BYTES);
  return {
    public: toBase64(ed25519.getPublicKey(secret)),
    sign(statement) {
      parseStatement(statement); // this key never signs anything else
      return toBase64(ed25519.sign(statement, secret));
    },
  };
}

/** The lines that are signed. @param {Statement} statement */
export function statementOf(statement) {
  const { kind } = statement;
  const lines = NAMES[kind].map((name) => `${name}: ${/** @type {any} */ (statement)[name]}`);
  const content = utf8([`until-then ${kind} v1`, ...lines, ""].join("\n"));
  parseStatement(content);
  return content;
}

/** What a statement says; Damaged if it is none of ours. @param {Uint8Array} content @returns {Statement} */
export function parseStatement(content) {
  const lines = plainText(content).split("\n");
  const kind = /^until-then (drill|sure) v1$/.exec(lines.shift() ?? "")?.[1];
  if ((kind !== "drill" && kind !== "sure") || lines.pop() !== "") throw new Damaged("no statement");
  const names = NAMES[kind];
  if (lines.length !== names.length) throw new Damaged("no statement");
  const fields = names.map((name, i) => {
    const value = lines[i].slice(name.length + 2);
    if (!lines[i].startsWith(`${name}: `) || !FORMS[name](value)) throw new Damaged(name);
    return [name, NUMBERS.includes(name) ? Number(value) : value];
  });
  return { kind, ...Object.fromEntries(fields) };
}

/**
 * What the holder of the part signed; throws if they did not.
 * @param {string} publicKey 32 bytes in base64 @param {Uint8Array} statement
 * @param {string} signature
 */
export function checkProof(publicKey, statement, signature) {
  const key = bytesIn(publicKey);
  const made = bytesIn(signature);
  if (key?.length !== KEY_BYTES) throw new BadKey("no public half of a part key");
  if (made?.length !== SIGNATURE_BYTES) throw new NotSigned("no signature of a part key");
  const said = parseStatement(statement);
  if (!holds(made, statement, key)) throw new NotWhatWasSigned("made over something else");
  return said;
}

/** A statement as the one line in which a drill by hand travels. @param {Uint8Array} statement */
export const lineOf = (statement) => base64urlnopad.encode(statement);

/** The statement in a line; Damaged if it holds none. @param {string} line */
export function statementIn(line) {
  let statement;
  try {
    statement = base64urlnopad.decode(line.trim());
  } catch (error) {
    throw new Damaged("no statement", { cause: error });
  }
  parseStatement(statement);
  return statement;
}
