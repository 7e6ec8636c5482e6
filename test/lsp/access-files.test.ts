import { beforeEach, describe, expect, it } from "vitest";
import {
  type CodeLens,
  type CompletionItem,
  type Hover,
  type Location,
  LSPErrorCodes,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { AddTestResult, TestsResult } from "../../server/src/protocol/access-tests.ts";
import type { ChangesOfAccessResult } from "../../server/src/protocol/changes-of-access.ts";
import type { DiffResult } from "../../server/src/protocol/what-if-baseline.ts";
import type { EnvironmentsResult } from "../../server/src/protocol/environments.ts";
import type { Explain403Result } from "../../server/src/protocol/forbidden.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { SimulateResult, VaultsResult } from "../../server/src/protocol/vaults.ts";
import type { SourcesResult } from "../../server/src/protocol/sources.ts";
import { rules, vaultText } from "../access-file/judge-text.ts";
import { Editor } from "./support/editor.ts";
import { positionAt, sliceOf } from "./support/places.ts";

const access = "file:///w/.keyvault-access.jsonc";
const main = "file:///w/infra/main.bicep";
const accessText = `{
  "version": 1,
  "sources": { "runners": { "ip": "203.0.113.0/28", "description": "NAT" } },
  "environments": {
    "prod": { "set": { "action": "Deny" } },
    "dev": { "set": { "action": "Allow" } }
  },
  "tests": [
    { "name": "Runners are allowed", "from": "runners", "to": "kv", "expect": "allow" },
    { "name": "Internet is blocked", "from": "internet", "to": "*", "expect": "deny", "environment": "prod" }
  ],
  "rules": { "Covered-IP-Rule": "off" },
  "suppressions": [{ "rule": "KV103", "reason": "old" }]
}`;
const template = `param action string = 'Deny'\n${vaultText("kv", rules("Deny", ["203.0.113.0/28"]).replace("'Deny'", "action"))}`;

/** What `az keyvault show` prints of it. */
const exported = JSON.stringify({
  id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv",
  name: "kv",
  type: "Microsoft.KeyVault/vaults",
  location: "westeurope",
  properties: {
    networkAcls: { defaultAction: "Deny", bypass: "None", ipRules: [{ value: "192.0.2.1/32" }] },
  },
});

let editor: Editor;
let files: Map<string, string>;
beforeEach(async () => {
  files = new Map([
    [access, accessText],
    [main, template],
    ["file:///w/infra/main.test.bicepparam", "using 'main.bicep'\nparam action = 'Allow'\n"],
  ]);
  editor = await Editor.start({
    folders: ["file:///w"],
    host: {
      files: {
        readFile: (uri) => Promise.resolve(files.get(uri) ?? null),
        listFolder: (uri) =>
          Promise.resolve([...files.keys()].filter((id) => id.slice(0, id.lastIndexOf("/") + 1) === uri)),
        findFiles: ({ include }) =>
          Promise.resolve(
            [...files.keys()].filter((id) =>
              include.includes(".bicepparam") ? id.endsWith(".bicepparam") : /\.(bicep|jsonc?)$/.test(id),
            ),
          ),
      },
    },
  });
});

async function tests(): Promise<readonly string[]> {
  const { files } = await editor.request<TestsResult>(serverRequests.tests, {});
  return files.flatMap((file) =>
    file.tests.flatMap(({ name, results }) =>
      results.map(({ environment, outcome }) => `${name} [${environment ?? ""}] ${outcome}`),
    ),
  );
}

describe("an access file", () => {
  it("is judged with the templates of the workspace, open or not", async () => {
    expect(await tests()).toEqual([
      "Runners are allowed [dev] passed",
      "Runners are allowed [prod] passed",
      "Runners are allowed [test] passed",
      "Internet is blocked [prod] passed",
    ]);
  });

  it("reports a failing test on the test and on the deciding property, and both go away with the cause", async () => {
    await editor.open(access, accessText, "jsonc");
    await editor.open(main, template, "bicep");
    expect(await editor.problems(access)).toEqual(['KV101 "Allow"', "KV902 KV103"]);
    await editor.type(main, "defaultAction: action", "defaultAction: 'Allow'");
    expect(await editor.problems(access)).toEqual(["KV601 Internet is blocked", "KV902 KV103"]);
    expect(await editor.problems(main)).toContain("KV601 'Allow'");
    const [failure] = await editor.diagnostics(access);
    expect(failure?.relatedInformation?.map(({ location }) => location.uri)).toEqual([main]);
    await editor.type(main, "defaultAction: 'Allow'", "defaultAction: 'Deny'");
    expect(await editor.problems(access)).toEqual(["KV902 KV103"]);
    expect(await editor.problems(main)).not.toContain("KV601 'Allow'");
  });

  it("reports its own mistakes, unless the editor does", async () => {
    await editor.open(access, accessText.replace('"expect": "allow"', '"expect": "allowed"'), "jsonc");
    const messages = (await editor.diagnostics(access)).map(({ message }) => message);
    expect(messages[0]).toBe('Expected "allow" or "deny".');
  });

  it("names sources for the simulator", async () => {
    await editor.open(main, template, "bicep");
    const { saved } = await editor.request<SourcesResult>(serverRequests.sources, { typed: "run" });
    expect(saved.map(({ from, meaning, description }) => [from, meaning, description])).toEqual([
      ["runners", "16 addresses, evaluated as a whole", "NAT"],
    ]);
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, { from: ["runners"] });
    expect(verdicts.map(({ environment, verdict, reason }) => [environment, verdict, reason])).toEqual([
      ["dev", "allowed", "ALLOW_FIREWALL_OFF"],
      ["prod", "allowed", "ALLOW_IP_RULE"],
      ["test", "allowed", "ALLOW_FIREWALL_OFF"],
    ]);
  });
});

