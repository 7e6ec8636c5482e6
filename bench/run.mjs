import { mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

// Bundled as it ships: otherwise, a loader that compiles file by file would be measured too.
const folder = mkdtempSync(join(resolve(import.meta.dirname, ".."), "node_modules", ".bench-"));
const outfile = join(folder, "run.mjs");
try {
  await build({
    entryPoints: [join(import.meta.dirname, "run.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
  });
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(folder, { recursive: true });
}
