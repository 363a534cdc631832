// Small things every page does: finding its parts, showing and hiding them, one press at a time.
import { say } from "./sentences.js";

/**
 * The element marked data-part="name"; a page without it is our own mistake.
 * @param {string} name
 * @param {ParentNode} [root]
 * @returns {any}
 */
export function part(name, root = document) {
  const element = root.querySelector(`[data-part="${name}"]`);
  if (element === null) throw new Error(`the page has no part ${name}`);
  return element;
}

/**
 * Say politely how things stand; the place is always there, so that it is read out.
 * @param {string} sentence
 */
export function status(sentence) {
  /** @type {HTMLElement} */ (document.getElementById("status")).textContent = sentence;
}

/** @param {HTMLElement} element @param {boolean} shown */
export function show(element, shown) {
  element.hidden = !shown;
}

/**
 * Put a sentence somewhere, and show the place only if there is one.
 * @param {HTMLElement} element
 * @param {string} sentence
 */
export function tell(element, sentence) {
  element.textContent = sentence;
  show(element, sentence !== "");
}

/**
 * Show one of several steps and bring its heading to whoever reads by ear or keyboard.
 * @param {HTMLElement[]} steps
 * @param {HTMLElement} wanted
 */
export function goTo(steps, wanted) {
  for (const step of steps) show(step, step === wanted);
  wanted.querySelector("h2")?.focus();
}

/**
 * Let `act` run on each `event`, but never twice at once. The button keeps the focus meanwhile,
 * so it is not disabled but said to be.
 * @param {HTMLElement} element @param {string} event @param {(event: Event) => Promise<void>} act
 */
export function onEach(element, event, act) {
  let busy = false;
  element.addEventListener(event, async (happened) => {
    happened.preventDefault();
    if (busy) return;
    busy = true;
    element.setAttribute("aria-disabled", "true");
    element.setAttribute("aria-busy", "true");
    try {
      await act(happened);
    } catch (error) {
      status(say("unexpected"));
      throw error;
    } finally {
      busy = false;
      element.removeAttribute("aria-disabled");
      element.removeAttribute("aria-busy");
    }
  });
}

/**
 * Say what is wrong at each field, and bring the first to the person.
 * @param {ParentNode} root
 * @param {Record<string, string>} errors
 */
export function tellErrors(root, errors) {
  for (const place of root.querySelectorAll("[data-error-for]")) {
    const name = /** @type {HTMLElement} */ (place).dataset.errorFor ?? "";
    tell(/** @type {HTMLElement} */ (place), errors[name] ?? "");
    for (const control of root.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (errors[name]) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }
  const first = /** @type {HTMLElement | null} */ (root.querySelector('[aria-invalid="true"]'));
  first?.focus();
}

/** Go to a page of ours, wherever the server's answer points. @param {string} next */
export function leaveFor(next) {
  const target = new URL(next, location.href);
  if (target.origin === location.origin) location.assign(target.href);
}

/**
 * Ask before leaving while `unsaved()` says so; never whoever leaves quickly (pages/leave.js), who
 * has hidden the page already.
 * @param {() => boolean} unsaved
 */
export function askBeforeLeaving(unsaved) {
  addEventListener("beforeunload", (event) => {
    if (!document.documentElement.hidden && unsaved()) event.preventDefault();
  });
}
