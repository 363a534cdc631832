// A letter's words as it is read: paragraphs, and what stands before and after them.

/**
 * Put a letter's words on its sheet.
 * @param {HTMLElement} article
 * @param {{language: string, salutation: string, body: string, sign_off: string}} text
 */
export function setLetter(article, { language, salutation, body, sign_off: signOff }) {
  article.lang = language;
  article.dir = "auto";
  const paragraphs = body.split(/\n[ \t]*\n\s*/).filter((words) => words.trim() !== "");
  const lines = [
    paragraph(salutation, "letter-salutation"),
    ...paragraphs.map((words) => paragraph(words)),
    paragraph(signOff, "letter-sign-off"),
  ];
  article.replaceChildren(...lines.filter(({ textContent }) => textContent !== ""));
}

/**
 * The list of what a letter takes along; its words are the page's own, not the letter's.
 * @param {HTMLElement[]} items
 */
export function attachmentList(items) {
  const list = document.createElement("ul");
  list.className = "letter-attachments";
  list.lang = document.documentElement.lang;
  list.append(...items);
  return list;
}

/**
 * Line breaks inside a paragraph are kept by the style sheet.
 * @param {string} words @param {string} [kind]
 */
function paragraph(words, kind) {
  const element = document.createElement("p");
  element.dir = "auto";
  element.textContent = words.trim();
  if (kind !== undefined) element.className = kind;
  return element;
}
