// What kept the manifest from being signed, or letters from being sealed anew, in a sentence.
import { inWords, say, sayError } from "./sentences.js";
import { ChangedKeys } from "./signmanifest.js";

/** @param {any} error */
export function saySigning(error) {
  if (error instanceof ChangedKeys) return say("keys_changed", { names: inWords(error.names) });
  if (error.kind === "damaged") return say("manifest_not_ours");
  return sayError(error, "letter");
}

/** The same for a whole sealing. @param {any} error */
export function saySealing(error) {
  const split = ["refused_split", "not_together"].includes(error.kind);
  if (split) return say("parts_not_made");
  if (error.kind === "refused" && error.status === 409) return say("sealing_changed");
  return saySigning(error);
}
