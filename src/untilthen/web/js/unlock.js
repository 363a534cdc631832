// Unlocks the owner's key in this tab, in the panel of templates/letters/unlock.html.
import { part, show } from "./page.js";
import { getJson } from "./server.js";
import { keepUnlocked, unlockedKey } from "./session.js";
import { offerUnlocking } from "./unlockpanel.js";

/**
 * The owner's identity: at once if this tab is unlocked, else when the person has unlocked it.
 * @returns {Promise<string>}
 */
export async function unlocked() {
  const known = unlockedKey();
  if (known !== null) return known;
  const panel = /** @type {HTMLElement} */ (document.getElementById("unlock"));
  show(panel, true);
  const identity = await new Promise((resolve) => void offerUnlocking(panel, keyOf(panel), resolve));
  keepUnlocked(identity);
  part("unlock-typed", panel).value = "";
  show(panel, false);
  return identity;
}

/** @param {HTMLElement} panel */
function keyOf(panel) {
  return async () => {
    const { owner_file, passkey_file } = await getJson(panel.dataset.ownerKey ?? "");
    return { keyFile: owner_file, passkeyFile: passkey_file };
  };
}
