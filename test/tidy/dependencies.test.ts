import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

type Versions = Readonly<Record<string, string>>;
const manifest = JSON.parse(read("package.json")) as {
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
};
const lock = JSON.parse(read("package-lock.json")) as {
  readonly packages: Readonly<Record<string, { readonly resolved?: string; readonly integrity?: string }>>;
};

describe.each([
  ["Shipped", manifest.dependencies],
  ["Development", manifest.devDependencies],
])("%s dependencies", (heading, versions) => {
  const section = read("docs/dependencies.md")
    .split(/^## /m)
    .find((each) => each.startsWith(heading));
  const rows = [...(section ?? "").matchAll(/^\| `([^`]+)`\s*\| (.*?)\s*\|$/gm)];

  test("are those that docs/dependencies.md gives a reason for", () => {
    expect(rows.map(([, name]) => name)).toEqual(Object.keys(versions));
    for (const [, name, why] of rows) expect(why, name).toMatch(/^[^ ].*\.$/);
  });

  test("have exact versions", () => {
    for (const [name, version] of Object.entries(versions)) expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

test("what is under `dependencies` is in a bundle", () => {
  const bundled = [...read("THIRD-PARTY-NOTICES.md").matchAll(/^### (.+)$/gm)].map(([, name]) => name);
  for (const name of Object.keys(manifest.dependencies)) expect(bundled).toContain(name);
});

test("what is in a bundle is not a development dependency", () => {
  const bundled = [...read("THIRD-PARTY-NOTICES.md").matchAll(/^### (.+)$/gm)].map(([, name]) => name);
  for (const name of Object.keys(manifest.devDependencies)) expect(bundled).not.toContain(name);
});

test("the lock file has checksums and no download addresses", () => {
  const packages = Object.entries(lock.packages).filter(([path]) => path !== "");
  expect(packages.length).toBeGreaterThan(100);
  for (const [path, { resolved, integrity }] of packages) {
    expect(resolved, path).toBeUndefined();
    expect(integrity, path).toMatch(/^sha512-/);
  }
});
