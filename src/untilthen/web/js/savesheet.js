// Seals a sheet as it is now and sends it. What goes along in the clear is only what its form has
// names for: of a duty, who is asked.
import { sealEnvelope } from "./envelope.js";
import { recipientOf } from "./identity.js";
import { recipientsIn } from "./saveletter.js";
import { ask, getJson } from "./server.js";

/**
 * Seal and send; gives the server's answer.
 * @param {HTMLFormElement} form its data-* name the places (templates/handover/sheet.html)
 * @param {string} id the sheet's @param {object} text @param {string} identity the owner's
 * @returns {Promise<{letter: string, version: number, next: string}>}
 */
export async function saveSheet(form, id, text, identity) {
  const { save = "", factsUrl = "", letter = "", version = "0" } = form.dataset;
  const facts = { ...(await getJson(factsUrl)), owner: await recipientOf(identity) };
  const sealed = await sealEnvelope({
    ...{ plan: facts.plan, letter: id, version: Number(version) + 1, to: [], lock: "none", text },
    ...{ recipients: recipientsIn(facts), ownerIdentity: identity },
  });
  const body = new FormData(form);
  body.set("letter", letter);
  body.set("id", id);
  body.set("version", version);
  body.set("estate", facts.estate); // public: so that nothing sealed to an old one is taken
  body.set("text", new Blob([sealed], { type: "application/octet-stream" }), "text.age");
  return (await ask(save, { method: "POST", body })).json();
}
