// The unlocked owner key, kept for this tab only and gone on sign-out or "lock".
const KEY = "until-then owner key";

/** The unlocked identity, or null. */
export function unlockedKey() {
  return sessionStorage.getItem(KEY);
}

/** @param {string} identity */
export function keepUnlocked(identity) {
  sessionStorage.setItem(KEY, identity);
}

/** Forget the key in this tab. */
export function lock() {
  sessionStorage.removeItem(KEY);
}
