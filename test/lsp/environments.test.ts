import { describe, expect, it } from "vitest";
import type { CodeLens, Hover, InlayHint } from "vscode-languageserver";
import { serverRequests } from "../../server/src/protocol.ts";
import type { SimulateResult, VaultsResult } from "../../server/src/protocol/vaults.ts";
import { languageOf, templatesOf } from "./support/environments.ts";
import type { Editor } from "./support/editor.ts";
import { editorOf } from "./support/memory.ts";

async function shownIn(editor: Editor): Promise<readonly string[]> {
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
  const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, { from: ["internet"] });
  const asked = verdicts.map(({ environment, verdict }) => `${environment ?? ""} ${verdict}`);
  return [...vaults.map(({ environment, exposure }) => `${environment ?? ""} ${exposure}`), ...asked];
}

describe.each(Object.entries(templatesOf))("environments in %s", (name, { main, opens, files }) => {
  const open = async (settings: object = {}): Promise<Editor> => {
    const editor = await editorOf(files, { settings: () => settings });
    await editor.open(main, files[main] ?? "", languageOf(name));
    return editor;
  };
  const lens = async (editor: Editor): Promise<string | undefined> => {
    const [first] = await editor.request<readonly CodeLens[]>("textDocument/codeLens", {
      textDocument: { uri: main },
    });
    return first?.command?.title;
  };

  it("are narrowed by the setting to one, of which alone lenses, views, and simulations speak", async () => {
    const all = await open();
    expect(await shownIn(all)).toEqual(["dev public", "prod private", "dev allowed", "prod denied"]);
    expect(await lens(all)).toBe("dev: Firewall off · any network | prod: Deny by default");
    const narrowed = await open({ environment: "prod" });
    expect(await shownIn(narrowed)).toEqual(["prod private", "prod denied"]);
    expect(await lens(narrowed)).toBe("Deny by default");
  });

  it("are narrowed by the picker, before the setting, and lose no root", async () => {
    const editor = await open({ environment: "prod" });
    await editor.request(serverRequests.selectEnvironment, { name: "dev" });
    expect(await shownIn(editor)).toEqual(["dev public", "dev allowed"]);
    await editor.request(serverRequests.selectEnvironment, { name: null });
    expect(await shownIn(editor)).toHaveLength(4);
    await editor.request(serverRequests.selectEnvironment, { name: "elsewhere" });
    expect(await shownIn(editor)).toHaveLength(4);
  });

  it("are all judged whichever is chosen, and a finding lies in the file that opens the vault", async () => {
    const editor = await open({ environment: "prod" });
    await editor.open(opens, files[opens] ?? "", opens.endsWith(".tfvars") ? "terraform-vars" : "json");
    const found = await editor.diagnostics(opens);
    expect(found.map(({ code }) => code)).toEqual(["KV101"]);
    expect(found[0]?.message).toMatch(/^'kv' in dev is /);
  });

  it("are what an open file of values is judged under, whichever is chosen", async () => {
    const editor = await open({ environment: "prod" });
    const language = opens.endsWith(".tfvars") ? "terraform-vars" : "json";
    await editor.open(opens, files[opens] ?? "", opens.endsWith(".bicepparam") ? "bicep-params" : language);
    const textDocument = { uri: opens };
    const titles = async (): Promise<readonly (string | undefined)[]> =>
      (await editor.request<readonly CodeLens[]>("textDocument/codeLens", { textDocument })).map(
        ({ command }) => command?.title,
      );
    expect(await titles()).toEqual(["kv · Firewall off · any network", "Simulate access"]);
    const hover = await editor.at<Hover | null>("textDocument/hover", opens, "Allow");
    expect(JSON.stringify(hover?.contents)).toContain("KV101");
    await editor.type(opens, "Allow", "Deny");
    expect(await titles()).toEqual(["kv · Deny by default", "Simulate access"]);
    expect(await editor.problems(opens)).toEqual([]);
  });

  it("beyond 64 are not judged until one is chosen", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 66 }, (_, index) => {
        const text = files[opens] ?? "";
        return [opens.replace("dev", `e${String(index).padStart(2, "0")}`), text];
      }),
    );
    const editor = await editorOf({ [main]: files[main] ?? "", ...many });
    await editor.open(main, files[main] ?? "", languageOf(name));
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    expect(vaults.map(({ environment }) => environment)).toEqual(
      Array.from({ length: 64 }, (_, index) => `e${String(index).padStart(2, "0")}`),
    );
    await editor.request(serverRequests.selectEnvironment, { name: "e65" });
    expect(await shownIn(editor)).toEqual(["e65 public", "e65 allowed"]);
  });
});