describe("environments", () => {
  it("come from access files and from the names of parameter files", async () => {
    await editor.open(main, template, "bicep");
    const { active, environments, vaults } = await editor.request<EnvironmentsResult>(
      serverRequests.environments,
      null,
    );
    expect(active).toBeNull();
    expect(environments.map(({ name, from }) => `${name} ${from}`)).toEqual([
      "dev accessFile",
      "prod accessFile",
      "test parameterFiles",
      "default defaults",
    ]);
    expect(vaults.map(({ vaultName, exposures }) => [vaultName, exposures])).toEqual([
      ["kv", { dev: "public", prod: "selected", test: "public" }],
    ]);
  });

  it("that disagree are shown above the vault", async () => {
    await editor.open(main, template, "bicep");
    const lenses = await editor.request<readonly CodeLens[]>("textDocument/codeLens", {
      textDocument: { uri: main },
    });
    expect(lenses[0]?.command?.title).toBe(
      "dev, test: Firewall off · any network | prod: Deny by default · 16 addresses · 2/2 access tests",
    );
  });

  it("are all judged, and the chosen one alone is shown", async () => {
    await editor.open(main, template, "bicep");
    const values = "file:///w/infra/main.test.bicepparam";
    await editor.open(values, "using 'main.bicep'\nparam action = 'Allow'\n", "bicep-params");
    await editor.open(access, accessText, "jsonc");
    const problems = async (): Promise<readonly (readonly string[])[]> => [
      await editor.problems(values),
      await editor.problems(access),
    ];
    const judged = [["KV101 'Allow'"], ['KV101 "Allow"', "KV902 KV103"]];
    const shown = async (name: string | null): Promise<readonly string[]> => {
      await editor.request(serverRequests.selectEnvironment, { name });
      expect(await problems()).toEqual(judged);
      const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
      return vaults.map(({ environment, exposure }) => `${environment ?? ""} ${exposure}`);
    };
    expect(await shown("test")).toEqual(["test public"]);
    expect(await shown("prod")).toEqual(["prod selected"]);
    expect(await shown(null)).toEqual(["dev public", "prod selected", "test public"]);
    // A root that does not have an environment is shown as if none had been chosen.
    expect(await shown("nowhere")).toEqual(["dev public", "prod selected", "test public"]);
    const [finding] = await editor.diagnostics(values);
    expect(finding?.message).toContain(" in test ");
  });
});

