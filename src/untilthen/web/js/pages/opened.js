// A letter behind its door: opened with a key made from the link, in the reader's own browser.
// Markup (templates/letters/opened.html): <main data-page="opened-letter" data-token>, <article
// class="letter" data-delivery data-text-url data-file-url-prefix data-from>, p part "hint",
// "problem", button part "again" in "again-choice", <template id="opened-file">, p#status.
import { doorIdentity } from "../door.js";
import { openText } from "../open.js";
import { openedFile } from "../openedfile.js";
import { onEach, part, show, status, tell } from "../page.js";
import { say, sayError } from "../sentences.js";
import { getBytes } from "../server.js";

const HINTS = { alone: "hint_alone", someone: "hint_someone" };

const main = /** @type {HTMLElement} */ (document.querySelector('[data-page="opened-letter"]'));
const article = /** @type {HTMLElement} */ (document.querySelector("article.letter"));
const { delivery = "", textUrl = "", fileUrlPrefix = "", from = "" } = article.dataset;
const identity = doorIdentity(main.dataset.token ?? "", delivery);

onEach(part("again"), "click", open);
void open();

async function open() {
  show(part("again-choice"), false);
  tell(part("problem"), "");
  status(say("letter_opening"));
  try {
    showLetter(await openText(await getBytes(textUrl), identity));
    status(say("letter_open"));
  } catch (error) {
    status("");
    tell(part("problem"), sayError(error, "letter"));
    show(part("again-choice"), true);
  }
}

/** @param {import("../letterform.js").Text} text */
function showLetter(text) {
  article.lang = text.language;
  article.dir = "auto";
  const paragraphs = text.body.split(/\n[ \t]*\n\s*/).filter((words) => words.trim() !== "");
  const lines = [
    paragraph(text.salutation, "letter-salutation"),
    ...paragraphs.map((words) => paragraph(words)),
    paragraph(text.sign_off, "letter-sign-off"),
  ];
  article.replaceChildren(...lines.filter(({ textContent }) => textContent !== ""));
  if (text.attachments.length > 0) article.append(fileList(text.attachments));
  const hint = /** @type {Record<string, string>} */ (HINTS)[text.read_hint];
  tell(part("hint"), hint === undefined ? "" : say(hint, { name: from }));
  show(article, true);
}

/**
 * Line breaks inside a paragraph are kept by the style sheet.
 * @param {string} words
 * @param {string} [kind]
 */
function paragraph(words, kind) {
  const element = document.createElement("p");
  element.dir = "auto";
  element.textContent = words.trim();
  if (kind !== undefined) element.className = kind;
  return element;
}

/** @param {import("../attachment.js").Entry[]} entries */
function fileList(entries) {
  const list = document.createElement("ul");
  list.className = "letter-attachments";
  list.lang = document.documentElement.lang; // the page's own words, not the letter's
  const url = (/** @type {string} */ file) => `${fileUrlPrefix}${encodeURIComponent(file)}/`;
  list.append(...entries.map((entry) => openedFile(entry, url(entry.file), identity)));
  return list;
}
