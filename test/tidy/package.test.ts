import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parts as partsOfProduct } from "../../scripts/bundle/parts.mjs";
import { placeProduct } from "../support/product.ts";

const root = join(import.meta.dirname, "../..");
let out = "";

beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), "keyvault-network-bundles-"));
  placeProduct(out);
});

afterAll(() => {
  rmSync(out, { recursive: true, force: true });
});

/** The part of an esbuild metafile that is read here. */
interface Metafile {
  readonly inputs: Readonly<
    Record<string, { readonly imports: readonly { readonly path: string; readonly external?: boolean }[] }>
  >;
}

const parts = Object.keys(partsOfProduct).map((name) => `parts/${name}`);
const bundles = [
  "client",
  "desktop",
  "server",
  "connection",
  "thread",
  "cli",
  "command-line",
  "mcp",
  "pages",
  ...parts,
];
/** What the extension needs of the bundles. */
const packed = [
  ...["package.json", "desktop.cjs", "pages.css", "rule-pages.json"],
  ...["client", "server", "connection", "thread", "pages", ...parts].map((name) => `${name}.js`),
];

const networkModules =
  /^(node:)?(https?|http2|net|tls|dns|dgram|child_process|worker_threads|cluster|inspector)(\/|$)/;

/** The one place that starts a program: `git`, for `diff --base`. */
const startsGit = "server/src/cli/git.ts";
/** A process of the server begins a thread of the same script, which has a port. */
const threads = ["node-host", "server", "server-thread"].map((name) => `server/src/${name}.ts`);

/** The modules of Node that a source asks for when it needs them. One whose name is not written out may be any. */
function loadedLater(text: string): readonly string[] {
  const calls = [
    ...text.matchAll(/getBuiltinModule\b(?:\("(?<name>[^"]*)"\))?/g),
    ...text.matchAll(/\brequire\("(?<name>[^"]*)"\)/g),
  ];
  return calls.map(({ groups }) => groups?.["name"] ?? "net");
}

describe.each(bundles)("the bundle %s", (name) => {
  test("is built", () => {
    expect(existsSync(join(out, "meta", `${name}.json`))).toBe(true);
  });

  test("contains no own code that can reach a network or start a program", () => {
    const ours = Object.entries(metafile(name).inputs).filter(([path]) => !path.includes("node_modules/"));
    expect(ours.length).toBeGreaterThan(0);
    for (const [path, { imports }] of ours) {
      const text = path.endsWith(".ts") ? readFileSync(join(root, path), "utf8") : "";
      const modules = [...imports.map((each) => each.path), ...loadedLater(text)];
      const allowed = [
        ...(path === startsGit ? ["node:child_process"] : []),
        ...(threads.includes(path) ? ["node:worker_threads"] : []),
      ];
      const reaching = modules.filter((each) => networkModules.test(each) && !allowed.includes(each));
      expect(reaching, path).toEqual([]);
      if (path.endsWith(".ts"))
        expect(text, path).not.toMatch(
          /\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|\beval\(|new Function\b/,
        );
    }
  });
});

test.each(["client", "connection", "thread"])(
  "no module of the bundle %s copies all names of the protocol's library",
  (name) => {
    const ours = Object.entries(metafile(name).inputs).filter(([path]) => /^(?:client|server)\//.test(path));
    const imported = ours.flatMap(([, { imports }]) => imports.map(({ path }) => path));
    expect(imported).toContainEqual(expect.stringMatching(/^named-imports:vscode-/));
    expect(imported.filter((path) => /node_modules\/vscode-(?!uri)/.test(path))).toEqual([]);
  },
);

test("the client holds nothing of the server but their messages and what looks after them", () => {
  const ofServer = Object.keys(metafile("client").inputs).filter((path) => path.startsWith("server/"));
  // How bytes become text, how many are read, and what a pattern of paths matches (for the playground) is decided once for every host.
  const shared = ["decode", "fold", "glob", "limits"].map((name) => `server/src/core/text/${name}.ts`);
  expect(ofServer.toSorted()).toEqual([
    // Both hosts show lookups of a vault beneath its declaration, and what environments call it.
    "server/src/core/access/shown-names.ts",
    "server/src/core/logic/grouped.ts",
    "server/src/core/report/vault-list.ts",
    ...shared,
    "server/src/protocol.ts",
    "server/src/protocol/as-data.ts",
    "server/src/protocol/client.ts",
    "server/src/protocol/compiled-code.ts",
    "server/src/protocol/watchdog/watchdog.ts",
  ]);
});

const listed = readFileSync(join(root, "scripts/release/packaged-files.txt"), "utf8").trim().split("\n");

test("all bundles of the extension are packaged, and of no other", () => {
  const inList = listed.flatMap((path) => /^dist\/(?<name>.*)$/.exec(path)?.groups?.["name"] ?? []);
  expect(inList.toSorted()).toEqual(packed.toSorted());
});

test("the files that the manifest names are packaged, in every language", () => {
  const texts = ["package.json", "package.nls.json", "package.nls.de.json"].map((name) =>
    readFileSync(join(root, name), "utf8"),
  );
  const named = texts.flatMap((text) => [
    ...text.matchAll(/"(?:\.\/)?(?<path>(?:dist|media|schemas|snippets|syntaxes)\/[^"]+)"/g),
  ]);
  const paths = new Set(named.map(({ groups }) => groups?.["path"] ?? ""));
  // The command line is a package of its own.
  paths.delete("dist/cli.js");
  expect(paths.size).toBeGreaterThan(15);
  expect([...paths].filter((path) => !listed.includes(path))).toEqual([]);
});

test("the package stays small: about 1 MB compressed", () => {
  const files = packed.filter((name) => name !== "package.json").map((name) => join(out, name));
  const size = files.reduce((sum, path) => sum + gzipSync(readFileSync(path)).byteLength, 0);
  expect(size + statSync(join(root, "media/icon.png")).size).toBeLessThan(1_100_000);
});

test("no bundle runs text as code, what others wrote in it least of all", () => {
  for (const file of scripts())
    expect(readFileSync(join(out, file), "utf8"), file).not.toMatch(
      /(?<![\w$.])eval\s*\(|\bnew\s+Function\b|(?<![\w$.])Function\s*\(|\bset(?:Timeout|Interval)\s*\(\s*["'`]/,
    );
});

test("no bundle imports when it runs, which what was kept of it could not", () => {
  for (const file of scripts())
    expect(readFileSync(join(out, file), "utf8"), file).not.toMatch(/(?<![\w$.])import\s*\(/);
});

test("what every run loads consists of ASCII characters, so that V8 keeps it in half the memory", () => {
  for (const name of ["cli", "command-line", "server", "thread", "connection", "client"]) {
    const others = readFileSync(join(out, `${name}.js`), "utf8").match(/.{0,20}[\u0080-\uffff].{0,20}/g);
    expect(others, name).toBeNull();
  }
});

test("no bundle carries or names a source map", () => {
  const files = readdirSync(out, { recursive: true, encoding: "utf8" });
  expect(files.filter((file) => file.endsWith(".map"))).toEqual([]);
  for (const file of scripts())
    expect(readFileSync(join(out, file), "utf8"), file).not.toContain("//# sourceMappingURL=");
});

function scripts(): readonly string[] {
  return readdirSync(out, { recursive: true, encoding: "utf8" }).filter((file) => /\.c?js$/.test(file));
}

function metafile(name: string): Metafile {
  return JSON.parse(readFileSync(join(out, "meta", `${name}.json`), "utf8")) as Metafile;
}
