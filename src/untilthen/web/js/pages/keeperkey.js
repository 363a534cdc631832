// Makes a keeper's own key in this page (makekey.js), to which their part is sealed.
// Markup (templates/watch/keeper_key.html): [data-page="keeperkey"] with data-save on #key-page,
// which holds components/make_key.html; p#status.
import { recipientOf } from "../identity.js";
import { offerKey } from "../makekey.js";
import { postJson } from "../server.js";

const page = /** @type {HTMLElement} */ (document.getElementById("key-page"));

offerKey(recipientOf, async ({ identity, keyFile, passkeyFile }) => {
  const { next } = await postJson(page.dataset.save ?? "", {
    recipient: await recipientOf(identity),
    key_file: keyFile,
    passkey_file: passkeyFile,
  });
  return next;
});
