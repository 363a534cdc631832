// The page that opens a bundle with no server and no network, from a file on somebody's disk. It
// sends nothing and keeps nothing. Markup and words: templates/offline/; built into one file by
// tools/open_page.py.
import { Damaged, Newer } from "../errors.js";
import { fingerprintOf } from "../fingerprint.js";
import { goTo, onEach, part, show, status, tell } from "../page.js";
import { momentInWords, say } from "../sentences.js";
import { readBundle } from "./bundle.js";
import { offerDrill } from "./drill.js";
import { droppedFiles } from "./dropped.js";
import { filesOf } from "./files.js";
import { inEveryLanguage, speak, speakTheirs } from "./language.js";
import { OneLetter } from "./oneletter.js";
import { offerWaysIn, showWaysOf } from "./waysin.js";
import { NotABundle } from "./zip.js";

/** @typedef {import("./bundle.js").Bundle} Bundle */
/** @typedef {import("./dropped.js").Chosen} Chosen */

const STEPS = ["choose", "doubt", "key", "letters", "drill", "drill-words", "drill-answered"];
const steps = STEPS.map((name) => part(name));

/** @type {Bundle | null} */
let bundle = null;
/** @type {OneLetter[]} */
let letters = [];

speakTheirs();
onEach(part("other-language"), "click", async () => speak(part("other-language").lang));
for (const name of ["zip-file", "folder"]) {
  const input = part(name);
  onEach(input, "change", () => read([...input.files].map(chosen)));
}
addEventListener("dragover", (event) => event.preventDefault());
onEach(document.body, "drop", async (event) => {
  const { dataTransfer } = /** @type {DragEvent} */ (event);
  if (dataTransfer !== null) await read(await droppedFiles(dataTransfer));
});
onEach(part("all-the-same-bundle"), "click", async () => goTo(steps, part("key")));
for (const button of document.querySelectorAll('[data-goes="choose"]')) {
  button.addEventListener("click", () => goTo(steps, part("choose")));
}
onEach(part("to-drill"), "click", async () => goTo(steps, part("drill")));
offerWaysIn(() => /** @type {Bundle} */ (bundle), openLetters);
offerDrill(steps);
inEveryLanguage(tellBundle);
inEveryLanguage(() => letters.forEach((letter) => letter.sayAgain()));
show(part("page"), true);

/** @param {File} file @returns {Chosen} */
function chosen(file) {
  return { name: file.webkitRelativePath || file.name, file };
}

/** Read what was chosen, and lead to the key. @param {Chosen[]} files */
async function read(files) {
  if (files.length === 0) return;
  tell(part("choose-error"), "");
  status(say("bundle_reading"));
  try {
    bundle = await readBundle(await filesOf(files));
  } catch (problem) {
    status("");
    return tell(part("choose-error"), sayBundleProblem(problem));
  }
  status("");
  tellBundle();
  showWaysOf(bundle);
  goTo(steps, part(bundle.doubt === "" ? "key" : "doubt"));
}

/** @param {unknown} problem */
function sayBundleProblem(problem) {
  if (problem instanceof Newer) return say("bundle_newer");
  if (problem instanceof Damaged) return say("bundle_damaged");
  if (problem instanceof NotABundle) return say("bundle_not_a_bundle");
  return say("bundle_unreadable");
}

/** Say what a bundle is, and who signed it. */
function tellBundle() {
  if (bundle === null) return;
  const { manifest, signer, doubt } = bundle;
  const made = momentInWords(new Date(manifest.made_at).valueOf());
  tell(part("bundle-is"), say("bundle_is", { count: manifest.letters.length, made }));
  const words = signer === "" ? "" : fingerprintOf(signer);
  tell(part("bundle-signed"), words === "" ? "" : say("bundle_signed", { words }));
  tell(part("doubt-why"), doubt === "" ? "" : say(`bundle_doubt_${doubt}`));
}

/** Open all letters as far as this key goes, and list them. @param {string} identity */
async function openLetters(identity) {
  const opening = /** @type {Bundle} */ (bundle);
  status(say("letters_opening"));
  letters = opening.manifest.letters.map((listed, i) => new OneLetter(opening, listed, i + 1, identity));
  for (const letter of letters) await letter.open();
  part("letter-list").replaceChildren(...letters.map(({ item }) => item));
  show(part("no-letters"), letters.length === 0);
  status("");
  goTo(steps, part("letters"));
}
