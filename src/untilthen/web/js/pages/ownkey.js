// A reader makes a key of their own in this page (makekey.js): letters can be locked to it.
// Markup (templates/letters/own_key.html): [data-page="own-key"] with data-save and perhaps
// data-another on #own-key-page, which holds components/make_key.html; p#status.
import { recipientOf } from "../identity.js";
import { offerKey } from "../makekey.js";
import { postJson } from "../server.js";

const page = /** @type {HTMLElement} */ (document.getElementById("own-key-page"));

offerKey(recipientOf, async ({ identity, keyFile, passkeyFile }) => {
  const { next } = await postJson(page.dataset.save ?? "", {
    recipient: await recipientOf(identity),
    key_file: keyFile,
    passkey_file: passkeyFile,
    another: page.dataset.another !== undefined,
  });
  return next;
});
