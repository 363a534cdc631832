// Before a bundle is saved, everything in it is signed as it is now: a new set of parts comes in
// force without the owner, and what was signed before then fits no file any more.
// Markup (templates/watch/export.html): section "unsigned" with data-manifest, button "sign" in it,
// p "sign-error"; the panel of letters/unlock.html; p#status.
import { onEach, part, status, tell } from "../page.js";
import { say } from "../sentences.js";
import { signManifest } from "../signmanifest.js";
import { saySigning } from "../signingerrors.js";
import { unlocked } from "../unlock.js";

onEach(part("sign"), "click", async () => {
  tell(part("sign-error"), "");
  try {
    await signManifest(part("unsigned").dataset.manifest ?? "", await unlocked());
  } catch (error) {
    return tell(part("sign-error"), saySigning(error));
  }
  status(say("manifest_signed"));
  location.reload();
});
