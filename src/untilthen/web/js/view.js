// Pictures, sound and films of a letter, shown only after the browser itself could decode them.

const PICTURES = /^image\/(avif|gif|jpeg|png|webp)$/;
const SOUND_OR_FILM = /^(audio|video)\/[\w.+-]+$/;

/**
 * An element that shows the content, or null if this browser does not show its kind.
 * @param {Blob} content @param {{name: string, type: string, transcript?: string}} entry
 * @returns {Promise<HTMLElement | null>}
 */
export async function viewOf(content, entry) {
  const type = entry.type.split(";")[0].trim().toLowerCase();
  const make = PICTURES.test(type) ? picture : SOUND_OR_FILM.test(type) ? soundOrFilm : null;
  if (make === null) return null;
  const url = URL.createObjectURL(content.slice(0, content.size, type));
  try {
    return await make(url, entry, type);
  } catch {
    // Not what its name says, or a kind this browser cannot decode: it can still be saved.
    URL.revokeObjectURL(url);
    return null;
  }
}

/** @param {string} url @param {{name: string}} entry */
async function picture(url, entry) {
  const image = new Image();
  image.alt = entry.name;
  image.src = url;
  await image.decode();
  return image;
}

/** @param {string} url @param {{name: string}} entry @param {string} type */
function soundOrFilm(url, entry, type) {
  const player = document.createElement(type.startsWith("audio/") ? "audio" : "video");
  player.controls = true;
  player.preload = "metadata";
  player.setAttribute("aria-label", entry.name);
  return new Promise((resolve, reject) => {
    player.addEventListener("loadedmetadata", () => resolve(player), { once: true });
    player.addEventListener("error", () => reject(player.error), { once: true });
    player.src = url;
  });
}
