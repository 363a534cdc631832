// Seals everything to a new set of parts, step after step, so that what broke off can go on where it
// stood for as long as this page is open. The seed itself is wiped before the first letter.
import { makeSet } from "./estate.js";
import { BadKey } from "./errors.js";
import { recipientOf } from "./identity.js";
import { resealAll } from "./reseal.js";
import { getJson, postJson } from "./server.js";
import { signManifest } from "./signmanifest.js";

/**
 * @typedef {object} Places where the server takes and gives what is sealed
 * @property {string} factsUrl
 * @property {string} setUrl
 * @property {string} resealUrl
 * @property {string} lettersUrl
 * @property {string} filesUrl
 * @property {string} manifestUrl
 */

/** One sealing of everything. */
export class Ceremony {
  /** @type {import("./estate.js").Made | null} */
  #made = null;
  #sent = false;
  /** @type {Map<string, number>} */
  #done = new Map();

  /**
   * @param {Places} places @param {string} identity the owner's
   * @param {import("./estate.js").Facts} facts
   * @param {{kit: string, hold: number}} choice
   */
  constructor(places, identity, facts, choice) {
    this.places = places;
    this.identity = identity;
    this.facts = facts;
    this.choice = choice;
  }

  /** The words of each of the kit's sheets. */
  get kit() {
    return this.#made?.kit ?? [];
  }

  /**
   * Begin, or go on; throws what went wrong, and can be called again.
   * @param {import("./signmanifest.js").Compared} compared
   * @param {(share: number) => void} onProgress
   */
  async run(compared, onProgress) {
    const { places, identity, facts } = this;
    const owner = await recipientOf(identity);
    if (facts.owner !== owner) throw new BadKey("not the owner of this plan");
    // The keys that were compared are signed before anything is sealed to them.
    await signManifest(places.manifestUrl, identity, compared);
    this.#made ??= await makeSet(facts, this.choice);
    if (!this.#sent) await this.#send(this.#made);
    const recipients = [this.#made.estate, owner];
    await resealAll({ ...places, identity, recipients, done: this.#done }, onProgress);
    const { current } = await getJson(places.manifestUrl);
    if (!current) await signManifest(places.manifestUrl, identity, compared);
  }

  /** @param {import("./estate.js").Made} made */
  async #send({ estate, sent, kit }) {
    // The answer to an earlier try may have been lost, though what was sent arrived.
    const { beside, estate: present } = await getJson(this.places.factsUrl);
    if (![beside?.estate, present].includes(estate)) await postJson(this.places.setUrl, sent);
    this.#sent = true;
    this.#made = { estate, sent: {}, kit }; // the parts need not stay in this page
  }
}
