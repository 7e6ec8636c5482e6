// Modules that no bundle holds: each is a file of its own, `parts/NAME.js` beside the bundles, which is read at the first call of one
// of its functions. In the source they are modules like any other.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "../..");

/** The modules by the names of their files. They export nothing but functions. */
export const parts = {
  "node-host": "server/src/node-host.ts",
  german: "server/src/core/words/de/words.ts",
  catalogue: "server/src/core/services/written-services.ts",
  "service-tags": "server/src/core/services/written-tags.ts",
  "data-centres": "server/src/core/services/written-data-centres.ts",
  "terraform-reader": "server/src/core/syntax/terraform/reader.ts",
  outside: "server/src/core/outside/readers.ts",
  yaml: "server/src/core/text/yaml.ts",
  formats: "server/src/core/formats/printers.ts",
  forbidden: "server/src/core/forbidden/forbidden.ts",
  drift: "server/src/core/questions/drift.ts",
  "known-modules": "server/src/core/modules/known/known-modules.ts",
};

/** The name under which a part is known in a worker, which has no modules. */
export const globalName = "keyVaultNetworkPart";

/** Replaces modules by what loads them, and calls them then. */
export const partsOnDemand = {
  name: "parts-on-demand",
  setup(builds) {
    const names = new Map(Object.entries(parts).map(([name, path]) => [resolve(root, path), name]));
    const entries = new Set([builds.initialOptions.entryPoints].flat().map((entry) => resolve(root, entry)));
    const loader = resolve(root, "server/src/load-part.ts");
    builds.onLoad({ filter: /\.ts$/, namespace: "file" }, async ({ path }) => {
      const name = names.get(path);
      if (name === undefined || entries.has(path)) return null;
      const functions = (await functionsIn(path)).map(
        (each) => `export const ${each} = (...given) => loadPart(${JSON.stringify(name)}).${each}(...given);`,
      );
      const contents = [`import { loadPart } from ${JSON.stringify(loader)};`, ...functions].join("\n");
      return { contents, loader: "js" };
    });
  },
};

async function functionsIn(path) {
  const { metafile } = await build({
    entryPoints: [path],
    bundle: false,
    write: false,
    format: "esm",
    metafile: true,
    outdir: root,
  });
  return Object.values(metafile.outputs).flatMap((output) => output.exports);
}

/** Members of the catalog of services that its page and its tests need, but no program: see `scripts/catalogue/documented.ts`. */
export const onlyInDocuments = new Set([
  ...["accessPolicy", "also", "caveats", "detection", "note", "searched", "signals", "title"],
]);

/**
 * Data is faster to read as JSON than as JavaScript (https://v8.dev/blog/cost-of-javascript-2019#json). V8 keeps a text in half the memory if all of
 * its characters are ASCII, so others are escaped: there are three in the catalog of services.
 */
export const dataAsText = {
  name: "data-as-text",
  setup(builds) {
    builds.onLoad({ filter: /\.json$/ }, ({ path }) => {
      const isCatalogue = path === resolve(root, "server/src/core/services/catalogue.json");
      const content = JSON.parse(readFileSync(path, "utf8"), (key, value) =>
        isCatalogue && onlyInDocuments.has(key) ? undefined : value,
      );
      const text = JSON.stringify(content).replaceAll(
        /[\u0080-\uffff]/g,
        (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
      return { contents: `export default JSON.parse(${JSON.stringify(text)});`, loader: "js" };
    });
  },
};
