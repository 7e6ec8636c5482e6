// Bundles programs and the parts that they load on demand. What a part uses of the programs is not copied into it: it takes that from a
// list, which a program makes when it loads its first part, and in which both know each thing by its place.
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { build } from "esbuild";
import { computedValues } from "./computed.mjs";
import { namedImports } from "./named-imports.mjs";
import { dataAsText, globalName, parts, partsOnDemand } from "./parts.mjs";
import { smaller } from "./smaller.mjs";

const root = resolve(import.meta.dirname, "../..");
const list = "keyVaultNetworkShared";
const data = [computedValues, dataAsText];

/**
 * Bundles programs that share parts, and gives the metafile of each bundle in their order, then in that of `names`. Options are
 * functions of the version of all parts, because those of different versions do not fit together. `names` are those of the parts
 * that the programs may load.
 */
export async function buildWithParts(programsOf, optionsOfPart, names = Object.keys(parts)) {
  const plugins = [partsOnDemand, namedImports, ...data];
  const before = await Promise.all(
    programsOf("").map((options) => build({ ...options, plugins, write: false, metafile: true })),
  );
  const common = modulesInAll(before.map(({ metafile }) => metafile));
  const drafts = await Promise.all(names.map((name) => draftOf(name, common, optionsOfPart)));
  const shared = [...new Set(drafts.flatMap(({ text }) => sharedBy(text)))].toSorted();
  const version = hashOf([...shared, ...drafts.map(({ text }) => text)]);
  const built = await Promise.all([
    ...programsOf(version).map((options) =>
      build({ ...options, plugins: [sharedWithParts(shared), ...plugins, smaller], metafile: true }),
    ),
    ...drafts.map((draft) => finish(draft, shared, optionsOfPart(draft.name, version))),
  ]);
  return built.map(({ metafile }) => metafile);
}

/** A part as a module that still imports what it shares. */
async function draftOf(name, common, optionsOfPart) {
  const entry = resolve(root, parts[name]);
  const { metafile, outputFiles } = await build({
    ...optionsOfPart(name, ""),
    entryPoints: [entry],
    format: "esm",
    banner: {},
    footer: {},
    write: false,
    metafile: true,
    plugins: [withoutModules(common, entry), partsOnDemand, ...data],
  });
  return { name, metafile, text: outputFiles[0].text };
}

/** Its metafile says what went into the draft. */
async function finish({ text, metafile: draft }, shared, options) {
  const { metafile } = await build({
    ...options,
    stdin: { contents: text, resolveDir: root },
    format: "iife",
    globalName,
    metafile: true,
    plugins: [takenFromList(shared), smaller],
  });
  const [{ inputs }] = Object.values(draft.outputs);
  const [[path, output]] = Object.entries(metafile.outputs);
  return { metafile: { inputs: draft.inputs, outputs: { [path]: { ...output, inputs } } } };
}

/** The modules that every one of some bundles contains. CommonJS has no names that could be shared. */
function modulesInAll(metafiles) {
  const [first, ...others] = metafiles.map(
    ({ inputs, outputs }) =>
      new Set(
        Object.values(outputs).flatMap((output) =>
          Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) =>
            bytesInOutput > 0 && inputs[path]?.format === "esm" ? [resolve(root, path)] : [],
          ),
        ),
      ),
  );
  return new Set([...first].filter((path) => others.every((each) => each.has(path))));
}

/** Leaves modules out of a part, which imports what it uses of them. */
function withoutModules(modules, entry) {
  return {
    name: "without-shared-modules",
    setup(builds) {
      builds.onResolve({ filter: /./ }, async ({ path, pluginData, ...from }) => {
        if (pluginData === list || from.kind === "entry-point") return null;
        const found = await builds.resolve(path, { ...from, pluginData: list });
        if (found.path === entry || !modules.has(found.path)) return found;
        return { path: `shared:${found.path}`, external: true, sideEffects: false };
      });
    },
  };
}

/** What a module imports that is shared: the path of each module, and a name. */
function sharedBy(text) {
  return [...text.matchAll(/\b(?:import|export)\s*([^"';]*?)\s*from\s*"shared:([^"]*)"/g)].flatMap(
    ([, names, path]) => {
      if (!/^\{[^{}]*\}$/.test(names)) throw new Error(`A part uses ${path} without names: ${names}`);
      const each = names.slice(1, -1).split(",");
      return each.flatMap((name) =>
        name.trim() === "" ? [] : [`${path}#${name.trim().split(/\s+as\s+/)[0]}`],
      );
    },
  );
}

/** In a program: the list of what parts use of it. */
function sharedWithParts(shared) {
  const module = resolve(root, "server/src/shared-with-parts.ts");
  return {
    name: "shared-with-parts",
    setup(builds) {
      builds.onLoad({ filter: /shared-with-parts\.ts$/ }, ({ path }) => {
        if (path !== module) return null;
        const imports = shared.map((each, place) => {
          const [from, name] = each.split("#");
          return `import { ${name} as shared${place} } from ${JSON.stringify(from)};`;
        });
        const names = shared.map((_, place) => `shared${place}`);
        return {
          contents: `${imports.join("\n")}\nexport const shared = () => [${names.join()}];`,
          loader: "js",
        };
      });
    },
  };
}

/** In a part: its imports are places of that list. */
function takenFromList(shared) {
  return {
    name: "taken-from-list",
    setup(builds) {
      builds.onResolve({ filter: /^shared:/ }, ({ path }) => ({
        path: path.slice("shared:".length),
        namespace: list,
      }));
      builds.onLoad({ filter: /./, namespace: list }, ({ path }) => {
        const names = shared.flatMap((each, place) =>
          each.startsWith(`${path}#`)
            ? [`export const ${each.slice(path.length + 1)} = ${list}[${place}];`]
            : [],
        );
        return { contents: names.join("\n"), loader: "js" };
      });
    },
  };
}

function hashOf(texts) {
  return createHash("sha256").update(texts.join("\n")).digest("hex").slice(0, 8);
}
