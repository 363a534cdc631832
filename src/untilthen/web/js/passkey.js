// A passkey as a second, convenient way to the owner key (WebAuthn PRF); never the only way.
import { webauthn } from "age-encryption";

/** Why a passkey cannot be used here, by the sentence that says it. */
export class NoPasskey extends Error {
  /**
   * @param {"passkey_unsupported" | "passkey_without_prf" | "passkey_cancelled"} sentence
   * @param {ErrorOptions} [options]
   */
  constructor(sentence, options) {
    super(sentence, options);
    this.sentence = sentence;
  }
}

/** Whether this browser says of itself that passkeys can hold keys; "maybe" if it does not say. */
export async function passkeysHere() {
  if (!("PublicKeyCredential" in globalThis)) return "no";
  const said = await PublicKeyCredential.getClientCapabilities?.();
  if (said === undefined || said["extension:prf"] === undefined) return "maybe";
  return said["extension:prf"] ? "yes" : "no";
}

/** Make a passkey called `name`; gives the age recipient for it. @param {string} name */
export async function makePasskey(name) {
  if ((await passkeysHere()) === "no") throw new NoPasskey("passkey_unsupported");
  const identity = await explained(() => webauthn.createCredential({ keyName: name }));
  return new webauthn.WebAuthnRecipient({ identity });
}

/** The age identity of whichever passkey the person picks. */
export function anyPasskey() {
  const identity = new webauthn.WebAuthnIdentity({});
  return { unwrapFileKey: (stanzas) => explained(() => identity.unwrapFileKey(stanzas)) };
}

/**
 * Run a passkey prompt, and say in our terms why it failed.
 * @template T
 * @param {() => Promise<T>} act
 */
export async function explained(act) {
  try {
    return await act();
  } catch (error) {
    // The browser gives one name to "no", "cancelled" and "too late", on purpose.
    const refused = ["NotAllowedError", "AbortError"].includes(/** @type {Error} */ (error).name);
    const sentence = refused ? "passkey_cancelled" : "passkey_without_prf";
    throw new NoPasskey(sentence, { cause: error });
  }
}
