import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { productOfRun } from "../../test/support/product.ts";

const root = join(import.meta.dirname, "../..");

/** A package whose code is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX license expression, as in its own manifest. */
  readonly license: string;
  /** The address of its source. */
  readonly page: string;
  /** The complete text of its license. */
  readonly text: string;
}

/** The packages in the bundles, by name. Bundles everything again, unless it was for the tests that run, and reads the inputs. */
export function bundledPackages(): readonly BundledPackage[] {
  const product = productOfRun();
  if (product !== null) return packagesFrom(product);
  const out = mkdtempSync(join(tmpdir(), "keyvault-network-bundles-"));
  try {
    execFileSync(process.execPath, ["esbuild.mjs", out], { cwd: root });
    return packagesFrom(out);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** The packages in one bundle, by name, as its metafile names their files from the project's folder. */
export function packagesIn({ inputs }: Inputs): readonly BundledPackage[] {
  return packagesBelow(foldersIn({ inputs }));
}

/** Those in the bundles that `esbuild.mjs` wrote to a folder. */
function packagesFrom(out: string): readonly BundledPackage[] {
  return packagesBelow(packageFolders(out));
}

function packagesBelow(folders: readonly string[]): readonly BundledPackage[] {
  return folders.map(readPackage).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The part of a metafile that is read here. */
interface Inputs {
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The folders of the packages in the bundles that `esbuild.mjs` wrote to `out`. */
function packageFolders(out: string): readonly string[] {
  const files = readdirSync(join(out, "meta"), { recursive: true, encoding: "utf8" });
  const folders = files
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => foldersIn(JSON.parse(readFileSync(join(out, "meta", file), "utf8")) as Inputs));
  return [...new Set(folders)];
}

function foldersIn({ inputs }: Inputs): readonly string[] {
  const folders = Object.keys(inputs).flatMap(
    (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? [],
  );
  return [...new Set(folders)].map((folder) => resolve(root, folder));
}

function readPackage(folder: string): BundledPackage {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license: string;
    readonly repository: string | { readonly url: string };
  };
  const licenseFile = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (licenseFile === undefined) throw new Error(`${folder} has no license text`);
  return {
    name: manifest.name,
    version: manifest.version,
    license: manifest.license,
    page: pageOf(manifest.repository),
    text: readFileSync(join(folder, licenseFile), "utf8"),
  };
}

/** The web address for a manifest's `github:owner/name`, `git+https://….git` or `git@github.com:owner/name`. */
function pageOf(repository: string | { readonly url: string }): string {
  const url = typeof repository === "string" ? repository : repository.url;
  const path = url.replace(
    /^(?:git\+)?(?:https:\/\/|ssh:\/\/git@|git@|git:\/\/)?(?:github(?:\.com)?[:/])?/,
    "",
  );
  return `https://github.com/${path.replace(/\.git$/, "")}`;
}
