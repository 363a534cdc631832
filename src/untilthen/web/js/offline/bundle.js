// A bundle as its owner signed it: the manifest, who signed, and each letter checked against both.
import { sha256 } from "@noble/hashes/sha2.js";
import { plainText, toHex } from "../bytes.js";
import { Damaged } from "../errors.js";
import { openEnvelope } from "../envelope.js";
import { MANIFEST_NAMESPACE, parseManifest } from "../manifest.js";
import { verify } from "../sign.js";
import { heldIn, wholeFile } from "./files.js";

const MOST_MANIFEST_BYTES = 1 << 26;
const MOST_SMALL_BYTES = 1 << 16;

/** @typedef {import("../envelope.js").Envelope} Envelope */
/** @typedef {import("../manifest.js").Manifest} Manifest */
/** @typedef {Manifest["letters"][number]} Listed */

/**
 * @typedef {object} Bundle
 * @property {import("./files.js").Files} files
 * @property {Manifest} manifest
 * @property {string} signer whose signature the manifest has, "" unless it is good
 * @property {"" | "by_nobody" | "wrong" | "by_another"} doubt
 */

/** The manifest of a bundle and what its signature is worth. @returns {Promise<Bundle>} @param {import("./files.js").Files} files */
export async function readBundle(files) {
  const content = await wholeFile(files, "manifest.json", MOST_MANIFEST_BYTES);
  const manifest = parseManifest(content);
  return { files, manifest, ...(await signatureOver(content, files)) };
}

/**
 * @param {Uint8Array} content @param {import("./files.js").Files} files
 * @returns {Promise<Pick<Bundle, "signer" | "doubt">>}
 */
async function signatureOver(content, files) {
  if (!files.has("manifest.json.sig")) return { signer: "", doubt: "by_nobody" };
  let signer;
  try {
    signer = verify(content, await smallText(files, "manifest.json.sig"), MANIFEST_NAMESPACE);
  } catch {
    return { signer: "", doubt: "wrong" };
  }
  if (!files.has("allowed_signers")) return { signer, doubt: "" };
  const named = await smallText(files, "allowed_signers");
  return named === `owner ${signer}\n` ? { signer, doubt: "" } : { signer: "", doubt: "by_another" };
}

/** A small file as text. @param {import("./files.js").Files} files @param {string} name */
export async function smallText(files, name) {
  return plainText(await wholeFile(files, name, MOST_SMALL_BYTES));
}

/** Where a sealed file lies. @param {Listed} letter @param {string} file */
const sealedName = ({ letter }, file) => `letters/${letter}/${file}.age`;

/**
 * The envelope of a letter; Missing, Damaged where it is not the file that was signed.
 * @param {Bundle} bundle @param {Listed} letter @param {import("../open.js").Identity} identity
 */
export async function envelopeOf({ files, manifest }, letter, identity) {
  const [text] = letter.files;
  const sealed = await wholeFile(files, sealedName(letter, text?.file ?? ""));
  if (toHex(sha256(sealed)) !== text.sha256) throw new Damaged("not the file that was signed");
  const envelope = await openEnvelope(sealed, identity);
  return { envelope, elsewhere: !isAddressed(envelope, manifest.plan, letter) };
}

/**
 * A sealed attachment as a stream.
 * @param {Bundle} bundle @param {Listed} letter @param {string} file
 */
export const attachmentOf = ({ files }, letter, file) => heldIn(files, sealedName(letter, file)).open();

/** @param {Envelope} envelope @param {string} plan @param {Listed} letter */
function isAddressed(envelope, plan, letter) {
  return envelope.plan === plan && envelope.letter === letter.letter
    && envelope.version === letter.version && envelope.to.join() === letter.to.join();
}

/**
 * Why a letter may not be what its owner wrote, in a word; "" if nothing speaks against it.
 * @param {{envelope: Envelope, elsewhere: boolean}} opened @param {Bundle} bundle
 */
export function doubtAbout({ envelope, elsewhere }, { signer }) {
  if (envelope.signed === "unsigned") return "by_nobody";
  if (envelope.signed === "wrong") return "wrong";
  if (signer !== "" && envelope.signer !== signer) return "by_another";
  return elsewhere ? "elsewhere" : "";
}
