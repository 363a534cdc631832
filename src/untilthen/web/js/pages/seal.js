// Makes a new set of parts and seals every letter to it, or signs which keys were compared.
// Markup (templates/watch/seal.html): #seal-page with data-facts-url, -set-url, -reseal-url,
// -letters-url, -files, -manifest, -solo; steps part "begin" (form "choices" with radios reach, kit,
// hold; p "choices-error", "advice"; buttons "compare", "seal-left"), "keys" (buttons "keys-done",
// "keys-back"; p "keys-error"), "working" (progress; p "working-error"; "again-choice" with button
// "again"), "sheets" (buttons "print", "printed"), "done" (p "asked"); unlock.html; p#status.
import "./lock.js";
import { Ceremony } from "../ceremony.js";
import { Comparison } from "../comparing.js";
import { recipientOf } from "../identity.js";
import { askBeforeLeaving, goTo, onEach, part, show, status, tell } from "../page.js";
import { resealAll } from "../reseal.js";
import { inWords, say } from "../sentences.js";
import { getJson } from "../server.js";
import { dropSheets, showSheets } from "../sheets.js";
import { signingKeyOf } from "../sign.js";
import { saySealing } from "../signingerrors.js";
import { lastSigned, signManifest } from "../signmanifest.js";
import { unlocked } from "../unlock.js";

const page = /** @type {HTMLElement} */ (document.getElementById("seal-page"));
const { factsUrl = "", setUrl = "", resealUrl = "", lettersUrl = "", files = "", manifest = "" } = page.dataset;
const places = { factsUrl, setUrl, resealUrl, lettersUrl, filesUrl: files, manifestUrl: manifest };
const solo = page.dataset.solo === "yes";
const steps = ["begin", "keys", "working", "sheets", "done"].map((name) => part(name));
const [begin, keys, working, sheets, done] = steps;
const choices = /** @type {HTMLFormElement} */ (part("choices"));
const comparison = new Comparison();
/** @type {Ceremony | null} */
let ceremony = null;
let unfinished = false;
askBeforeLeaving(() => unfinished);

/** @param {string} name */
const chosen = (name) => new FormData(choices).get(name)?.toString();

choices.addEventListener("change", (event) => {
  const reach = chosen("reach");
  if (/** @type {HTMLInputElement} */ (event.target).name === "reach") {
    const kit = reach === "nobody" ? "one" : "two";
    /** @type {any} */ (choices.elements.namedItem("kit")).value = kit;
  }
  if (reach !== undefined) tell(part("advice"), adviceOn(reach, chosen("kit") ?? ""));
});

/** @param {string} reach who can reach both server and papers @param {string} kit */
function adviceOn(reach, kit) {
  if (reach === "nobody") return say("kit_one_enough");
  return kit === "one" ? say("kit_risky") : say("kit_two_or_copy");
}

onEach(choices, "submit", async () => {
  tell(part("choices-error"), "");
  if (!solo && chosen("reach") === undefined) {
    tell(part("choices-error"), say("reach_unanswered"));
    return /** @type {any} */ (choices.elements.namedItem("reach"))[0].focus();
  }
  await trying(part("choices-error"), async () => {
    const identity = await unlocked();
    const facts = await getJson(factsUrl);
    const choice = { kit: chosen("kit") ?? "none", hold: Number(chosen("hold") ?? 0) };
    ceremony = new Ceremony(places, identity, facts, choice);
    await showKeys(identity);
    if (solo) await work();
    else goTo(steps, keys);
  });
});

onEach(part("compare"), "click", async () => {
  ceremony = null;
  await trying(part("choices-error"), async () => {
    await showKeys(await unlocked());
    goTo(steps, keys);
  });
});

/** Fetch everybody's keys and what was signed of them. @param {string} identity */
async function showKeys(identity) {
  tell(part("keys-error"), "");
  const facts = await getJson(manifest);
  comparison.show(facts.people, lastSigned(facts, identity));
}

onEach(part("keys-back"), "click", async () => goTo(steps, begin));
onEach(part("keys-done"), "click", async () => {
  const open = comparison.unchecked();
  tell(part("keys-error"), open.length > 0 ? say("keys_unchecked", { names: inWords(open) }) : "");
  if (open.length > 0) return;
  if (ceremony !== null) return work();
  await trying(part("keys-error"), async () => {
    await signManifest(manifest, await unlocked(), comparison.compared());
    goTo(steps, begin);
    status(say("manifest_signed"));
  });
});

/** Do all of it, or go on with it where it stood. */
async function work() {
  const run = /** @type {Ceremony} */ (ceremony);
  const { keepers } = run.facts;
  if (!solo && !keepers.every(({ person, key }) => comparison.wasShown(person, key))) {
    return tell(part("keys-error"), say("keys_exchanged"));
  }
  unfinished = true;
  goTo(steps, working);
  show(part("again-choice"), false);
  await trying(part("working-error"), async () => {
    status(say("sealing_all"));
    await run.run(comparison.compared(), advance);
    status("");
    if (run.kit.length === 0) return finish();
    const signer = signingKeyOf(run.identity).public;
    showSheets(run.kit, { set: run.facts.number, kind: run.choice.kit, signer });
    goTo(steps, sheets);
  }, () => show(part("again-choice"), true));
}

/** @param {number} share */
function advance(share) {
  part("progress").value = share;
}

/**
 * Try to do something; what goes wrong is said at `place`.
 * @param {HTMLElement} place @param {() => Promise<void>} act @param {() => void} [otherwise]
 */
async function trying(place, act, otherwise = () => undefined) {
  tell(place, "");
  try {
    await act();
  } catch (error) {
    status("");
    tell(place, saySealing(error));
    otherwise();
  }
}

onEach(part("again"), "click", work);
onEach(part("print"), "click", async () => print());
onEach(part("printed"), "click", async () => finish());

function finish() {
  unfinished = false;
  dropSheets();
  const run = /** @type {Ceremony} */ (ceremony);
  const names = inWords(run.facts.keepers.map(({ name }) => name));
  if (!solo) part("asked").textContent = say("keepers_asked", { names });
  ceremony = null;
  goTo(steps, done);
}

const left = document.querySelector('[data-part="seal-left"]');
if (left !== null) onEach(/** @type {HTMLElement} */ (left), "click", sealWhatIsLeft);

/** Letters that the set beside lacks; only its public key is needed for that. */
async function sealWhatIsLeft() {
  await trying(part("choices-error"), async () => {
    const identity = await unlocked();
    const { beside } = await getJson(factsUrl);
    if (beside === null) return location.reload();
    const recipients = [beside.estate, await recipientOf(identity)];
    goTo(steps, working);
    status(say("sealing_all"));
    await resealAll({ ...places, identity, recipients, done: new Map() }, advance);
    location.reload();
  }, () => goTo(steps, begin));
}
