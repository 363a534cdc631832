// Makes the owner's key in this page (makekey.js); what signs their letters grows from it.
// Markup (templates/letters/key.html): [data-page="key"] with data-save on #key-page, which holds
// components/make_key.html; p#status.
import "./lock.js";
import { recipientOf } from "../identity.js";
import { offerKey } from "../makekey.js";
import { postJson } from "../server.js";
import { keepUnlocked } from "../session.js";
import { signingKeyOf } from "../sign.js";

const page = /** @type {HTMLElement} */ (document.getElementById("key-page"));

offerKey(
  (identity) => signingKeyOf(identity).public,
  async ({ identity, keyFile, passkeyFile }) => {
    const { next } = await postJson(page.dataset.save ?? "", {
      owner_recipient: await recipientOf(identity),
      owner_file: keyFile,
      passkey_file: passkeyFile,
      signer: signingKeyOf(identity).public,
    });
    keepUnlocked(identity);
    return next;
  },
);
