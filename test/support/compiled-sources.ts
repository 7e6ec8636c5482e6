import { rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { build, type Plugin as BundlerPlugin } from "esbuild";
import type { Plugin } from "vitest/config";

const root = join(import.meta.dirname, "../..");
const sources = join(root, "server/src") + sep;

/**
 * Gives Node the modules of the product as they are when the run begins, each compiled for itself. Vite would wrap them: what one module
 * imports from another is then a property that is read at each use, and V8 does not inline through it. In a run that follows changes or
 * imports of files, they stay with Vite, which knows them.
 */
export function compiledSources(): Plugin {
  let byVite = false;
  let compiled: Promise<string> | undefined;
  return {
    name: "compiled-sources",
    enforce: "pre",
    configureVitest: ({ vitest: { config } }) => {
      byVite = config.watch || Boolean(config.changed) || config.related !== undefined;
    },
    async resolveId(source, importer, options) {
      if (byVite) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      const path = join(found?.id ?? "");
      if (!path.startsWith(sources) || !path.endsWith(".ts")) return found;
      compiled ??= compile();
      return join(await compiled, asCompiled(relative(root, path))).replaceAll("\\", "/");
    },
  };
}

/** In this folder Node finds packages as it does for the sources, and Vitest leaves its modules to Node. */
async function compile(): Promise<string> {
  const folder = join(root, "node_modules", `.compiled-sources-${process.pid}`);
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  await build({
    entryPoints: ["server/src/**/*.ts"],
    absWorkingDir: root,
    outbase: ".",
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: "linked",
    logLevel: "warning",
    plugins: [eachForItself],
  });
  return folder;
}

/** One instance of a module is for all that import it. */
const eachForItself: BundlerPlugin = {
  name: "each-for-itself",
  setup: (builds) => {
    builds.onResolve({ filter: /^\..*\.ts$/ }, ({ path, kind }) =>
      kind === "entry-point" ? null : { path: asCompiled(path), external: true },
    );
  },
};

function asCompiled(path: string): string {
  return path.replace(/\.ts$/, ".mjs");
}
