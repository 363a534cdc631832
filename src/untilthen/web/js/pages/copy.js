// A button that copies what a field holds. Without scripts it is not there, and the field can be
// selected by hand. Where the browser does not allow copying, the field is selected for it.
import { onEach, show, status } from "../page.js";

/** @type {NodeListOf<HTMLElement>} */
const places = document.querySelectorAll("[data-copies]");
for (const place of places) {
  const { copies, said } = /** @type {{ copies: string, said: string }} */ (place.dataset);
  const field = /** @type {HTMLInputElement} */ (document.getElementById(copies));
  onEach(/** @type {HTMLElement} */ (place.querySelector("button")), "click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      status(said);
    } catch {
      field.select();
    }
  });
  show(place, true);
}
