// The typefaces: Noto in the alphabets that the subject matter is written in, in small files.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import subsetFont from "subset-font";

const require = createRequire(import.meta.url);

// Letters of Central Europe and the Baltic, which the packages keep among a thousand rarer ones.
const CENTRAL = [[0x100, 0x17f], [0x218, 0x21b]];

// Letters of Western Europe, and the signs that running text has.
const WESTERN = [[0x20, 0x7e], [0xa0, 0xff], [0x152, 0x153], [0x2010, 0x2027], [0x2030, 0x203a], [0x20ac, 0x20ac], [0x2122, 0x2122], [0x2212, 0x2212]];

const ALPHABETS = [
  { name: "latin", package: "", range: "U+20-FF,U+152-153,U+2010-2027,U+2030-203A,U+20AC,U+2122,U+2212", keep: WESTERN },
  { name: "latin-ext", package: "", range: "U+100-130,U+132-151,U+154-17F,U+218-21B", keep: CENTRAL },
  { name: "cyrillic", package: "", range: "U+301,U+400-45F,U+490-491,U+4B0-4B1,U+2116" },
  { name: "georgian", package: "-georgian", range: "U+10A0-10FF,U+1C90-1CBA,U+1CBD-1CBF,U+2D00-2D2F" },
];
const FACES = [
  { family: "Noto Sans", package: "noto-sans", weights: [400, 600] },
  { family: "Noto Serif", package: "noto-serif", weights: [400, 600] },
];

/** Write each font file under the name of its content and return the style sheet that names them. */
export async function fonts(folder) {
  const rules = [];
  for (const face of FACES)
    for (const weight of face.weights)
      for (const alphabet of ALPHABETS) {
        const name = `${face.package}${alphabet.package}-${alphabet.name}-${weight}-normal.woff2`;
        const file = await written(folder, face.package + alphabet.package, name, alphabet.keep);
        rules.push(
          `@font-face{font-family:"${face.family}";font-weight:${weight};font-display:swap;` +
            `src:url(${file}) format("woff2");unicode-range:${alphabet.range}}`,
        );
      }
  return `${rules.join("\n")}\n`;
}

async function written(folder, package_, name, keep) {
  const path = require.resolve(`@fontsource/${package_}/files/${name}`);
  const whole = await readFile(path);
  const font = keep ? await subsetFont(whole, letters(keep), { targetFormat: "woff2" }) : whole;
  const file = hashed(name, font);
  await writeFile(join(folder, file), font);
  return file;
}

function letters(ranges) {
  const numbers = ranges.flatMap(([from, to]) => [...Array(to - from + 1).keys()].map((n) => n + from));
  return String.fromCodePoint(...numbers);
}

/** Put a hash of the content into a file's name, so that it can be kept for ever. */
export function hashed(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const dot = name.lastIndexOf(".");
  return `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
}
