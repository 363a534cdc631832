// Bundles the browser modules with esbuild: one file per page or worker, minified, no source map.
// Usage: node tools/build_js.mjs [--out FOLDER] [ENTRY …]; without entries it builds all of them.
// With --page FILE it builds the one script of the page that opens bundles offline instead, with
// the worker inside it; tools/open_page.py makes the page around it.
import { build } from "esbuild";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = join(ROOT, "src/untilthen/web/js");
const SHIPPED = join(ROOT, "src/untilthen/web/static/untilthen/js");

/** What the command line asks for. */
function wanted([...args]) {
  const valueOf = (name) => {
    const at = args.indexOf(name);
    return at < 0 ? undefined : args.splice(at, 2)[1];
  };
  const [out, page] = [valueOf("--out") ?? SHIPPED, valueOf("--page")];
  return { out, page, entries: args };
}

/** Every page and worker. */
async function everyEntry() {
  const folders = ["pages", "workers"].map((name) => join(SOURCES, name));
  const names = await Promise.all(folders.map((folder) => readdir(folder)));
  const paths = folders.flatMap((folder, i) => names[i].map((name) => join(folder, name)));
  return paths.filter((path) => path.endsWith(".js"));
}

const LIKE_EVERY_BUNDLE = {
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  loader: { ".txt": "text" },
  nodePaths: [join(ROOT, "node_modules")],
  absWorkingDir: ROOT,
  logLevel: "warning",
};

/** A page in one file has nothing beside it: its worker is text inside it. */
const workerInside = {
  name: "worker inside",
  setup({ onResolve, onLoad }) {
    const offline = join(SOURCES, "offline/workeraddress.js");
    onResolve({ filter: /^\.\/workeraddress\.js$/ }, () => ({ path: offline }));
    onResolve({ filter: /^bundled:scrypt$/ }, () => ({ path: "scrypt", namespace: "bundled" }));
    onLoad({ filter: /./, namespace: "bundled" }, async () => {
      const entryPoints = [join(SOURCES, "workers/scrypt.js")];
      const { outputFiles } = await build({ ...LIKE_EVERY_BUNDLE, entryPoints, write: false });
      return { contents: outputFiles[0].text, loader: "text" };
    });
  },
};

const { out, page, entries } = wanted(process.argv.slice(2));
if (page !== undefined) {
  const entryPoints = [join(SOURCES, "offline/open.js")];
  await build({ ...LIKE_EVERY_BUNDLE, entryPoints, outfile: page, plugins: [workerInside] });
} else {
  if (out === SHIPPED) await rm(SHIPPED, { recursive: true, force: true });
  const entryPoints = entries.length > 0 ? entries : await everyEntry();
  await build({ ...LIKE_EVERY_BUNDLE, entryPoints, outdir: out, entryNames: "[name]" });
}
console.log(`bundles are in ${page ?? out}`);