it("count the addresses of ranges that a file of values lists", async () => {
  const values = "file:///w/main.dev.bicepparam";
  const text = "using 'main.bicep'\nparam ranges = ['203.0.113.0/24']\n";
  const editor = await editorOf({
    "file:///w/main.bicep": `param ranges string[]
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [for range in ranges: { value: range }] }
  }
}
`,
    [values]: text,
  });
  await editor.request(serverRequests.scan, {});
  await editor.open(values, text, "bicep-params");
  const hints = await editor.request<readonly InlayHint[]>("textDocument/inlayHint", {
    textDocument: { uri: values },
    range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
  });
  expect(hints.map(({ label }) => label)).toEqual(["256 addresses"]);
});

it("stop where a root would have more than 256 worlds", async () => {
  const flags = ["a", "b", "c", "d"];
  const main = "file:///w/main.bicep";
  const text = `${flags.map((flag) => `param ${flag} bool\n`).join("")}param action string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: a && b && c && d ? 'Allow' : action } }
}
`;
  const values = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [
      `file:///w/main.e${String(index).padStart(2, "0")}.bicepparam`,
      "using 'main.bicep'\nparam action = 'Deny'\n",
    ]),
  );
  const editor = await editorOf({ [main]: text, ...values });
  await editor.open(main, text, "bicep");
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
  expect(new Set(vaults.map(({ environment }) => environment)).size).toBe(16);
});

describe("a compiled template that is out of date", () => {
  const [main, twin] = ["file:///w/main.bicep", "file:///w/main.json"];
  const source = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}
`;
  const compiled = JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    metadata: { _generator: { name: "bicep", version: "0.30.23.60470" } },
    resources: [
      {
        type: "Microsoft.KeyVault/vaults",
        apiVersion: "2026-02-01",
        name: "kv",
        properties: { networkAcls: { defaultAction: "Allow", bypass: "None" } },
      },
    ],
  });

  it("says so where it is open, until its source accepts it or says the same", async () => {
    const editor = await editorOf({ [main]: source, [twin]: compiled });
    await editor.open(twin, compiled, "json");
    await editor.open(main, source, "bicep");
    const codes = async (): Promise<readonly string[]> =>
      (await editor.diagnostics(twin)).flatMap(({ code }) => (code === "KV905" ? [code] : []));
    expect(await codes()).toEqual(["KV905"]);
    expect(await editor.problems(main)).toEqual([]);
    await editor.type(
      main,
      "resource kv",
      "// keyvault-network-ignore KV905: nothing deploys it\nresource kv",
    );
    expect(await codes()).toEqual([]);
    expect(await editor.problems(main)).toEqual([]);
    await editor.type(main, "// keyvault-network-ignore KV905: nothing deploys it\n", "");
    expect(await codes()).toEqual(["KV905"]);
    await editor.type(main, "'Deny'", "'Allow'");
    expect(await codes()).toEqual([]);
  });
});

describe("more environments than are judged", () => {
  const main = "file:///w/main.bicep";
  const source = "resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {\n  name: 'kv'\n}\n";
  const valuesOf = (count: number): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `file:///w/main.e${index}.bicepparam`,
        "using 'main.bicep'\n",
      ]),
    );

  it.each([
    [64, []],
    [66, ["2 environments were not read (too many environments; --limit environments=NUMBER allows more)."]],
  ])("are said in the template: %i", async (count, said) => {
    const editor = await editorOf({ [main]: source, ...valuesOf(count) });
    await editor.open(main, source, "bicep");
    const others = (await editor.diagnostics(main)).filter(({ code }) => code === undefined);
    expect(others.map(({ message }) => message)).toEqual(said);
  });
});
