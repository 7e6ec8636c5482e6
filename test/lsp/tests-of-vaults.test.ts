import { describe, expect, it } from "vitest";
import type { CodeLens } from "vscode-languageserver";
import { serverRequests } from "../../server/src/protocol.ts";
import type { TestsResult } from "../../server/src/protocol/access-tests.ts";
import type { Editor } from "./support/editor.ts";
import { editorOf } from "./support/memory.ts";

const access = "file:///w/.keyvault-access.jsonc";
type Files = Readonly<Record<string, string>>;

/** Two vaults: one that is closed, and one that is open to the internet. */
const syntaxes: readonly (readonly [syntax: string, language: string, uri: string, text: string])[] = [
  [
    "Bicep",
    "bicep",
    "file:///w/main.bicep",
    ["Deny", "Allow"]
      .map(
        (action, index) => `resource kv${String(index)} 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-${action.toLowerCase()}'
  properties: { networkAcls: { defaultAction: '${action}', bypass: 'None' } }
}
`,
      )
      .join(""),
  ],
  [
    "ARM JSON",
    "json",
    "file:///w/main.json",
    JSON.stringify(
      {
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        resources: ["Deny", "Allow"].map((defaultAction) => ({
          type: "Microsoft.KeyVault/vaults",
          apiVersion: "2024-11-01",
          name: `kv-${defaultAction.toLowerCase()}`,
          properties: { networkAcls: { defaultAction, bypass: "None" } },
        })),
      },
      null,
      2,
    ),
  ],
  [
    "Terraform",
    "terraform",
    "file:///w/main.tf",
    ["Deny", "Allow"]
      .map(
        (action) => `resource "azurerm_key_vault" "${action.toLowerCase()}" {
  name = "kv-${action.toLowerCase()}"
  network_acls {
    default_action = "${action}"
    bypass         = "None"
  }
}
`,
      )
      .join(""),
  ],
];

const testsOf = (...tests: readonly object[]): string =>
  JSON.stringify({ version: 1, tests: tests.map((each, index) => ({ name: `T${String(index)}`, ...each })) });
const closed = { from: "internet", to: "*", expect: "deny" };

async function scores(editor: Editor, uri: string): Promise<readonly (string | undefined)[]> {
  const found = await editor.request<readonly CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
  return found.flatMap(({ command }) =>
    command?.title === "Simulate access" ? [] : [/\d+\/\d+ access tests?/.exec(command?.title ?? "")?.[0]],
  );
}

async function scoresIn(
  files: Files,
  uri: string,
  language: string,
): Promise<readonly (string | undefined)[]> {
  const editor = await editorOf(files);
  await editor.open(uri, files[uri] ?? "", language);
  return scores(editor, uri);
}

describe.each(syntaxes)("the lens above each of two vaults in %s", (_, language, uri, text) => {
  const score = (...tests: readonly object[]) =>
    scoresIn({ [uri]: text, [access]: testsOf(...tests) }, uri, language);

  it("counts a test of both as failed only where it fails", async () => {
    expect(await score(closed)).toEqual(["1/1 access test", "0/1 access test"]);
  });

  it("counts a test that fails at both as failed at both, and one about one vault only there", async () => {
    const office = { from: "internet", to: "*", expect: "allow", via: "privateEndpoint" };
    expect(await score(office, { ...closed, to: "kv-deny" })).toEqual([
      "1/2 access tests",
      "0/1 access test",
    ]);
    expect(await score({ exposure: ["private"], to: "*" })).toEqual(["1/1 access test", "0/1 access test"]);
  });

  it("counts a test that names no source as failed at all of its vaults", async () => {
    expect(await score({ ...closed, from: "nowhere" })).toEqual(["0/1 access test", "0/1 access test"]);
  });

  it("and the message at a place is about the vault there", async () => {
    const editor = await editorOf({ [uri]: text, [access]: testsOf({ ...closed, expect: "allow" }, closed) });
    await editor.open(uri, text, language);
    const { files } = await editor.request<TestsResult>(serverRequests.tests, {});
    const said = files[0]?.tests.flatMap(({ results }) =>
      results.flatMap(({ deciding }) => deciding.map((each) => each.text.split(".")[0])),
    );
    expect(said).toEqual([
      expect.stringMatching(/kv-?deny|kv0|'deny'/),
      expect.stringMatching(/^internet can reach .*(?:allow|kv1)/),
    ]);
  });
});

const parts: Files = {
  "file:///w/vault.bicep": `param action string
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-\${action}'
  properties: { networkAcls: { defaultAction: action, bypass: 'None' } }
}
`,
  "file:///w/a/main.bicep": "module m '../vault.bicep' = { params: { action: 'Deny' } }\n",
  "file:///w/b/main.bicep": "module m '../vault.bicep' = { params: { action: 'Allow' } }\n",
};

it("two roots that call one module have scores of their own", async () => {
  const files = { ...parts, [access]: testsOf(closed) };
  const of = (uri: string) => scoresIn(files, uri, "bicep");
  expect(await of("file:///w/a/main.bicep")).toEqual(["1/1 access test"]);
  expect(await of("file:///w/b/main.bicep")).toEqual(["0/1 access test"]);
});

it("a test that is undecided or skipped does not pass at the vault that is not known, but at the other", async () => {
  const text = `param action string
${syntaxes[0]?.[3].replace("'Allow'", "action") ?? ""}`;
  for (const more of [{}, { onUnknown: "skip" }]) {
    const files = { "file:///w/main.bicep": text, [access]: testsOf({ ...closed, ...more }) };
    expect(await scoresIn(files, "file:///w/main.bicep", "bicep")).toEqual([
      "1/1 access test",
      "0/1 access test",
    ]);
  }
});

describe("the message about a test that fails at several vaults in several environments", () => {
  const both = (syntaxes[0]?.[3] ?? "").replace("'Deny'", "action");
  const files: Files = {
    "file:///w/main.bicep": `param action string\n${both}`,
    "file:///w/main.dev.bicepparam": "using 'main.bicep'\nparam action = 'Allow'\n",
    "file:///w/main.prod.bicepparam": "using 'main.bicep'\nparam action = 'Deny'\n",
    [access]: testsOf(closed),
  };

  it.each([
    [
      "en",
      "internet can reach 'kv-deny' in dev.",
      "internet can reach 'kv-allow' in dev.",
      "internet can reach 'kv-allow' in prod.",
    ],
    [
      "de",
      "internet kann 'kv-deny' in dev erreichen.",
      "internet kann 'kv-allow' in dev erreichen.",
      "internet kann 'kv-allow' in prod erreichen.",
    ],
  ])("names the vault of its place and the environment (%s)", async (locale, ...expected) => {
    const editor = await editorOf(files, { locale });
    await editor.open("file:///w/main.bicep", files["file:///w/main.bicep"] ?? "", "bicep");
    const { files: found } = await editor.request<TestsResult>(serverRequests.tests, {});
    const said = found[0]?.tests.flatMap(({ results }) =>
      results.flatMap(({ deciding }) => deciding.map(({ text }) => text)),
    );
    expect(said?.map((each) => expected.find((start) => each.startsWith(start)))).toEqual(expected);
  });
});
