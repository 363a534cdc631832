// What can go wrong between a person and their letter, told apart by what they can do about it.
// `kind` names the sentence a page says; no error carries words for people.

/** The file is whole, but the key at hand does not open it. */
export class NotForThisKey extends Error {
  kind = "not_for_this_key";
}

/** The file is cut short, altered, or never was a sealed file. */
export class Damaged extends Error {
  kind = "damaged";
}

/** The text is whole, but a later version of this project wrote it. */
export class Newer extends Error {
  kind = "newer";
}

/** The server no longer has what was asked for. */
export class Missing extends Error {
  kind = "missing";
}

/** No answer came, or one that says "later": the connection, or the server itself. */
export class Unreachable extends Error {
  kind = "unreachable";
}

/** The session ended: the server wants a sign-in first. */
export class SignedOut extends Error {
  kind = "signed_out";
}

/** A file on this device could not be read (moved, deleted, or not permitted). */
export class Unreadable extends Error {
  kind = "unreadable";
}

/** A key or recipient of a kind that we never seal to or open with. */
export class BadKey extends Error {
  kind = "bad_key";
}

/** The server said no; `answer` is what it sent, `errors` its sentences by field. */
export class Refused extends Error {
  kind = "refused";

  /** @param {number} status @param {Record<string, any>} answer */
  constructor(status, answer) {
    super(`refused with ${status}`);
    this.status = status;
    this.answer = answer;
    /** @type {Record<string, string>} */
    this.errors = answer.errors ?? {};
  }
}

/** What the server holds of an upload and what this page still holds no longer meet. */
export class UploadLost extends Error {
  kind = "upload_lost";
}
