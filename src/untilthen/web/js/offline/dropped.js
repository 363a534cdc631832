// What was dropped on the page, folders included, with the path of each file.

/** @typedef {{name: string, file: File}} Chosen */

/** @param {DataTransfer} transfer @returns {Promise<Chosen[]>} */
export async function droppedFiles(transfer) {
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  // The list is emptied once this turn ends, so all of it is asked for first.
  const entries = items.map((item) => item.webkitGetAsEntry());
  const found = await Promise.all(entries.map((entry) => (entry === null ? [] : below(entry, ""))));
  return found.flat();
}

/** @param {any} entry @param {string} path @returns {Promise<Chosen[]>} */
async function below(entry, path) {
  const name = path + entry.name;
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [{ name, file }];
  }
  const reader = entry.createReader();
  const all = [];
  for (;;) {
    // A browser gives a hundred or so at a time, and none at the end.
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    all.push(...some);
  }
  return (await Promise.all(all.map((each) => below(each, `${name}/`)))).flat();
}
