// The ways into a bundle: the words of parts, the writer's own six words, or the key itself.
// Markup (templates/offline/key.html): section "key" with the forms "parts-form", "owner-form" and
// "text-form"; p "parts-error" and "text-error".
import { BadKey } from "../errors.js";
import { identityOf, recipientOf } from "../identity.js";
import { onEach, part, show, tell } from "../page.js";
import { combine } from "../parts.js";
import { say } from "../sentences.js";
import { smallText } from "./bundle.js";
import { sayCombineProblem } from "./groups.js";
import { identityIn, openedKey } from "./keyfield.js";
import { PartFields } from "./partfields.js";

/** @typedef {import("./bundle.js").Bundle} Bundle */

/**
 * Let somebody open the key of a bundle.
 * @param {() => Bundle} bundle @param {(identity: string) => Promise<void>} done
 */
export function offerWaysIn(bundle, done) {
  const fields = new PartFields(part("parts-form"));
  onEach(part("parts-form"), "submit", async () => {
    const identity = await fromParts(fields, bundle());
    if (identity === null) return;
    fields.clear();
    await done(identity);
  });
  onEach(part("owner-form"), "submit", async () => {
    const file = () => smallText(bundle().files, "owner-key.age");
    const identity = await openedKey(part("owner-form"), file);
    if (identity !== null) await done(identity);
  });
  onEach(part("text-form"), "submit", async () => {
    const identity = await fromText(part("key-text"), bundle());
    if (identity !== null) await done(identity);
  });
}

/** Show the ways that this bundle has. @param {Bundle} bundle */
export function showWaysOf({ manifest, files }) {
  const shared = files.has("estate-identity.age") || manifest.people.some(({ part: has }) => has !== null);
  show(part("parts-way"), shared);
  show(part("no-set"), !shared);
  show(part("owner-way"), files.has("owner-key.age"));
}

/** @param {PartFields} fields @param {Bundle} bundle */
async function fromParts(fields, { manifest }) {
  const refuse = (/** @type {string} */ sentence, /** @type {number} */ place = 1) => {
    tell(part("parts-error"), sentence);
    if (sentence !== "") fields.focus(place);
    return null;
  };
  refuse("");
  if (!fields.check()) return null;
  if (fields.typed().length === 0) return refuse(say("parts_empty"));
  let seed;
  try {
    seed = await combine(fields.typed());
  } catch (/** @type {any} */ problem) {
    return refuse(sayCombineProblem(problem), problem.part);
  }
  const identity = identityOf(seed);
  seed.fill(0);
  if ((await recipientOf(identity)) === manifest.estate) return identity;
  return refuse(say("parts_other_bundle"));
}

/** @param {HTMLInputElement} input @param {Bundle} bundle */
async function fromText(input, { manifest }) {
  const refuse = (/** @type {string} */ sentence) => {
    tell(part("text-error"), sentence);
    input.setAttribute("aria-invalid", String(sentence !== ""));
    if (sentence !== "") input.focus();
    return null;
  };
  try {
    const identity = identityIn(input.value);
    if (![manifest.estate, manifest.owner].includes(await recipientOf(identity))) {
      return refuse(say("key_other_bundle"));
    }
    refuse("");
    input.value = "";
    return identity;
  } catch (problem) {
    if (problem instanceof BadKey) return refuse(say("key_not_readable"));
    throw problem;
  }
}
