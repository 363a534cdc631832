// Where the scrypt worker lies: beside the page's own bundle. The page that opens bundles offline
// has it inside (offline/workeraddress.js takes the place of this file there).

/** The address of the worker. The policy wants such addresses vouched for. */
export function workerAddress() {
  const address = new URL("scrypt.js", import.meta.url).href;
  if (globalThis.trustedTypes === undefined) return address;
  return (policy ??= trustedTypes.createPolicy("until-then", {
    createScriptURL: (/** @type {string} */ url) => {
      if (url !== address) throw new TypeError("only our own worker");
      return url;
    },
  })).createScriptURL(address);
}

/** @type {any} made once: a page may not make two of one name */
let policy;
