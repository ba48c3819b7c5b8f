// Makes everything that pages load, into static/built/: names carry a digest of the content, manifest.json
// maps the plain name to it, and the licence of each package whose files are served lies beside.

import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..", "..");
const packages = join(root, "node_modules");
const target = join(here, "..", "static", "built");
const fresh = `${target}.new`;

const served = ["@fontsource/be-vietnam-pro", "govuk-frontend", "plotly.js-cartesian-dist-min"];
const weights = { 400: "400", 700: "600" };
const ranges = {
  // Every letter of Vietnamese is in exactly one of the two, so a page never fetches a third file.
  latin:
    "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
  vietnamese:
    "U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0, U+0300-0301, U+0303, U+0309, U+0323, U+1EA0-1EF9, U+20AB",
};

const manifest = {};

async function put(name, content) {
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const extension = extname(name);
  const hashed = `${name.slice(0, -extension.length)}-${digest}${extension}`;
  await writeFile(join(fresh, hashed), content);
  manifest[name] = hashed;
  return hashed;
}

async function fontFaces() {
  const folder = join(packages, "@fontsource/be-vietnam-pro/files");
  const rules = [];
  for (const [weight, file] of Object.entries(weights)) {
    for (const [subset, range] of Object.entries(ranges)) {
      const name = `be-vietnam-pro-${subset}-${file}.woff2`;
      const content = await readFile(join(folder, `be-vietnam-pro-${subset}-${file}-normal.woff2`));
      rules.push(
        `@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};font-display:swap;` +
          `src:url(${await put(name, content)}) format("woff2");unicode-range:${range.replaceAll(", ", ",")}}`,
      );
    }
  }
  return rules.join("");
}

function compiled(name) {
  return sass.compile(join(here, "styles", name), {
    loadPaths: [packages],
    style: "compressed",
    // A byte order mark in the middle of a file would swallow the rule after it.
    charset: false,
    quietDeps: true,
  }).css;
}

async function styleSheets() {
  const faces = await fontFaces();
  // An @layer statement may stand before other rules, a font face may stand anywhere.
  await put("app.css", faces + compiled("app.scss"));
  await put("print.css", compiled("print.scss"));
  return put("charts.css", compiled("charts.scss"));
}

async function script(entry, define = {}) {
  const made = await esbuild.build({
    entryPoints: [join(here, "scripts", entry)],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    write: false,
    define,
  });
  await put(entry, made.outputFiles[0].contents);
}

async function pictures() {
  for (const name of await readdir(join(here, "pictures"))) {
    await put(name, await readFile(join(here, "pictures", name)));
  }
}

async function licence(name) {
  const folder = join(packages, name);
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  if (file) return (await readFile(join(folder, file), "utf8")).trim();
  // govuk-frontend is under the MIT licence and names it, but its package leaves the text out.
  const mit = await readFile(join(packages, "plotly.js-cartesian-dist-min/LICENSE"), "utf8");
  const notice = "Copyright (C) 2017 Crown Copyright (Government Digital Service)";
  return `The MIT License (MIT)\n\n${notice}\n\n${mit.slice(mit.indexOf("Permission is hereby granted")).trim()}`;
}

async function licences() {
  const texts = [];
  for (const name of served) {
    const { version } = JSON.parse(await readFile(join(packages, name, "package.json"), "utf8"));
    texts.push(`${name} ${version}\n\n${await licence(name)}\n`);
  }
  await writeFile(join(fresh, "LICENCES.txt"), texts.join("\n\n----\n\n"));
}

await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });
const charts = await styleSheets();
const bundle = await readFile(join(packages, "plotly.js-cartesian-dist-min/plotly-cartesian.min.js"), "utf8");
const plotly = await put("plotly.js", bundle);
// The bundle wants to add a style sheet for maps that it cannot draw, unless an element has this id.
const [, mapStyleId] = bundle.match(/getElementById\("([0-9a-f]{64})"\)/);
await script("page.js");
await script("form.js");
await script("beside.js");
await script("charts.js", {
  PLOTLY: JSON.stringify(plotly),
  PLOTLY_STYLE: JSON.stringify(charts),
  PLOTLY_MAP_STYLE_ID: JSON.stringify(mapStyleId),
});
await pictures();
await licences();
await writeFile(join(fresh, "manifest.json"), JSON.stringify(manifest, null, 1));
// A server that runs meanwhile never sees half a folder.
await rm(target, { recursive: true, force: true });
await rename(fresh, target);
