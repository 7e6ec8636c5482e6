/**
 * Makes the npm package of the command line: a manifest made from the project's, the bundle, and the parts that it loads when it needs them.
 *
 *     npm run package:cli                          after a build: writes dist/cli-package/ and packs it into dist/
 *     tsx scripts/release/cli-package.ts FROM TO   takes the bundles from a folder, and writes the package to another
 */
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { libraryTypes } from "./library-types.ts";

const root = join(import.meta.dirname, "../..");
const [from = join(root, "dist"), to = join(root, "dist/cli-package")] = process.argv.slice(2);

rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });
writeFileSync(join(to, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
for (const name of ["cli.js", "command-line.js", "mcp.js"]) copyFileSync(join(from, name), join(to, name));
// The library is what the command line asks, in CommonJS and as a module.
writeFileSync(join(to, "node.js"), 'exports.openWorkspace = require("./command-line.js").openWorkspace;\n');
writeFileSync(
  join(to, "node.mjs"),
  'import library from "./node.js";\nexport const { openWorkspace } = library;\n',
);
for (const name of ["node.d.ts", "node.d.mts"]) writeFileSync(join(to, name), libraryTypes());
cpSync(join(from, "parts"), join(to, "parts"), { recursive: true });
for (const name of ["LICENSE", "THIRD-PARTY-NOTICES.md", "CHANGELOG.md"])
  copyFileSync(join(root, name), join(to, name));
copyFileSync(join(root, "docs/command-line.md"), join(to, "README.md"));

/** The bundle contains all its packages, so nothing has to be installed with it, and nothing depends on VS Code. */
function manifest(): Readonly<Record<string, unknown>> {
  const project = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license: string;
    readonly homepage: string;
    readonly repository: unknown;
    readonly bugs: unknown;
    readonly keywords: readonly string[];
    readonly engines: { readonly node: string };
  };
  const { name, version, license, homepage, repository, bugs, keywords, engines } = project;
  return {
    name,
    version,
    description: "Who can reach your Azure key vaults, and why, from the templates that will deploy them.",
    license,
    homepage,
    repository,
    bugs,
    keywords,
    engines: { node: engines.node },
    // The name in registries of MCP servers.
    mcpName: "io.github.keyvault-network/keyvault-network",
    bin: { [name]: "cli.js" },
    exports: {
      "./node": {
        import: { types: "./node.d.mts", default: "./node.mjs" },
        require: { types: "./node.d.ts", default: "./node.js" },
      },
      "./package.json": "./package.json",
    },
    files: [
      "cli.js",
      "command-line.js",
      "mcp.js",
      "node.*",
      "parts",
      "THIRD-PARTY-NOTICES.md",
      "CHANGELOG.md",
    ],
    publishConfig: { access: "public", provenance: true },
  };
}
