// What must not be written on a sheet, because whoever reads it later could use it: the words of a
// wallet, private keys, card numbers. Looked at here, before anything is sealed.
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { WORDS } from "./words.js";

const FEWEST_SEED_WORDS = 12; // BIP-39 knows 12, 15, 18, 21 and 24; a longer run holds one of them
const FEWEST_SHARE_WORDS = 20; // SLIP-39 knows 20 and 33
const SEED_WORDS = new Set(wordlist);
const SHARE_WORDS = new Set(WORDS);
const BASE58 = "[1-9A-HJ-NP-Za-km-z]";
const KEYS = [
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/,
  /PuTTY-User-Key-File/,
  /b3BlbnNzaC1rZXktdjE/, // how every OpenSSH key begins in base64
  /AGE-SECRET-KEY-/i,
  /AGE-PLUGIN-[A-Z0-9-]+1[A-Z0-9]{20}/i,
  new RegExp(`(?<!${BASE58})(?:[59]${BASE58}{50}|[KLc]${BASE58}{51})(?!${BASE58})`), // WIF
  new RegExp(`[xyztuvYZUV]prv${BASE58}{80}`), // BIP-32
  /nsec1[02-9ac-hj-np-z]{50}/i,
  /(?<![0-9a-f])(?:0x)?(?:[0-9a-f]{2}[ :]?){31}[0-9a-f]{2}/i, // 32 bytes or more in hex
];
const DIGITS = /(?<![\p{L}\d+])(?<!\p{L}{2}\d{2} )\d(?:[ -]?\d){12,18}(?![ -]?\d)/gu;

/**
 * What a text looks like that does not belong on a sheet, or "".
 * @param {string} text @returns {"" | "seed" | "key" | "card"}
 */
export function secretIn(text) {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (longestRun(words, SEED_WORDS) >= FEWEST_SEED_WORDS) return "seed";
  if (longestRun(words, SHARE_WORDS) >= FEWEST_SHARE_WORDS) return "seed";
  if (KEYS.some((form) => form.test(text))) return "key";
  return (text.match(DIGITS) ?? []).some(isCard) ? "card" : "";
}

/** @param {string[]} words @param {Set<string>} list */
function longestRun(words, list) {
  let [longest, run] = [0, 0];
  for (const word of words) {
    run = list.has(word) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Whether these digits could be a card's: they begin like one, and their sum fits. @param {string} text */
function isCard(text) {
  const digits = [...text.replace(/\D/g, "")].map(Number).reverse();
  const sum = digits.reduce((all, digit, at) => all + (at % 2 === 0 ? digit : twice(digit)), 0);
  return "23456".includes(text[0]) && sum % 10 === 0;
}

/** @param {number} digit */
const twice = (digit) => (digit > 4 ? digit * 2 - 9 : digit * 2);
