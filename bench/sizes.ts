import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parts } from "../scripts/bundle/parts.mjs";
import { builtBundles } from "./server-process.ts";
import type { Row } from "./table.ts";

/** The sizes of what is shipped, and where each part is loaded. */
export function benchSizes(): readonly Row[] {
  const loaded = Object.keys(parts).map((name) => `parts/${name}.js`);
  const bundles = ["client.js", "connection.js", "thread.js", "command-line.js", ...loaded].map((name) => {
    const bytes = readFileSync(join(builtBundles(), name));
    return { what: name, size: kilobytes(bytes.length), compressed: kilobytes(gzipSync(bytes).length) };
  });
  execFileSync("npm", ["run", "--silent", "package"]);
  const { size } = statSync("dist/keyvault-network.vsix");
  return [...bundles, { what: "the extension (VSIX)", size: "", compressed: kilobytes(size) }];
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