describe("a baseline", () => {
  it("shows previous verdicts and settings until they are the same again", async () => {
    await editor.open(main, template, "bicep");
    await editor.request(serverRequests.selectEnvironment, { name: "prod" });
    await editor.request(serverRequests.setBaseline, { baseline: { kind: "buffers" } });
    await editor.type(main, "203.0.113.0/28", "198.51.100.7");
    const was = async (): Promise<readonly unknown[]> => {
      const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, {
        from: ["runners"],
      });
      const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
      return [verdicts[0]?.verdict, verdicts[0]?.was, vaults[0]?.was];
    };
    expect(await was()).toEqual(["denied", "allowed", "Deny by default · 16 addresses"]);
    const [lens] = await editor.request<readonly CodeLens[]>("textDocument/codeLens", {
      textDocument: { uri: main },
    });
    expect(lens?.command?.title).toContain(
      "Deny by default · 1 address (was Deny by default · 16 addresses)",
    );
    await editor.type(main, "198.51.100.7", "203.0.113.0/28");
    expect(await was()).toEqual(["allowed", null, null]);
  });

  it("may be the texts of another revision", async () => {
    await editor.open(main, template, "bicep");
    const text = template.replace("203.0.113.0/28", "198.51.100.7");
    const baseline = { kind: "texts", label: "HEAD", files: [{ uri: main, text }] };
    await editor.request(serverRequests.setBaseline, { baseline });
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, { from: ["runners"] });
    expect(verdicts.map(({ verdict, was }) => [verdict, was])).toEqual([
      ["allowed", null],
      ["allowed", "denied"],
      ["allowed", null],
    ]);
  });
});

it("says what no test mentions", async () => {
  files.set("file:///w/infra/more.bicep", vaultText("other", rules("Deny")));
  const text = accessText
    .replace('"sources": {', '"sources": { "office": { "ip": "192.0.2.1" },')
    .replace('"to": "*"', '"to": "kv"');
  await editor.open(access, text, "jsonc");
  const { files: found } = await editor.request<TestsResult>(serverRequests.tests, { uri: access });
  const { vaults = [], sources = [] } = found[0]?.coverage ?? {};
  expect(
    vaults.map(({ name, uri, tests: count }) => [name, uri.slice(uri.lastIndexOf("/") + 1), count]),
  ).toEqual([
    ["kv", "main.bicep", 2],
    ["other", "more.bicep", 0],
  ]);
  expect(
    sources.map(({ name, range, tests: count }) => [name, sliceOf(text, range, "utf-16"), count]),
  ).toEqual([
    ["office", "office", 0],
    ["runners", "runners", 1],
  ]);
});

it("says in plain words what came out, next to the test", async () => {
  await editor.open(access, accessText.replace('"to": "*"', '"to": "kw"'), "jsonc");
  await editor.open(main, template.replace("203.0.113.0/28", "192.0.2.1"), "bicep");
  const { files: found } = await editor.request<TestsResult>(serverRequests.tests, {});
  const messages = found[0]?.tests.map(({ results }) => results.map(({ message }) => message));
  expect(messages).toEqual([
    [null, "'kv' blocks runners in prod. No rule matched, so the default action denies the request.", null],
    ["No vault matches 'kw'; did you mean 'kv'?"],
  ]);
  const [, inProd] = found[0]?.tests[0]?.results ?? [];
  expect(inProd?.deciding.map(({ text }) => text)).toEqual([
    "'kv' blocks runners in prod. No rule matched, so the default action denies the request.",
  ]);
});

it("points at the place of a test", async () => {
  await editor.open(access, accessText, "jsonc");
  const { files } = await editor.request<TestsResult>(serverRequests.tests, { uri: access });
  const [first] = files[0]?.tests ?? [];
  expect(first && sliceOf(accessText, first.nameRange, "utf-16")).toBe("Runners are allowed");
});

it("is compared with what is by what differs", async () => {
  const wanted = accessText.replace(
    '"from": "runners", "to"',
    '"from": ["runners", "internet", "198.51.100.9"], "to"',
  );
  await editor.open(access, wanted, "jsonc");
  const { files } = await editor.request<TestsResult>(serverRequests.tests, { uri: access });
  const [prod] = files[0]?.tests[0]?.results.filter(({ environment }) => environment === "prod") ?? [];
  expect([prod?.expected, prod?.actual]).toEqual([
    "internet → kv: allowed\n198.51.100.9 → kv: allowed",
    "internet → kv: denied\n198.51.100.9 → kv: denied",
  ]);
  await editor.type(access, ', "198.51.100.9"', "");
  const again = await editor.request<TestsResult>(serverRequests.tests, { uri: access });
  const [only] = again.files[0]?.tests[0]?.results.filter(({ environment }) => environment === "prod") ?? [];
  expect([only?.expected, only?.actual]).toEqual(["allowed", "denied"]);
});

