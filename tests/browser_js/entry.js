// Gathers the shipped modules on one page, so that tests can call them in a real browser.
// Built with the same settings as the pages (tools/build_js.mjs); never shipped.
import * as bytes from "../../src/untilthen/web/js/bytes.js";
import * as calendarfile from "../../src/untilthen/web/js/calendarfile.js";
import * as door from "../../src/untilthen/web/js/door.js";
import * as envelope from "../../src/untilthen/web/js/envelope.js";
import * as fingerprint from "../../src/untilthen/web/js/fingerprint.js";
import * as frame from "../../src/untilthen/web/js/frame.js";
import * as identity from "../../src/untilthen/web/js/identity.js";
import * as innerlock from "../../src/untilthen/web/js/innerlock.js";
import * as manifest from "../../src/untilthen/web/js/manifest.js";
import * as open from "../../src/untilthen/web/js/open.js";
import * as ownerkey from "../../src/untilthen/web/js/ownerkey.js";
import * as parts from "../../src/untilthen/web/js/parts.js";
import * as passphrase from "../../src/untilthen/web/js/passphrase.js";
import * as clean from "../../src/untilthen/web/js/photo/clean.js";
import * as proof from "../../src/untilthen/web/js/proof.js";
import * as seal from "../../src/untilthen/web/js/seal.js";
import * as secrets from "../../src/untilthen/web/js/secrets.js";
import * as sentences from "../../src/untilthen/web/js/sentences.js";
import * as sign from "../../src/untilthen/web/js/sign.js";
import * as smallestSets from "../../src/untilthen/web/js/smallestsets.js";
import * as upload from "../../src/untilthen/web/js/upload.js";
import * as words from "../../src/untilthen/web/js/words.js";

globalThis.modules = {
  ...bytes, ...door, ...frame, ...identity, ...open, ...ownerkey, ...passphrase, ...clean, ...seal,
  ...calendarfile, ...secrets, ...upload, ...words, ...envelope, ...fingerprint, ...innerlock, ...manifest, ...proof, ...sign,
  parts: { ...parts, ...smallestSets }, sentences,
};

/** Run an act; give its value, or the kind of error it ended with. */
globalThis.outcome = async (act) => {
  try {
    return { value: await act() };
  } catch (error) {
    return { kind: error.kind ?? `unexpected: ${error.stack}` };
  }
};
