// What the clocks of a place show, by the browser's own tables: enough to write the place into a
// calendar file, with each change of its clocks in the years to come (RFC 5545, VTIMEZONE).

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const YEARS_AHEAD = 10;

/** How far a place's clocks are ahead of UTC at a moment, in minutes. @param {string} zone @param {number} at */
export function minutesAhead(zone, at) {
  const form = { timeZone: zone, timeZoneName: /** @type {const} */ ("longOffset") };
  const parts = new Intl.DateTimeFormat("en", form).formatToParts(at);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  const found = /([+-])(\d\d):(\d\d)/.exec(name);
  if (found === null) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === "-" ? -minutes : minutes;
}

/** What a place's clocks show, as milliseconds that read like UTC. @param {string} zone @param {number} at */
export const shownAt = (zone, at) => at + minutesAhead(zone, at) * 60 * 1000;

/** The moment at which a place's clocks show this. @param {string} zone @param {number} shown */
export function momentOf(zone, shown) {
  const guess = shown - minutesAhead(zone, shown) * 60 * 1000;
  return shown - minutesAhead(zone, guess) * 60 * 1000;
}

/**
 * The VTIMEZONE of a place, from one moment on.
 * @param {string} zone @param {number} from
 */
export function zoneLines(zone, from) {
  const first = minutesAhead(zone, from);
  const lines = ["BEGIN:VTIMEZONE", `TZID:${zone}`, ...observance("STANDARD", from - DAY_MS, first, first)];
  for (const at of changesAfter(zone, from)) {
    const [before, after] = [minutesAhead(zone, at - 1), minutesAhead(zone, at)];
    lines.push(...observance(after > before ? "DAYLIGHT" : "STANDARD", at, before, after));
  }
  return [...lines, "END:VTIMEZONE"];
}

/** @param {string} kind @param {number} at @param {number} before @param {number} after */
function observance(kind, at, before, after) {
  return [
    `BEGIN:${kind}`,
    `DTSTART:${stamp(at + before * 60 * 1000)}`,
    `TZOFFSETFROM:${offset(before)}`,
    `TZOFFSETTO:${offset(after)}`,
    `END:${kind}`,
  ];
}

/** Each moment at which a place's clocks change. @param {string} zone @param {number} from */
function* changesAfter(zone, from) {
  const end = from + YEARS_AHEAD * 365 * DAY_MS;
  for (let day = from; day < end; day += DAY_MS) {
    if (minutesAhead(zone, day) === minutesAhead(zone, day + DAY_MS)) continue;
    let [low, high] = [day, day + DAY_MS];
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2);
      if (minutesAhead(zone, middle) === minutesAhead(zone, day)) low = middle;
      else high = middle;
    }
    yield Math.floor(high / 60000) * 60000;
  }
}

/** Milliseconds as calendar files write a moment of a place's clocks. @param {number} shown */
export const stamp = (shown) => new Date(shown).toISOString().replaceAll(/[-:]|\.\d+Z/g, "");

/** @param {number} minutes */
function offset(minutes) {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const digits = [hours, rest].map((each) => String(each).padStart(2, "0")).join("");
  return `${minutes < 0 ? "-" : "+"}${digits}`;
}
