// On every page: whatever is marked data-lock forgets the unlocked key in this tab.
// Markup: <button data-lock>; it may also submit the sign-out form it stands in.
import { lock } from "../session.js";

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target.closest("[data-lock]") !== null) lock();
});

// Signing out by keyboard or script ends in a submit, not always in a click.
document.addEventListener("submit", (event) => {
  const form = /** @type {Element} */ (event.target);
  if (form.querySelector("[data-lock]") !== null) lock();
});
