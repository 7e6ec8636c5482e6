import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DOMParser } from "@xmldom/xmldom";
import { afterAll, describe, expect, test } from "vitest";
import { nodeFiles } from "../../server/src/node-files.ts";
import type { ExportParams, ExportResult } from "../../server/src/protocol/export.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { runCli } from "../cli/run-cli.ts";
import { workspace } from "../cli/workspace.ts";
import { Editor } from "../lsp/support/editor.ts";

const callers = ["internet", "203.0.113.0/23", "service:azure-backup"];
const asked = callers.map((from) => ({ from, to: null }));

const files = readdirSync("examples", { recursive: true, withFileTypes: true })
  .filter((each) => each.isFile())
  .map(({ parentPath, name }) => join(parentPath, name));
const at = workspace({
  ...Object.fromEntries(files.map((path) => [path, readFileSync(path)])),
  // Several environments, parts that were not read, and errors.
  "infra/main.bicep": `param action string
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-shop'
  properties: { networkAcls: { defaultAction: action, ipRules: [{ value: '203.0.113.7' }] } }
}
module gone 'key-vault/gone.bicep' = { name: 'gone' }
`,
  "infra/main.dev.bicepparam":
    "using 'main.bicep'\n// keyvault-network-ignore KV101: open while it is tried out\nparam action = 'Allow'\n",
  "infra/main.prod.bicepparam": "using 'main.bicep'\nparam action = 'Deny'\n",
  "infra/broken.bicep": "resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {\n  name: 'kv-b'\n",
});
afterAll(at.remove);

async function editorIn(locale: string): Promise<Editor> {
  const editor = await Editor.start({
    folders: [pathToFileURL(at.folder).href],
    locale,
    host: { files: nodeFiles },
  });
  await editor.request(serverRequests.scan, {});
  return editor;
}

const english = await editorIn("en-US");

async function exported(editor: Editor, params: ExportParams): Promise<string> {
  const { text } = await editor.request<ExportResult>(serverRequests.exportReport, params);
  return text ?? "";
}

/** The fingerprints of findings are made of paths, so the command line has to run in the folder. */
function printed(...argv: readonly string[]): string {
  const before = process.cwd();
  process.chdir(at.folder);
  try {
    return runCli(...argv).out;
  } finally {
    process.chdir(before);
  }
}

const sources = callers.flatMap((from) => ["--from", from]);

describe("an export is what the command line prints", () => {
  test.each(["text", "markdown", "csv", "json", "sarif"] as const)("of findings as %s", async (format) => {
    const text = await exported(english, { contents: ["check"], format });
    expect(text).toContain("kv-shop");
    expect(text).toBe(printed("check", ".", "--format", format));
  });

  test.each(["text", "markdown", "csv", "json"] as const)("of vaults as %s", async (format) => {
    expect(await exported(english, { contents: ["vaults"], format })).toBe(
      printed("vaults", ".", "--format", format),
    );
  });

  test.each(["text", "markdown", "csv", "json", "svg"] as const)("of access as %s", async (format) => {
    const text = await exported(english, { contents: ["simulate"], format, asked });
    expect(text).toContain("kv-legacy");
    expect(text).toBe(printed("simulate", ".", ...sources, "--format", format));
  });
});

test("findings and access are one document", async () => {
  const text = await exported(english, { contents: ["check", "simulate"], format: "markdown", asked });
  const headings = text.split("\n").filter((line) => line.startsWith("## "));
  expect(headings).toEqual([
    "## Findings",
    "## Suppressed",
    "## Vaults",
    "## Access",
    "## Steps",
    "## Not read",
  ]);
});

test("only the vaults that are meant are written", async () => {
  const all = await exported(english, { contents: ["simulate"], format: "json", asked });
  const { verdicts } = JSON.parse(all) as { readonly verdicts: readonly { readonly vault: string }[] };
  expect(new Set(verdicts.map(({ vault }) => vault)).size).toBeGreaterThan(2);
  const root = pathToFileURL(at.path("infra/main.bicep")).href;
  const to = [{ root, key: "kv", environment: "prod" }];
  const one = { contents: ["simulate"], format: "csv", asked: [{ from: "internet", to }] } as const;
  expect((await exported(english, one)).split("\r\n")).toEqual([
    expect.stringMatching(/^from,root,module,vault,verdict/),
    expect.stringMatching(/^internet,infra\/main\.bicep,,kv,denied,.*prod$/),
    "",
  ]);
});

test("without a what-if baseline nothing is said of differences", async () => {
  const text = await exported(english, { contents: ["simulate", "diff"], format: "markdown", asked });
  expect(text).not.toContain("Access changes");
});

test("documents are in the language of the reader, what programs read is the same in all", async () => {
  const german = await editorIn("de-DE");
  const markdown = await exported(german, { contents: ["check", "simulate"], format: "markdown", asked });
  expect(markdown).toMatch(/^## Befunde$/m);
  expect(markdown).toMatch(/^\| Von \| .* kv-legacy \| /m);
  expect(markdown).toContain("| ⚠ Zugelassen · für jeden offen |");
  expect(markdown).toMatch(/^1\. .*Firewall aus\. \*lässt zu\*/m);
  expect(markdown).not.toMatch(/\b(Severity|Exposure|depends|allows|denied|not set)\b/);
  const csv = { contents: ["vaults"], format: "csv" } as const;
  expect(await exported(german, csv)).toBe(await exported(english, csv));
});

test("a picture is XML with a lane for each source, whatever vaults are called", async () => {
  const text = await exported(english, { contents: ["simulate"], format: "svg", asked });
  const document = new DOMParser({
    onError: (level, message) => expect.fail(`${level}: ${message}`),
  }).parseFromString(text, "image/svg+xml");
  expect(document.documentElement?.tagName).toBe("svg");
  const lanes = text.match(/class="way"/g) ?? [];
  const ends = text.match(/class="(?:in|out|maybe)(?: exposed)?"/g) ?? [];
  expect(lanes.length).toBeGreaterThan(callers.length);
  expect(ends).toHaveLength(lanes.length);
});
