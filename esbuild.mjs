// Bundles the extension, the language server and the command line tool into `dist/`, or into the folder given.
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { build } from "esbuild";
import { tsImport } from "tsx/esm/api";
import { dataAsText, globalName, parts, partsOnDemand, wasmAsText } from "./scripts/bundle/parts.mjs";

/**
 * The runtime of the Terraform parser asks for its own address, which CommonJS has under another name and a worker has not. The scripts of
 * a worker share their names, so they may all declare this one.
 */
const ownUrl = 'var ownUrl=require("node:url").pathToFileURL(__filename).href;';

/** What desktop VS Code and Node share; Node 20 is what VS Code 1.91 runs. */
const node = {
  platform: "node",
  target: "node20",
  format: "cjs",
  define: { "import.meta.url": "ownUrl" },
  banner: { js: ownUrl },
};
const browser = { platform: "browser", target: "es2022", define: { "import.meta.url": '""' } };

/** Client and server run in Node and in a worker, which knows no modules: what is only Node's is loaded there alone. */
const both = {
  ...browser,
  format: "iife",
  mainFields: ["module", "main"],
  conditions: ["node", "browser"],
  external: builtinModules.flatMap((name) => [name, `node:${name}`]),
  define: { "import.meta.url": "ownUrl" },
  banner: { js: ownUrl.replace("=", '=typeof __filename!=="string"?"":') },
};

const out = process.argv[2] ?? "dist";

const bundles = [
  {
    entry: "client/src/client.ts",
    to: "client",
    ...both,
    format: "cjs",
    external: ["vscode", ...both.external],
  },
  { entry: "server/src/server.ts", to: "server", ...node },
  { entry: "server/src/thread.ts", to: "thread", ...both },
  { entry: "server/src/cli.ts", to: "cli", ...node, banner: { js: `#!/usr/bin/env node\n${ownUrl}` } },
  // The pages of panels, with their style sheet.
  { entry: "client/webview/pages.ts", to: "pages", ...browser, format: "iife" },
  ...Object.entries(parts).map(([name, entry]) => ({
    entry,
    to: `parts/${name}`,
    ...both,
    globalName,
    footer: { js: `if(typeof module==="object")module.exports=${globalName};` },
  })),
];

rmSync(out, { recursive: true, force: true });
mkdirSync(`${out}/meta/parts`, { recursive: true });
// The project is written in ES modules, but VS Code 1.91 loads extensions by `require`.
writeFileSync(`${out}/package.json`, `${JSON.stringify({ type: "commonjs" })}\n`);
// Desktop VS Code takes the type of a `.js` file from the project's manifest, and the browser only loads `.js` files.
writeFileSync(`${out}/client.cjs`, 'module.exports = require("./client.js");\n');

// The pages of the rules travel in one file, which the client reads when somebody asks for one.
const { packedRulePages } = await tsImport("./scripts/generate/packed-rule-pages.ts", import.meta.url);
writeFileSync(`${out}/rule-pages.json`, packedRulePages());

for (const { entry, to, ...options } of bundles) {
  if (!existsSync(entry)) {
    console.warn(`${entry} is not written yet; ${to}.js is left out.`);
    continue;
  }
  const { metafile } = await build({
    // jsonc-parser's CommonJS build requires its parts dynamically, which no bundler can follow.
    mainFields: options.platform === "browser" ? ["browser", "module", "main"] : ["module", "main"],
    ...options,
    // The Terraform parser's runtime could run text that comes with a grammar. Ours brings none, and no bundle is to run any.
    define: {
      ...options.define,
      eval: "undefined",
      partsFolder: to.startsWith("parts/") ? '"./"' : '"./parts/"',
    },
    entryPoints: [entry],
    outfile: `${out}/${to}.js`,
    bundle: true,
    minify: true,
    plugins: [partsOnDemand, wasmAsText, dataAsText],
    // V8 keeps a script in half the memory, and reads it faster, if all of its characters are ASCII.
    charset: to.startsWith("parts/") ? "utf8" : "ascii",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  // Tests read what went into each bundle: no network modules, nothing of the server in the client.
  writeFileSync(`${out}/meta/${to}.json`, JSON.stringify(metafile));
}
