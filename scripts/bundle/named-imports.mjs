// Where a module imports names of a CommonJS package, the bundler copies all names of that package for this module, hundreds of getters in the
// case of the protocol's library, which was a third of what the thread of a server does before it listens. Here a module gets the names it imports.
import { readFileSync } from "node:fs";

const libraries = /^vscode-(?:jsonrpc|languageclient|languageserver)(?:\/|$)/;

export const namedImports = {
  name: "named-imports",
  setup(builds) {
    builds.onResolve({ filter: libraries }, ({ path, importer, kind, namespace, resolveDir }) => {
      if (kind !== "import-statement" || namespace !== "file") return null;
      const names = namesImported(readFileSync(importer, "utf8"), path);
      return { path, namespace: "named-imports", suffix: `?${names.join()}`, pluginData: resolveDir };
    });
    builds.onLoad({ filter: /./, namespace: "named-imports" }, ({ path, suffix, pluginData: resolveDir }) => {
      const names = suffix.slice(1).split(",");
      const exports = names.map((name) => `export const ${name} = library.${name};`);
      return { contents: [`const library = require("${path}");`, ...exports].join("\n"), resolveDir };
    });
  },
};

/** The values that the text of a module imports from another one, which all have to be named. */
function namesImported(text, from) {
  const clauses = [...text.matchAll(/^(?:im|ex)port (?!type\b)([^;"]*?) from "([^"]*)";$/gm)].filter(
    ([, , path]) => path === from,
  );
  return clauses.flatMap(([, clause]) => {
    if (!/^\{[^{}]*\}$/.test(clause)) throw new Error(`${from} is imported without names: ${clause}`);
    return [...clause.matchAll(/\b(type )?(\w+)(?: as \w+)?/g)].flatMap(([, type, name]) =>
      type ? [] : [name],
    );
  });
}
