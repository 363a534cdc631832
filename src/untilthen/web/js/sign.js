// Signatures as OpenSSH makes them (SSHSIG, Ed25519, SHA-512): the owner's, over letters and the
// manifest. The signing key grows from the owner key and is stored nowhere.
import { ed25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { joined, plainText, toBase64, utf8 } from "./bytes.js";
import { bytesIn } from "./fields.js";
import { seedOf } from "./identity.js";

const INFO = "until-then signing v1";
const KIND = "ssh-ed25519";
const HASH = "sha512";
const HEAD = joined([utf8("SSHSIG"), Uint8Array.of(0, 0, 0, 1)]);
const BEGIN = "-----BEGIN SSH SIGNATURE-----";
const END = "-----END SSH SIGNATURE-----";
const COLUMNS = 70;
const SEED_BYTES = 32;

/** @typedef {{public: string, secret: Uint8Array}} SigningKey */

/** There is no signature, or none of a form that we read. */
export class NotSigned extends Error {
  kind = "not_signed";
}

/** The signature is well formed, but what it covers is something else. */
export class NotWhatWasSigned extends Error {
  kind = "not_what_was_signed";
}

/** The signing key of an owner key. @param {string} ownerIdentity @returns {SigningKey} */
export function signingKeyOf(ownerIdentity) {
  const secret = hkdf(sha256, seedOf(ownerIdentity), undefined, utf8(INFO), SEED_BYTES);
  return { public: keyText(keyBlob(ed25519.getPublicKey(secret))), secret };
}

/**
 * The armored signature over `message`, good in `namespace` only.
 * @param {Uint8Array} message @param {string} namespace @param {SigningKey} key
 */
export function sign(message, namespace, key) {
  const raw = ed25519.sign(signedData(message, namespace), key.secret);
  const blob = joined([
    HEAD,
    string(keyBlob(ed25519.getPublicKey(key.secret))),
    string(utf8(namespace)),
    string(new Uint8Array(0)),
    string(utf8(HASH)),
    string(joined([string(utf8(KIND)), string(raw)])),
  ]);
  const lines = toBase64(blob).match(new RegExp(`.{1,${COLUMNS}}`, "g")) ?? [];
  return [BEGIN, ...lines, END, ""].join("\n");
}

/**
 * The public key that signed `message` in `namespace`; whose it is, the caller must know.
 * @param {Uint8Array} message @param {string} signature @param {string} namespace
 */
export function verify(message, signature, namespace) {
  const [key, name, reserved, hash, signed] = strings(blobIn(signature), 5);
  if (reserved.length > 0 || plainText(hash) !== HASH) throw new NotSigned("a form not read here");
  const [, raw] = ofOurKind(strings(key, 2));
  const [, made] = ofOurKind(strings(signed, 2));
  if (plainText(name) !== namespace || !holds(made, signedData(message, namespace), raw)) {
    throw new NotWhatWasSigned("it was made over something else");
  }
  return keyText(key);
}

/**
 * Whether the key `raw` made this signature over `data`; strictly, so that a key that fits
 * everything fits nothing.
 * @param {Uint8Array} made @param {Uint8Array} data @param {Uint8Array} raw
 */
export function holds(made, data, raw) {
  try {
    return ed25519.verify(made, data, raw, { zip215: false });
  } catch {
    return false;
  }
}

/** @param {string} signature */
function blobIn(signature) {
  const lines = String(signature).replace(/\r?\n$/, "").split(/\r?\n/);
  if (lines.length < 3 || lines[0] !== BEGIN || lines.at(-1) !== END) throw new NotSigned("none");
  const blob = bytesIn(lines.slice(1, -1).join(""));
  if (blob === null || !HEAD.every((byte, i) => blob[i] === byte)) throw new NotSigned("malformed");
  return blob.subarray(HEAD.length);
}

/** @param {Uint8Array[]} pair */
function ofOurKind(pair) {
  if (plainText(pair[0]) !== KIND) throw new NotSigned("a kind of key not read here");
  return pair;
}

/** @param {Uint8Array} message @param {string} namespace */
function signedData(message, namespace) {
  const parts = [utf8(namespace), new Uint8Array(0), utf8(HASH), sha512(message)];
  return joined([utf8("SSHSIG"), ...parts.map(string)]);
}

/** @param {Uint8Array} raw */
const keyBlob = (raw) => joined([string(utf8(KIND)), string(raw)]);

/** @param {Uint8Array} blob */
const keyText = (blob) => `${KIND} ${toBase64(blob)}`;

/** Bytes led by their length. @param {Uint8Array} bytes */
function string(bytes) {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return joined([length, bytes]);
}

/** Exactly `count` strings, with nothing after them. @param {Uint8Array} bytes @param {number} count */
function strings(bytes, count) {
  const found = [];
  for (let i = 0; i < count; i++) {
    if (bytes.length < 4) throw new NotSigned("cut short");
    const end = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    if (bytes.length < end) throw new NotSigned("cut short");
    found.push(bytes.subarray(4, end));
    bytes = bytes.subarray(end);
  }
  if (bytes.length > 0) throw new NotSigned("something follows it");
  return found;
}
