// The scrypt worker of the page that opens bundles offline: it has nothing beside it, so the
// worker's whole text is in the page (tools/build_js.mjs puts it there).
import source from "bundled:scrypt";

/** The address of the worker, vouched for as the policy wants it. */
export function workerAddress() {
  address ??= URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const made = address;
  if (globalThis.trustedTypes === undefined) return made;
  policy ??= trustedTypes.createPolicy("until-then", {
    createScriptURL: (/** @type {string} */ url) => {
      if (url !== made) throw new TypeError("only our own worker");
      return url;
    },
  });
  return policy.createScriptURL(made);
}

/** @type {string | undefined} */
let address;
/** @type {any} made once: a page may not make two of one name */
let policy;
