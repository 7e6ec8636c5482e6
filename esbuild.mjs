// Bundles the extension, the language server and the command line tool into `dist/`, or into the folder given.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { build } from "esbuild";
import { tsImport } from "tsx/esm/api";
import { buildWithParts } from "./scripts/bundle/build-with-parts.mjs";
import { namedImports } from "./scripts/bundle/named-imports.mjs";
import { noTextAsCode } from "./scripts/bundle/no-text-as-code.mjs";
import { globalName, parts } from "./scripts/bundle/parts.mjs";
import { smaller } from "./scripts/bundle/smaller.mjs";

/**
 * What loads scripts asks for its own address, which CommonJS has under another name. What is before a directive ends it, so this begins
 * with the one of modules.
 */
const ownUrl = '"use strict";var ownUrl=require("node:url").pathToFileURL(__filename).href;';

/** What desktop VS Code and Node share; Node 20 is what VS Code 1.91 runs. */
const node = {
  platform: "node",
  target: "node20",
  format: "cjs",
  define: { "import.meta.url": "ownUrl" },
  banner: { js: ownUrl },
};
const browser = { platform: "browser", target: "es2022" };

/** Client and server run in Node and in a worker, which knows no modules: what is only Node's is loaded there alone. */
const both = {
  ...browser,
  format: "iife",
  mainFields: ["module", "main"],
  conditions: ["node", "browser"],
  external: builtinModules.flatMap((name) => [name, `node:${name}`]),
  // A script out of kept code can require, but not import (`server/src/script-loader.ts`).
  supported: { "dynamic-import": false },
};

const out = process.argv[2] ?? "dist";

const shared = {
  bundle: true,
  minify: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  plugins: [namedImports, smaller],
};

/** V8 keeps a script in half the memory, and reads it faster, if all of its characters are ASCII. */
const program = (entry, to, options) => ({
  ...shared,
  // jsonc-parser's CommonJS build requires its parts dynamically, which no bundler can follow.
  mainFields: options.platform === "browser" ? ["browser", "module", "main"] : ["module", "main"],
  charset: "ascii",
  ...options,
  define: { ...options.define, partsFolder: '"./parts/"' },
  entryPoints: [entry],
  outfile: `${out}/${to}.js`,
});

const programs = [
  program("client/src/client.ts", "client", {
    ...both,
    format: "cjs",
    external: ["vscode", ...both.external],
  }),
  program("server/src/connection.ts", "connection", node),
  program("server/src/mcp.ts", "mcp", {
    ...node,
    plugins: [noTextAsCode, ...shared.plugins],
  }),
  // The pages of panels, with their style sheet.
  program("client/webview/pages.ts", "pages", { ...browser, format: "iife" }),
];

const programsWithParts = [
  program("server/src/thread.ts", "thread", both),
  program("server/src/command-line.ts", "command-line", node),
];

/** What loads them. The code that V8 compiled of them is known by their build. */
const loaders = (build) => {
  const define = { ...node.define, buildOfScripts: JSON.stringify(build) };
  return [
    program("server/src/server.ts", "server", { ...node, define }),
    program("server/src/cli.ts", "cli", {
      ...node,
      define,
      banner: { js: `#!/usr/bin/env node\n${ownUrl}` },
    }),
    {
      ...program("client/src/desktop.ts", "desktop", { ...node, define }),
      // Desktop VS Code takes the type of a `.js` file from the project's manifest.
      outfile: `${out}/desktop.cjs`,
    },
  ];
};

const part = (name) => {
  const { entryPoints: _, ...options } = program("", `parts/${name}`, {
    ...both,
    charset: "utf8",
    footer: { js: `if(typeof module==="object")module.exports=${globalName};` },
  });
  return options;
};

rmSync(out, { recursive: true, force: true });
mkdirSync(`${out}/meta/parts`, { recursive: true });
// The project is written in ES modules, but VS Code 1.91 loads extensions by `require`.
writeFileSync(`${out}/package.json`, `${JSON.stringify({ type: "commonjs" })}\n`);

// The pages of the rules travel in one file, which the client reads when somebody asks for one.
const { packedRulePages } = await tsImport("./scripts/generate/packed-rule-pages.ts", import.meta.url);
writeFileSync(`${out}/rule-pages.json`, packedRulePages());

const bundled = [
  ...(await Promise.all(programs.map((options) => build(options)))).map(({ metafile }) => metafile),
  ...(await buildWithParts(() => programsWithParts, part)),
];
const scripts = bundled.flatMap(({ outputs }) => Object.keys(outputs)).toSorted();
const hash = createHash("sha256");
for (const path of scripts) hash.update(readFileSync(path));
const loading = loaders(hash.digest("hex").slice(0, 16));
const metafiles = [
  ...bundled,
  ...(await Promise.all(loading.map((options) => build(options)))).map(({ metafile }) => metafile),
];
const names = [...programs, ...programsWithParts, ...Object.keys(parts).map(part), ...loading].map(
  ({ outfile }) => outfile.slice(out.length + 1).replace(/\.c?js$/, ""),
);
// Tests read what went into each bundle: no network modules, nothing of the server in the client.
names.forEach((name, index) => {
  writeFileSync(`${out}/meta/${name}.json`, JSON.stringify(metafiles[index]));
});
