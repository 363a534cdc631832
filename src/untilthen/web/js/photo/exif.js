// Of Exif data only one thing matters to the picture: which way is up.
import { numbers } from "./reader.js";

const ORIENTATION = 0x0112;
const SHORT = 3;

/** The orientation (1 to 8) in a TIFF block; 1 if it says none. @param {Uint8Array} tiff */
export function orientationIn(tiff) {
  if (tiff.length < 14) return 1;
  const view = numbers(tiff);
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return 1;
  const count = view.getUint16(directory, little);
  for (let entry = directory + 2; entry < directory + 2 + count * 12; entry += 12) {
    if (entry + 12 > tiff.length) return 1;
    if (view.getUint16(entry, little) !== ORIENTATION) continue;
    const value = view.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** A TIFF block that says nothing but the orientation. @param {number} orientation */
export function onlyOrientation(orientation) {
  const tiff = new Uint8Array(26);
  const view = numbers(tiff);
  view.setUint32(0, 0x4d4d002a);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, ORIENTATION);
  view.setUint16(12, SHORT);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return tiff;
}
