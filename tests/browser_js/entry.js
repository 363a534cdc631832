// Gathers the shipped modules on one page, so that tests can call them in a real browser.
// Built with the same settings as the pages (tools/build_js.mjs); never shipped.
import * as bytes from "../../src/untilthen/web/js/bytes.js";
import * as door from "../../src/untilthen/web/js/door.js";
import * as frame from "../../src/untilthen/web/js/frame.js";
import * as identity from "../../src/untilthen/web/js/identity.js";
import * as open from "../../src/untilthen/web/js/open.js";
import * as ownerkey from "../../src/untilthen/web/js/ownerkey.js";
import * as passphrase from "../../src/untilthen/web/js/passphrase.js";
import * as clean from "../../src/untilthen/web/js/photo/clean.js";
import * as seal from "../../src/untilthen/web/js/seal.js";
import * as upload from "../../src/untilthen/web/js/upload.js";
import * as words from "../../src/untilthen/web/js/words.js";

globalThis.modules = {
  ...bytes, ...door, ...frame, ...identity, ...open, ...ownerkey, ...passphrase, ...clean, ...seal,
  ...upload, ...words,
};

/** Run an act; give its value, or the kind of error it ended with. */
globalThis.outcome = async (act) => {
  try {
    return { value: await act() };
  } catch (error) {
    return { kind: error.kind ?? `unexpected: ${error.stack}` };
  }
};