/** What a title says in brackets at its end. */
function effectOf(title = ""): string {
  return title.slice(title.lastIndexOf("("));
}

describe("fixes", () => {
  it("say what they do to the access tests, and one that breaks a test is never preferred", async () => {
    const open = template.replace("defaultAction: action", "defaultAction: 'Allow'").replace(", ipRules", "");
    await editor.open(access, accessText.replace('"from": "runners"', '"from": "198.51.100.9"'), "jsonc");
    await editor.open(main, open, "bicep");
    const actions = (await editor.actions(main, "'Allow'")).filter(({ title }) =>
      title.startsWith("Set defaultAction"),
    );
    expect(actions.map(({ title, isPreferred }) => [effectOf(title), isPreferred ?? false])).toEqual([
      ["(fixes 'Internet is blocked'; breaks 'Runners are allowed')", false],
    ]);
    await editor.type(access, "198.51.100.9", "203.0.113.9");
    const [fix] = (await editor.actions(main, "'Allow'")).filter(({ title }) =>
      title.startsWith("Set defaultAction"),
    );
    expect([effectOf(fix?.title), fix?.isPreferred]).toEqual([
      "(fixes 'Internet is blocked'; breaks none)",
      true,
    ]);
    expect(editor.edited(main, (await editor.resolve(fix)).edit)).toContain("defaultAction: 'Deny'");
  });

  it("turn on the firewall and keep the sources of the access file, in one step", async () => {
    await editor.open(main, vaultText("kv", rules("Allow")), "bicep");
    const actions = await editor.actions(main, "'Allow'");
    const [keep] = actions.filter(({ title }) =>
      title.startsWith("Turn on the firewall and keep allowing runners"),
    );
    expect(keep?.title).toBe(
      "Turn on the firewall and keep allowing runners (fixes 'Internet is blocked'; breaks none)",
    );
    const text = editor.edited(main, keep?.edit);
    expect(text).toContain("defaultAction: 'Deny'");
    expect(text).toContain("'203.0.113.0/28'");
  });

  it("are on offer for a verdict, each tried out", async () => {
    await editor.open(main, template, "bicep");
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, {
      from: ["198.51.100.9"],
    });
    const to = verdicts.find(({ environment }) => environment === "prod");
    const ask = (from: string, expect: string): Promise<ChangesOfAccessResult> =>
      editor.request(serverRequests.changesOfAccess, { from, to, expect });
    const { changes } = await ask("198.51.100.9", "allow");
    expect(changes.map(({ title, tests }) => [title, tests])).toEqual([
      ["Add 198.51.100.9/32 to ipRules of 'kv'", "breaks no access test"],
    ]);
    expect(changes[0]?.documents.map(({ uri, text }) => [uri, text.includes("198.51.100.9/32")])).toEqual([
      [main, true],
    ]);
    const kept = await ask("203.0.113.7", "deny");
    expect(kept.changes.map(({ title, tests }) => [title, tests])).toEqual([
      ["Remove 203.0.113.0/28 from ipRules of 'kv'", "breaks 'Runners are allowed' in prod"],
    ]);
  });
});

describe("a verdict becomes a test", () => {
  it("in the access file in force", async () => {
    await editor.open(main, template, "bicep");
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, {
      from: ["internet"],
    });
    const added = await editor.request<AddTestResult>(serverRequests.addTest, {
      from: "internet",
      to: verdicts[0],
      expect: "deny",
    });
    expect(added?.uri).toBe(access);
    expect(added?.text).toContain(
      '"environment": "prod" },\n    { "name": "internet cannot reach kv in dev", "from": "internet", "to": "kv", "expect": "deny", "environment": "dev" }\n  ],',
    );
    expect(added && sliceOf(added.text, added.name, "utf-16")).toBe("internet cannot reach kv in dev");
  });

  it("in the environments of its row, or in all where they agree", async () => {
    await editor.open(main, template, "bicep");
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    const [{ root, key } = { root: "", key: "" }] = vaults;
    const added = async (environments?: readonly string[]): Promise<string> => {
      const params = { from: "internet", to: { root, key }, expect: "deny", environments };
      return (await editor.request<AddTestResult>(serverRequests.addTest, params))?.text ?? "";
    };
    expect(await added(["dev", "test"])).toContain(
      '"name": "internet cannot reach kv in dev and test", "from": "internet", "to": "kv", "expect": "deny", "environment": ["dev", "test"] }',
    );
    expect(await added()).toContain(
      '"name": "internet cannot reach kv", "from": "internet", "to": "kv", "expect": "deny" }',
    );
    // The verdicts of environments that are not shown have not been seen.
    await editor.request(serverRequests.selectEnvironment, { name: "prod" });
    expect(await added()).toContain('"expect": "deny", "environment": "prod" }');
  });
});

