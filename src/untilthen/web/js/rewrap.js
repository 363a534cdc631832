// Seals a file anew by its age header alone: the file key inside is wrapped for others, and the
// payload, however large, stays where it is.
import { Decrypter, Encrypter } from "age-encryption";
import { plainText } from "./bytes.js";
import { BadKey, Damaged } from "./errors.js";

const LAST_LINE = /\n--- [^\n]+\n/;

/**
 * The header that opens the same payload for `recipients`; the owner must be among them.
 * @param {Uint8Array} header @param {string} identity that opens it now
 * @param {string[]} recipients
 */
export async function rewrapped(header, identity, recipients) {
  const fileKey = await fileKeyIn(header, identity);
  try {
    const anew = await headerFor(fileKey, recipients);
    const found = await fileKeyIn(anew, identity);
    const same = fileKey.every((byte, i) => byte === found[i]);
    found.fill(0);
    // How the library hands out its file key is no promise of its own: so it is looked at each time.
    if (!same) throw new Damaged("the new header opens something else");
    return anew;
  } finally {
    fileKey.fill(0);
  }
}

/** @param {Uint8Array} header @param {string} identity */
async function fileKeyIn(header, identity) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return await decrypter.decryptHeader(header);
  } catch (error) {
    throw new Damaged("the header does not open", { cause: error });
  }
}

/** @param {Uint8Array} fileKey @param {string[]} recipients */
async function headerFor(fileKey, recipients) {
  const encrypter = new Encrypter();
  // The first recipient puts our file key in place of the random one and writes nothing itself.
  encrypter.addRecipient({ wrapFileKey: async (drawn) => (drawn.set(fileKey), []) });
  for (const recipient of recipients) {
    if (!recipient.startsWith("age1pq1")) throw new BadKey("not a post-quantum recipient");
    encrypter.addRecipient(recipient);
  }
  const sealed = await encrypter.encrypt(new Uint8Array(0));
  const end = LAST_LINE.exec(plainText(sealed));
  if (end === null) throw new Damaged("no header was written");
  return sealed.subarray(0, end.index + end[0].length);
}
