/** Builds the playground into a folder of the site: a page that loads nothing but files of the site. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type BuildOptions, type Metafile } from "esbuild";
import { buildWithParts } from "../../scripts/bundle/build-with-parts.mjs";
import { parts } from "../../scripts/bundle/parts.mjs";
import { packagesIn } from "../../scripts/release/bundled-packages.ts";
import { allExamples } from "./examples.ts";
import { pageHtml } from "./page.ts";

const here = import.meta.dirname;
const project = join(here, "../..");

const shared = {
  absWorkingDir: project,
  bundle: true,
  minify: true,
  platform: "browser",
  target: "es2022",
  mainFields: ["browser", "module", "main"],
  conditions: ["browser"],
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
} as const satisfies BuildOptions;

/** Writes the page with everything that it loads, all by relative addresses, and gives what the bundler knows of it. */
export async function buildPlayground(outputFolder: string): Promise<Metafile> {
  mkdirSync(join(outputFolder, "examples"), { recursive: true });
  const [page, worker] = await Promise.all([buildPage(outputFolder), buildWorker(outputFolder)]);
  const metafile = joined([page, ...worker]);
  const put = (name: string, text: string): void => {
    writeFileSync(join(outputFolder, name), text);
  };
  const examples = allExamples();
  for (const example of examples) put(`examples/${example.id}.json`, JSON.stringify(example));
  put("index.html", pageHtml(examples));
  put("licenses.txt", licensesOf(metafile));
  return metafile;
}

async function buildPage(outdir: string): Promise<Metafile> {
  const { metafile } = await build({
    ...shared,
    entryPoints: {
      playground: join(here, "main.ts"),
      views: join(project, "client/webview/pages.css"),
      "in-page": join(here, "views/in-page.css"),
      style: join(here, "style.css"),
    },
    outdir,
    format: "esm",
    splitting: true,
    chunkNames: "[name]-[hash]",
  });
  return metafile;
}

/**
 * The extension's server as VS Code in a browser runs it: a script, and beside it the parts that are read when they are needed. Browsers keep
 * files, so parts of another version have another address.
 */
function buildWorker(folder: string): Promise<readonly Metafile[]> {
  const script = (path: string, version: string): BuildOptions => ({
    ...shared,
    outfile: join(folder, path),
    format: "iife",
    define: { partsFolder: JSON.stringify(`./parts/${version}/`) },
  });
  return buildWithParts(
    (version) => [{ ...script("worker.js", version), entryPoints: [join(project, "server/src/thread.ts")] }],
    (name, version) => script(`parts/${version}/${name}.js`, version),
    Object.keys(parts).filter((name) => name !== "node-host"),
  );
}

function joined(metafiles: readonly Metafile[]): Metafile {
  return {
    inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)) as Metafile["inputs"],
    outputs: Object.assign({}, ...metafiles.map(({ outputs }) => outputs)) as Metafile["outputs"],
  };
}

/** The licenses of all packages in the bundles, which ask to be delivered with them. */
export function licensesOf(metafile: Metafile): string {
  return packagesIn(metafile)
    .map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text.trim()}\n`)
    .join(`\n${"-".repeat(80)}\n\n`);
}