describe("a verdict on a vault of ARM JSON becomes a test", () => {
  const arm = "file:///w/infra/azuredeploy.json";
  const armText = (name: string, more = ""): string => `{
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "parameters": { "vaultName": { "type": "string" } },
    "resources": [{
      "type": "Microsoft.KeyVault/vaults", "apiVersion": "2024-11-01", "name": "${name}",
      "properties": { "networkAcls": { "defaultAction": "Deny" } }
    }${more}]
  }`;

  it.each([
    ["that is called by a parameter", "[parameters('vaultName')]", "vaultName"],
    ["whose name is an expression", "[concat(parameters('vaultName'), '-kv')]", "infra/azuredeploy.json#*"],
  ])("%s", async (_, name, to) => {
    files.delete(main);
    await editor.open(arm, armText(name), "json");
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    const params = { from: "internet", to: vaults[0], expect: "deny" };
    const added = await editor.request<AddTestResult>(serverRequests.addTest, params);
    expect(added?.text).toContain(
      `"name": "internet cannot reach ${to}", "from": "internet", "to": "${to}", "expect": "deny" }`,
    );
    await editor.open(access, added?.text ?? "", "jsonc");
    expect(await tests()).toContain(`internet cannot reach ${to} [] passed`);
  });
});

describe("a 403", () => {
  it("is explained by the template, without repeating who asked", async () => {
    await editor.open(main, template, "bicep");
    const text =
      "Client address is not authorized and caller is not a trusted service.\\r\\nClient address: 198.51.100.9\\r\\nCaller: appid=11111111-2222-3333-4444-555555555555\\r\\nVault: kv;location=westeurope";
    const result = await editor.request<Explain403Result>(serverRequests.explain403, { text });
    expect(result.explanation).toMatchObject({
      shape: "firewall",
      client: "198.51.100.9",
      template: { verdict: "denied", from: "198.51.100.9" },
      drift: ["bypass: the service says AzureServices, the template says None"],
    });
    expect(result.explanation?.fixes.map(({ documents }) => documents.length)).toEqual([1, 0, 0]);
    expect(result.explanation?.fixes[0]?.documents[0]?.text).toContain("198.51.100.9/32");
    expect(JSON.stringify(result)).not.toContain("11111111");
    expect(await editor.request(serverRequests.explain403, { text: "Fine." })).toEqual({ explanation: null });
  });
});

describe("a 403 where nothing is open", () => {
  it("is explained by the template and by the export of the workspace", async () => {
    files.set("file:///w/deployed/kv.json", exported);
    const text = "ForbiddenByFirewall Client address: 198.51.100.9 Vault: kv;location=westeurope";
    const { explanation } = await editor.request<Explain403Result>(serverRequests.explain403, { text });
    expect(explanation?.template).toMatchObject({ verdict: "denied", uri: main });
    expect(explanation?.drift).toEqual([
      "bypass: the service says AzureServices, the template says None",
      "ipRules: the state has 192.0.2.1, the template does not",
      "ipRules: the template has 203.0.113.0/28, the state does not",
    ]);
  });
});

