import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { builtBundles } from "./server-process.ts";
import type { Row } from "./table.ts";

const parts = ["catalogue", "data-centres", "german", "service-tags", "terraform"].map(
  (name) => `parts/${name}.js`,
);

/** The sizes of what is shipped, and where each part is loaded. */
export function benchSizes(): readonly Row[] {
  const bundles = ["client.js", "server.js", "thread.js", "cli.js", ...parts].map((name) => {
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
