// Bundles what the pages use in a browser into ../static/built, whole or not at all.
import { build } from "esbuild";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fonts, hashed } from "./fonts.js";
import { world } from "./world.js";

const target = new URL("../static/built", import.meta.url).pathname;
const folder = `${target}.new`;

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const manifest = { ...(await scripts()), ...(await sheet()) };
await writeFile(join(folder, "world.json"), JSON.stringify(world()));
await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest, null, 1));
await rm(target, { recursive: true, force: true });
await rename(folder, target);

async function scripts() {
  const { metafile } = await build({
    entryPoints: ["pages.js", "editor.js"].map((name) => new URL(name, import.meta.url).pathname),
    outdir: folder,
    entryNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "eof",
    metafile: true,
  });
  return Object.fromEntries(
    Object.entries(metafile.outputs).map(([path, { entryPoint }]) => [basename(entryPoint), basename(path)]),
  );
}

async function sheet() {
  const text = await fonts(folder);
  const file = hashed("fonts.css", text);
  await writeFile(join(folder, file), text);
  return { "fonts.css": file };
}
