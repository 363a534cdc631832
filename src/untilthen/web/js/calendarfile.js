// A duty's times as a calendar file (RFC 5545), written in the browser of who takes it: the times
// are sealed, so no server could write it. None of the packages we found brings the clocks of
// places without bringing all of them, and the part of the format needed here is small.
import { momentOf, shownAt, stamp, zoneLines } from "./zoneclock.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const LONGEST_LINE_BYTES = 75;
const EVENT_LASTS = "PT15M";
const WEEKDAYS = ["su", "mo", "tu", "we", "th", "fr", "sa"];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d/;

/** @typedef {Record<string, any>} Duty the fields of its sheet */

/**
 * The calendar file of a duty; "" where its sheet names no times.
 * @param {Duty} duty @param {string} id of its sheet @param {number} now
 */
export function calendarOf(duty, id, now) {
  const begins = firstDay(duty, now);
  if (begins === "") return "";
  const timed = TIME.test(duty.time ?? "");
  const zone = knownZone(duty.zone);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Until Then//Duty//EN",
    ...(timed ? zoneLines(zone, now) : []),
    "BEGIN:VEVENT",
    `UID:${id}@until-then`,
    `DTSTAMP:${stamp(now)}Z`,
    ...(timed ? [`DTSTART;TZID=${zone}:${dayStamp(begins)}T${clockStamp(duty.time)}`, `DURATION:${EVENT_LASTS}`] : [`DTSTART;VALUE=DATE:${dayStamp(begins)}`]),
    ...repeats(duty, timed, zone),
    `SUMMARY:${escaped(duty.name ?? "")}`,
    ...(description(duty) === "" ? [] : [`DESCRIPTION:${escaped(description(duty))}`]),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map(folded).join("\r\n") + "\r\n";
}

/** The first day on which it is done, not before today. @param {Duty} duty @param {number} now */
function firstDay(duty, now) {
  const today = shownAt(knownZone(duty.zone), now);
  if (duty.when === "date") return DAY.test(duty.date ?? "") ? duty.date : "";
  if (duty.when === "daily") return isoDay(today);
  const days = daysOf(duty);
  if (duty.when !== "weekly" || days.length === 0) return "";
  for (let at = today; ; at += DAY_MS) {
    if (days.includes(WEEKDAYS[new Date(at).getUTCDay()])) return isoDay(at);
  }
}

/** @param {Duty} duty @returns {string[]} */
const daysOf = ({ weekdays }) => (Array.isArray(weekdays) ? weekdays.filter((day) => WEEKDAYS.includes(day)) : []);

/** @param {Duty} duty @param {boolean} timed @param {string} zone */
function repeats(duty, timed, zone) {
  if (duty.when === "date") return [];
  const how = duty.when === "daily" ? "FREQ=DAILY" : `FREQ=WEEKLY;BYDAY=${daysOf(duty).join(",").toUpperCase()}`;
  if (!DAY.test(duty.until ?? "")) return [`RRULE:${how}`];
  const last = Date.parse(`${duty.until}T23:59:00Z`);
  const until = timed ? `${stamp(momentOf(zone, last))}Z` : dayStamp(duty.until);
  return [`RRULE:${how};UNTIL=${until}`];
}

/** @param {Duty} duty */
function description({ why_it_matters: why = "", steps = [], where_things_are: where = "" }) {
  const numbered = Array.isArray(steps) ? steps.map((step, at) => `${at + 1}. ${step}`) : [];
  return [why, numbered.join("\n"), where].filter((words) => words !== "").join("\n\n");
}

/** A place the browser knows, or UTC. @param {unknown} zone */
function knownZone(zone) {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: String(zone || "UTC") }) && String(zone || "UTC");
  } catch {
    return "UTC";
  }
}

/** @param {number} shown */
const isoDay = (shown) => new Date(shown).toISOString().slice(0, 10);
/** @param {string} day */
const dayStamp = (day) => day.replaceAll("-", "");
/** @param {string} time */
const clockStamp = (time) => `${time.slice(0, 2)}${time.slice(3, 5)}00`;

/** Text as a calendar file writes it. @param {string} text */
function escaped(text) {
  return text.replaceAll(/[\\;,]/g, "\\$&").replaceAll(/\r\n|\r|\n/g, "\\n").replaceAll(/\p{Cc}/gu, " ");
}

/** A line in pieces of at most 75 bytes, never cut within a character. @param {string} line */
function folded(line) {
  const encoder = new TextEncoder();
  const pieces = [""];
  let bytes = 0;
  for (const character of line) {
    const more = encoder.encode(character).length;
    if (bytes + more > LONGEST_LINE_BYTES) {
      pieces.push("");
      bytes = 1; // the space before each further piece
    }
    pieces[pieces.length - 1] += character;
    bytes += more;
  }
  return pieces.join("\r\n ");
}
