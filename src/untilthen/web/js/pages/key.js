// Makes the owner's key and the key of the letters, in this page.
// Markup (templates/letters/key.html): [data-page="key"] with data-save on #key-page; steps
// part "begin" (button "make"), "words" (<ol> "six-words", buttons "print", "written"), "typing"
// (form "typed-form": input "typed", p "typed-error", progress "locking", button "again"),
// "passkey" (p "passkey-note", buttons "add-passkey", "save"; p "save-error"); p#status.
import "./lock.js";
import { toBase64 } from "../bytes.js";
import { identityOf, makeSeed, recipientOf } from "../identity.js";
import { lockWithPasskey, lockWithWords, openWithWords } from "../ownerkey.js";
import { askBeforeLeaving, goTo, leaveFor, onEach, part, show, status, tell } from "../page.js";
import { makePasskey, NoPasskey, passkeysHere } from "../passkey.js";
import { say, sayError } from "../sentences.js";
import { postJson } from "../server.js";
import { keepUnlocked } from "../session.js";
import { complaintAbout } from "../typedwords.js";
import { chooseWords, wordsIn } from "../words.js";

const page = /** @type {HTMLElement} */ (document.getElementById("key-page"));
const steps = ["begin", "words", "typing", "passkey"].map((name) => part(name));
const [begin, wordsStep, typing, passkeyStep] = steps;

/** What is being made; nothing of it leaves the page before "save". */
const made = { identity: "", ownerFile: "", passkeyFile: "", saved: false };
/** @type {string[]} */
let words = [];
askBeforeLeaving(() => made.identity !== "" && !made.saved);

onEach(part("make"), "click", async () => {
  made.identity = identityOf(makeSeed());
  words = chooseWords();
  const items = words.map((word) => {
    const item = document.createElement("li");
    item.textContent = word;
    return item;
  });
  part("six-words").replaceChildren(...items);
  goTo(steps, wordsStep);
});

onEach(part("print"), "click", async () => print());
onEach(part("written"), "click", async () => goTo(steps, typing));
onEach(part("again"), "click", async () => goTo(steps, wordsStep));

onEach(part("typed-form"), "submit", async () => {
  const typed = wordsIn(part("typed").value);
  const complaint = complaintAbout(typed) || differenceFrom(typed);
  tell(part("typed-error"), complaint);
  part("typed").setAttribute("aria-invalid", String(complaint !== ""));
  if (complaint !== "") return part("typed").focus();
  await lockKey();
  await offerPasskey();
});

/** The sentence for the first word that is not the one shown, or "". @param {string[]} typed */
function differenceFrom(typed) {
  const place = typed.findIndex((word, i) => word !== words[i]);
  return place < 0 ? "" : say("word_other", { place: place + 1, word: typed[place] });
}

/** Lock the key with the words, and open it again: a key is good only if it opens. */
async function lockKey() {
  const progress = part("locking");
  show(progress, true);
  status(say("key_locking"));
  const halfway = (/** @type {number} */ share) => (progress.value = share / 2);
  const onward = (/** @type {number} */ share) => (progress.value = 0.5 + share / 2);
  made.ownerFile = await lockWithWords(made.identity, words, halfway);
  const opened = await openWithWords(made.ownerFile, words, onward);
  if (opened !== made.identity) throw new Error("the key does not open as it was made");
  show(progress, false);
  status(say("key_locked"));
}

async function offerPasskey() {
  const here = await passkeysHere();
  if (here === "no") withoutPasskey(say("passkey_unsupported"));
  goTo(steps, passkeyStep);
}

/** @param {string} sentence why there is none; the page goes on without */
function withoutPasskey(sentence) {
  tell(part("passkey-note"), sentence);
  show(part("add-choice"), false);
}

onEach(part("add-passkey"), "click", async () => {
  try {
    const passkey = await makePasskey(say("passkey_name"));
    made.passkeyFile = await lockWithPasskey(made.identity, passkey);
    withoutPasskey(say("passkey_added"));
    part("save").focus();
  } catch (error) {
    if (!(error instanceof NoPasskey)) throw error;
    if (error.sentence === "passkey_cancelled") return tell(part("passkey-note"), say(error.sentence));
    withoutPasskey(say(error.sentence));
    part("save").focus();
  }
});

onEach(part("save"), "click", async () => {
  tell(part("save-error"), "");
  status(say("key_saving"));
  const seed = makeSeed();
  try {
    const { next } = await postJson(page.dataset.save ?? "", {
      estate_recipient: await recipientOf(identityOf(seed)),
      estate_seed: toBase64(seed),
      owner_recipient: await recipientOf(made.identity),
      owner_file: made.ownerFile,
      passkey_file: made.passkeyFile,
    });
    made.saved = true;
    keepUnlocked(made.identity);
    leaveFor(next);
  } catch (error) {
    status("");
    tell(part("save-error"), sayError(error, "key"));
  } finally {
    seed.fill(0);
  }
});

show(begin, true);
