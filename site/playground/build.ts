/**
 * Builds the playground into a folder of the site: a page that loads nothing but its own files. `tsx site/playground/build.ts FOLDER` builds
 * it alone.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Metafile, Plugin } from "esbuild";
import { build } from "esbuild";
import { packagesIn } from "../../scripts/release/bundled-packages.ts";
import { allExamples } from "./examples.ts";
import { pageHtml } from "./page.ts";

const here = import.meta.dirname;
const project = join(here, "../..");

/** The modules of the server that the worker exchanges for ones that load their data when it is needed. */
const exchanged = new Map(
  (
    [
      ["server/src/core/services/built-in-tags.ts", "built-in-tags.ts"],
      ["server/src/core/words/languages.ts", "languages.ts"],
      ["server/src/grammar/bundled.ts", "grammar.ts"],
    ] as const
  ).map(([original, own]) => [join(project, original), join(here, "worker", own)]),
);

const exchange: Plugin = {
  name: "exchange",
  setup: (builds) => {
    builds.onResolve(
      { filter: /\/(?:built-in-tags|languages|bundled)\.ts$/ },
      ({ path, resolveDir, importer }) => {
        const own = exchanged.get(join(resolveDir, path));
        // The one that takes its place still loads the original.
        return own !== undefined && importer !== own ? { path: own } : undefined;
      },
    );
  },
};

/** Writes the page with everything that it loads, all by relative addresses, and gives what the bundler knows of it. */
export async function buildPlayground(outputFolder: string): Promise<Metafile> {
  mkdirSync(join(outputFolder, "examples"), { recursive: true });
  const { metafile } = await build({
    entryPoints: {
      playground: join(here, "main.ts"),
      worker: join(here, "worker/worker.ts"),
      views: join(project, "client/webview/pages.css"),
      "in-page": join(here, "views/in-page.css"),
      style: join(here, "style.css"),
    },
    outdir: outputFolder,
    absWorkingDir: project,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    mainFields: ["browser", "module", "main"],
    conditions: ["browser"],
    // The Terraform parser's runtime could run text that comes with a grammar. Ours brings none, and no bundle is to run any.
    define: { eval: "undefined" },
    loader: { ".wasm": "file" },
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    // That runtime asks for them in Node only.
    external: ["fs/promises", "module"],
    plugins: [exchange],
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  const put = (name: string, text: string): void => {
    writeFileSync(join(outputFolder, name), text);
  };
  const examples = allExamples();
  for (const example of examples) put(`examples/${example.id}.json`, JSON.stringify(example));
  put("index.html", pageHtml(examples));
  put("licenses.txt", licensesOf(metafile));
  return metafile;
}

/** The licenses of all packages in the bundles, which ask to be delivered with them. */
function licensesOf(metafile: Metafile): string {
  return packagesIn(metafile)
    .map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text.trim()}\n`)
    .join(`\n${"-".repeat(80)}\n\n`);
}

if (process.argv[1] === import.meta.filename)
  await buildPlayground(resolve(process.argv[2] ?? join(here, "../dist/playground")));
