// "Leave quickly" on every page: goes at once to a page that has nothing to do with us, in place of
// this one in the browser's history, and locks the key in this tab. Without scripts it is a link.
// Markup (base.html): <a data-leave href>.
import { lock } from "../session.js";

document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("a[data-leave]");
  if (link === null) return;
  event.preventDefault();
  lock();
  // Nothing is to be seen while the other page is on its way, and nothing is asked (page.js): what
  // was written lies in this browser as a draft.
  document.documentElement.hidden = true;
  location.replace(/** @type {HTMLAnchorElement} */ (link).href);
});