describe("names in an access file", () => {
  beforeEach(async () => {
    await editor.open(access, accessText, "jsonc");
    await editor.open(main, template, "bicep");
  });

  it.each([
    ['"from": "ru', ["runners", "internet"]],
    ['"to": "k', ["kv"]],
    ['"environment": "pr', ["prod", "dev", "test"]],
    ['"rule": "KV1', ["KV101", "KV603", "wide-ip-rule"]],
  ])("are completed at %s", async (text, expected) => {
    const items = await editor.request<readonly CompletionItem[]>("textDocument/completion", {
      textDocument: { uri: access },
      position: positionAt(accessText, accessText.indexOf(text) + text.length, "utf-16"),
    });
    expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(expected));
  });

  it.each([
    ["kubernetes", "service:aks-kms-legacy"],
    ["apim", "service:azure-api-management"],
  ])("are completed by the name that people use: %s", async (typed, id) => {
    const at = accessText.indexOf('"from": "ru') + '"from": "ru'.length;
    const items = await editor.request<readonly CompletionItem[]>("textDocument/completion", {
      textDocument: { uri: access },
      position: positionAt(accessText, at, "utf-16"),
    });
    expect(items.find(({ label }) => label === id)?.filterText).toContain(typed);
  });

  it("are those of one template after its path, when completed and on hover", async () => {
    const other = "file:///w/other.bicep";
    files.set(other, vaultText("kv", rules("Deny", [])));
    await editor.open(other, vaultText("kv", rules("Deny", [])), "bicep");
    for (const [path, isOpen] of [
      ["infra/main.bicep", true],
      ["other.bicep", false],
    ] as const) {
      const text = `{ "version": 1, "tests": [{ "to": "${path}#kv" }] }`;
      const file = "file:///w/.keyvault-access.json";
      await editor.open(file, text, "jsonc");
      const at = { textDocument: { uri: file }, position: positionAt(text, text.indexOf("#") + 1, "utf-16") };
      const items = await editor.request<readonly CompletionItem[]>("textDocument/completion", at);
      expect(items.map(({ label }) => label)).toEqual([`${path}#kv`]);
      const hover = await editor.request<Hover>("textDocument/hover", at);
      expect((hover.contents as { value: string }).value.includes("Firewall off")).toBe(isOpen);
      await editor.close(file);
    }
  });

  it("lead to where they are declared, also into templates", async () => {
    const places = async (text: string): Promise<readonly string[]> => {
      const position = positionAt(accessText, accessText.indexOf(text) + text.length - 1, "utf-16");
      const found = await editor.request<readonly Location[]>("textDocument/definition", {
        textDocument: { uri: access },
        position,
      });
      return found.map(({ uri, range }) => `${uri} ${sliceOf(editor.text(uri), range, "utf-16")}`);
    };
    expect(await places('"from": "runners')).toEqual([`${access} runners`]);
    expect(await places('"environment": "prod')).toEqual([`${access} prod`]);
    expect(await places('"to": "kv')).toEqual([`${main} kv`]);
  });

  it.each([
    [" ", "The name must not be empty."],
    [" office ", "The name ' office ' must not begin or end with a space."],
    ["lab", "The name 'lab' is already in use in this file."],
    ["internet", "'internet' already has a meaning in access files; choose another name."],
    ["10.0.0.0/8", "'10.0.0.0/8' already has a meaning in access files; choose another name."],
    [
      "service:azure-backup",
      "'service:azure-backup' already has a meaning in access files; choose another name.",
    ],
  ])("are not renamed to '%s', which would change what tests mean", async (newName, message) => {
    const text =
      '{ "version": 1, "sources": { "office": { "ip": "203.0.113.7" }, "lab": { "ip": "203.0.113.8" } } }';
    const file = "file:///v/.keyvault-access.jsonc";
    await editor.open(file, text, "jsonc");
    const renaming = editor.at("textDocument/rename", file, "office", { newName });
    await expect(renaming).rejects.toMatchObject({ code: LSPErrorCodes.RequestFailed, message });
    await editor.close(file);
  });

  it("are renamed everywhere, but only those that the file defines", async () => {
    const position = positionAt(accessText, accessText.indexOf('"runners') + 2, "utf-16");
    const at = { textDocument: { uri: access }, position };
    expect(await editor.request("textDocument/prepareRename", at)).not.toBeNull();
    const edit = await editor.request<WorkspaceEdit>("textDocument/rename", {
      ...at,
      newName: 'build "agents"',
    });
    const renamed = editor.edited(access, edit);
    expect(renamed.split('build \\"agents\\"')).toHaveLength(3);
    expect(renamed).toContain('"name": "Runners are allowed"');
    const vault = positionAt(accessText, accessText.indexOf('"to": "kv') + 8, "utf-16");
    expect(
      await editor.request("textDocument/prepareRename", { textDocument: { uri: access }, position: vault }),
    ).toBeNull();
  });

  it("explain themselves on hover", async () => {
    const hover = async (text: string): Promise<string> => {
      const position = positionAt(accessText, accessText.indexOf(text) + text.length - 1, "utf-16");
      const found = await editor.request<Hover | null>("textDocument/hover", {
        textDocument: { uri: access },
        position,
      });
      return (found?.contents as { value: string } | undefined)?.value ?? "";
    };
    expect(await hover('"from": "runners')).toBe("16 addresses, evaluated as a whole · NAT");
    expect(await hover('"to": "kv')).toBe(
      "- kv\\: Firewall off · any network \\(dev, test\\)\n- kv\\: Deny by default · 16 addresses \\(prod\\)",
    );
    expect(await hover('"name": "Runners')).toBe("- dev\\: passed\n- prod\\: passed\n- test\\: passed");
    await editor.type(access, '"from": "runners"', '"from": "192.0.2.1"');
    const position = positionAt(editor.text(access), accessText.indexOf('"Runners') + 2, "utf-16");
    const failed = await editor.request<Hover>("textDocument/hover", {
      textDocument: { uri: access },
      position,
    });
    expect((failed.contents as { value: string }).value).toMatch(
      /^- Access test 'Runners are allowed' fails in prod\\: 'kv' blocks .*the default action denies the request\\\.$/m,
    );
    expect(await hover('"rule": "KV103')).toContain("KV103 wide\\-ip\\-rule");
    expect(await hover('"Covered')).toContain("KV205 redundant\\-ip\\-rule");
  });

  it("explain a rule in the language of the client", async () => {
    const german = await Editor.start({ locale: "de" });
    const text = '{ "suppressions": [{ "rule": "KV103", "reason": "agents" }] }';
    await german.open(access, text, "jsonc");
    const found = await german.request<Hover | null>("textDocument/hover", {
      textDocument: { uri: access },
      position: positionAt(text, text.indexOf("KV103") + 1, "utf-16"),
    });
    expect(found?.contents).toMatchObject({
      value: expect.stringContaining("Eine IP\\-Regel lässt einen großen Adressbereich zu") as string,
    });
  });
});

