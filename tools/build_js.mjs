// Bundles the browser modules with esbuild: one file per page or worker, minified, no source map.
// Usage: node tools/build_js.mjs [--out FOLDER] [ENTRY …]; without entries it builds all of them.
import { build } from "esbuild";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = join(ROOT, "src/untilthen/web/js");
const SHIPPED = join(ROOT, "src/untilthen/web/static/untilthen/js");

/** What the command line asks for. */
function wanted(args) {
  const at = args.indexOf("--out");
  if (at < 0) return { out: SHIPPED, entries: args };
  return { out: args[at + 1], entries: [...args.slice(0, at), ...args.slice(at + 2)] };
}

/** Every page and worker. */
async function everyEntry() {
  const folders = ["pages", "workers"].map((name) => join(SOURCES, name));
  const names = await Promise.all(folders.map((folder) => readdir(folder)));
  const paths = folders.flatMap((folder, i) => names[i].map((name) => join(folder, name)));
  return paths.filter((path) => path.endsWith(".js"));
}

const { out, entries } = wanted(process.argv.slice(2));
if (out === SHIPPED) await rm(SHIPPED, { recursive: true, force: true });
await build({
  entryPoints: entries.length > 0 ? entries : await everyEntry(),
  outdir: out,
  entryNames: "[name]",
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
});
console.log(`bundles are in ${out}`);
