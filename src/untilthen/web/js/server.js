// Talks to our own server: the token every write needs, and answers turned into our errors.
import { Missing, Refused, SignedOut, Unreachable } from "./errors.js";

const TOKEN = /<meta name="csrf-token" content="([^"]+)"/;
const LATER = [408, 425, 429];
const NOTHING_KEPT = 507; // with a sentence that says why: another try at once would change nothing

/** @returns {HTMLMetaElement | null} */
const tokenElement = () => document.querySelector('meta[name="csrf-token"]');

/**
 * One request. After a sign-in in another tab the page's token is stale: fetch a new one, once.
 * @param {string} url @param {RequestInit} [request]
 */
export async function ask(url, request = {}) {
  const first = await answered(url, request);
  if (first.status !== 403 || request.method === undefined || !(await renewToken())) {
    return judged(first);
  }
  return judged(await answered(url, request));
}

/** POST JSON, get JSON. @param {string} url @param {object} body */
export async function postJson(url, body) {
  const headers = { "Content-Type": "application/json" };
  const response = await ask(url, { method: "POST", headers, body: JSON.stringify(body) });
  return json(response);
}

/** GET JSON. @param {string} url */
export async function getJson(url) {
  return json(await ask(url));
}

/** The bytes at `url`, all of them. @param {string} url */
export async function getBytes(url) {
  const response = await ask(url);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new Unreachable("the connection broke", { cause: error });
  }
}

/**
 * The bytes at `url` as they come in.
 * @param {string} url
 * @param {(part: number) => void} onProgress
 * @returns {Promise<ReadableStream<Uint8Array>>}
 */
export async function getStream(url, onProgress) {
  const response = await ask(url);
  const total = Number(response.headers.get("Content-Length") ?? 0);
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  let seen = 0;
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read().catch((error) => {
        throw new Unreachable("the connection broke", { cause: error });
      });
      if (done) return controller.close();
      seen += value.length;
      if (total > 0) onProgress(Math.min(1, seen / total));
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** @param {string} url @param {RequestInit} request */
async function answered(url, request) {
  const headers = new Headers(request.headers);
  headers.set("Accept", "application/json, application/octet-stream");
  if (request.method !== undefined) headers.set("X-CSRFToken", tokenElement()?.content ?? "");
  try {
    return await fetch(url, { ...request, headers, credentials: "same-origin" });
  } catch (error) {
    throw new Unreachable("no answer", { cause: error });
  }
}

/** @param {Response} response */
async function judged(response) {
  // We ask for data only; being sent on to a page means the sign-in page.
  if (response.redirected || response.status === 401) throw new SignedOut("sign-in needed");
  if (response.ok) return response;
  if (response.status === 404 || response.status === 410) throw new Missing("not there");
  const later = response.status >= 500 && response.status !== NOTHING_KEPT;
  if (later || LATER.includes(response.status)) throw new Unreachable("not now");
  const answer = await response.json().catch(() => ({}));
  if (response.status === 403 && answer.errors === undefined) throw new SignedOut("not allowed");
  throw new Refused(response.status, answer);
}

/** @param {Response} response */
async function json(response) {
  return response.json().catch((error) => {
    throw new Unreachable("the answer broke off", { cause: error });
  });
}

async function renewToken() {
  const element = tokenElement();
  if (element === null) return false;
  const page = await answered(location.href, {});
  const found = page.ok && !page.redirected ? TOKEN.exec(await page.text()) : null;
  if (found === null) return false;
  element.content = found[1];
  return true;
}