describe("a baseline of another kind", () => {
  it("reports all differences, and none after the last one is gone", async () => {
    await editor.open(main, template, "bicep");
    const ask = (): Promise<DiffResult> => editor.request(serverRequests.diff, {});
    expect(await ask()).toMatchObject({ isSet: false, label: null, changes: [], notCompared: null });
    await editor.request(serverRequests.setBaseline, { baseline: { kind: "buffers" } });
    expect(await ask()).toMatchObject({ isSet: true, label: null, changes: [], notCompared: null });
    await editor.type(main, "203.0.113.0/28", "198.51.100.7");
    expect(
      (await ask()).changes.map(
        ({ kind, from, before, after }) => `${kind} ${from} ${String(before)} ${String(after)}`,
      ),
    ).toEqual([
      "changed runners allowed denied",
      "changed 198.51.100.7 denied allowed",
      "changed 203.0.113.0/28 allowed denied",
    ]);
  });

  it("reports vaults whose template was deleted, not those whose template was only closed", async () => {
    const other = "file:///w/other.bicep";
    files.set(other, vaultText("gone", rules("Deny", ["192.0.2.1"])));
    await editor.open(main, template, "bicep");
    await editor.open(other, files.get(other) ?? "", "bicep");
    await editor.request(serverRequests.setBaseline, { baseline: { kind: "buffers" } });
    await editor.close(other);
    const ask = (): Promise<DiffResult> => editor.request(serverRequests.diff, {});
    expect((await ask()).changes).toEqual([]);
    files.delete(other);
    await editor.fileChanged(other);
    expect(
      (await ask()).changes.map(({ kind, from, vault, before, after, place }) => [
        `${kind} ${from} ${vault} ${String(before)} ${String(after)}`,
        place,
      ]),
    ).toEqual([
      ["removed internet gone denied null", null],
      ["removed 192.0.2.1 gone allowed null", null],
      ["removed vault gone partial null", null],
    ]);
  });

  it("reports vaults of a template that exists only in the other revision", async () => {
    await editor.open(main, template, "bicep");
    const text = vaultText("gone", rules("Deny"));
    const baseline = { kind: "texts", label: "HEAD", files: [{ uri: "file:///w/old.bicep", text }] };
    await editor.request(serverRequests.setBaseline, { baseline });
    const { changes } = await editor.request<DiffResult>(serverRequests.diff, {});
    expect(changes.map(({ kind, from, vault }) => `${kind} ${from} ${vault}`)).toEqual([
      "removed internet gone",
    ]);
  });
});
