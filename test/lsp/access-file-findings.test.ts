import { expect, it } from "vitest";
import type { FindingsResult } from "../../server/src/protocol/findings.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { rules, vaultText } from "../access-file/judge-text.ts";
import { editorOf } from "./support/memory.ts";
import { sliceOf } from "./support/places.ts";

const access = "file:///w/.keyvault-access.jsonc";
const main = "file:///w/main.bicep";
const accessText = `{
  "version": 1,
  "root": true,
  "environments": {
    "dev": { "set": { "action": "Allow" } },
    "prod": { "set": { "action": "Deny" } }
  },
  "tests": [{ "name": "Internet is blocked", "from": "internet", "to": "kv", "expect": "deny" }],
  "suppressions": [
    { "rule": "KV103", "reason": "no longer needed" },
    { "rule": "KV905", "reason": "nothing deploys it" }
  ]
}`;
const template = `param action string\n${vaultText("kv", rules("Deny", ["203.0.113.0/28"]).replace("'Deny'", "action"))}`;
const compiled = JSON.stringify({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  metadata: { _generator: { name: "bicep", version: "0.30.23.60470" } },
  resources: [
    {
      type: "Microsoft.KeyVault/vaults",
      apiVersion: "2024-11-01",
      name: "kv",
      properties: { networkAcls: { defaultAction: "Allow" } },
    },
  ],
});

const files = { [access]: accessText, [main]: template, "file:///w/main.json": compiled };

it("are among those of the workspace, with the environments in which they hold", async () => {
  const editor = await editorOf(files);
  await editor.request(serverRequests.scan, {});
  const { findings } = await editor.request<FindingsResult>(serverRequests.findings, {});
  const own = findings.filter(({ uri }) => uri === access);
  expect(own.map(({ code, environments, range }) => [code, environments, range.start.line])).toEqual([
    ["KV101", ["dev"], 4],
    ["KV601", ["dev"], 7],
    ["KV902", [], 9],
  ]);
  expect(own[0]?.instances).toEqual([
    { root: main, module: null, vault: "kv", vaultName: "kv", environments: ["dev"] },
  ]);
});

it("are not fixed where a value only says what is deployed, and get no comment", async () => {
  const editor = await editorOf(files);
  await editor.open(access, accessText, "jsonc");
  expect(await editor.problems(access)).toContain('KV101 "Allow"');
  const actions = await editor.actions(access, '"Allow"');
  const titles = actions.map(({ title }) => title);
  expect(titles).toContain("Explain KV101");
  expect(titles.filter((title) => /^(?:Suppress|Set defaultAction)/.test(title))).toEqual([]);
});

it("do not call a suppression unused that accepts a compiled template", async () => {
  const editor = await editorOf(files);
  await editor.open(access, accessText, "jsonc");
  expect((await editor.problems(access)).filter((each) => each.startsWith("KV902"))).toEqual(["KV902 KV103"]);
});

it("name the property that was probably intended", async () => {
  const text = `{
    "version": 1,
    "sources": { "office": { "ipp": "192.0.2.1" }, "home": { "colour": "red" } },
    "tests": [{ "form": "office", "to": "*", "expect": "deny" }]
  }`;
  const editor = await editorOf({ [access]: text });
  await editor.open(access, text, "jsonc");
  const found = await editor.diagnostics(access);
  expect(found.map(({ message, range }) => [message, sliceOf(text, range, "utf-16")])).toEqual([
    ["Unknown property 'ipp'; did you mean 'ip'?", '"ipp"'],
    ["Missing property 'ip', 'subnet', 'service', 'tag', 'consumer', or 'any'.", '{ "colour": "red" }'],
    ["Missing property 'from'.", "{"],
    ["Unknown property 'form'; did you mean 'from'?", '"form"'],
  ]);
});

it("name a parameter file that is missing, without which a test has no environment", async () => {
  const text = `{
    "version": 1,
    "environments": { "dev": { "set": { "action": "Deny" } }, "stage": { "parameters": "stge.bicepparam" } },
    "tests": [{ "from": "internet", "to": "kv", "expect": "deny", "environment": "stage" }]
  }`;
  const editor = await editorOf({ [access]: text, [main]: template });
  await editor.open(access, text, "jsonc");
  const found = await editor.diagnostics(access);
  expect(found.map(({ message, range }) => [message, sliceOf(text, range, "utf-16")])).toEqual([
    ["Parameter file 'stge.bicepparam' was not found or cannot be read.", "stge.bicepparam"],
    ["Environment 'stage' sets no parameter or variable of these templates.", "stage"],
  ]);
});

it("name a parameter that no template has, unless some of a template is not read", async () => {
  const text = `{
    "version": 1,
    "environments": { "dev": { "set": { "acton": "Deny", "size": 1 } } }
  }`;
  const editor = await editorOf({ [access]: text, [main]: template });
  await editor.open(access, text, "jsonc");
  const said = async (): Promise<readonly unknown[]> =>
    (await editor.diagnostics(access)).map(({ message }) => message);
  expect(await said()).toEqual([
    "No template here has a parameter or variable 'acton'; did you mean 'action'?",
    "No template here has a parameter or variable 'size'.",
  ]);
  const actions = await editor.actions(access, "acton");
  expect(actions.map(({ title }) => title)).toEqual(["Change 'acton' to 'action'"]);
  await editor.open(main, `${template}\nparam size`, "bicep");
  expect(await said()).toEqual([]);
});

it("include rules that do not exist and names that are taken, which the schema of an editor does not know", async () => {
  const text = `{ "version": 2, "sources": { "internet": { "ip": "192.0.2.1" } }, "rules": { "wide-ip-rul": "off", "policy-of-the-house": "hint" } }`;
  for (const [checksSchema, others] of [
    [true, []],
    [false, ["Expected 1."]],
  ] as const) {
    const editor = await editorOf({ [access]: text }, { initializationOptions: { checksSchema } });
    await editor.open(access, text, "jsonc");
    const messages = (await editor.diagnostics(access)).map(({ message }) => message);
    expect(messages).toEqual([
      ...others,
      "'internet' already has a meaning in access files; choose another name.",
      "Unknown rule 'wide-ip-rul'; did you mean wide-ip-rule?",
    ]);
  }
});

it("are offered the name, and the property, that was probably intended, also in German", async () => {
  const text = `{
  "version": 1,
  "sources": { "office": { "ip": "192.0.2.1" }, "home": { "ipp": "192.0.2.2" } },
  "tests": [
    { "from": "ofice", "to": "kv", "expect": "deny" },
    { "from": "office", "to": "kv-shpo", "expect": "deny" }
  ]
}`;
  const shop = vaultText("kv", rules("Deny"), "'kv-shop'");
  for (const [locale, change] of [
    ["en", (from: string, to: string) => `Change '${from}' to '${to}'`],
    ["de", (from: string, to: string) => `'${from}' in '${to}' ändern`],
  ] as const) {
    const editor = await editorOf({ [access]: text, [main]: shop }, { locale });
    await editor.open(access, text, "jsonc");
    for (const [from, to] of [
      ["ofice", "office"],
      ["kv-shpo", "kv-shop"],
      ["ipp", "ip"],
    ] as const) {
      const actions = await editor.actions(access, `"${from}"`);
      const [first, ...others] = actions;
      expect(first).toMatchObject({ title: change(from, to), isPreferred: true });
      expect(first?.diagnostics).toHaveLength(1);
      expect(editor.edited(access, first?.edit)).toBe(text.replace(`"${from}"`, `"${to}"`));
      expect(others.map(({ title }) => title).filter((title) => title.includes("KV602"))).toHaveLength(
        from === "ipp" ? 0 : 1,
      );
    }
  }
});

it("are offered the name that was probably intended where there is no template yet", async () => {
  const text = `{ "version": 1, "sources": { "office": { "ip": "192.0.2.1" } },
  "tests": [{ "from": "ofice", "to": "kv", "expect": "deny" }] }`;
  const editor = await editorOf({ [access]: text });
  await editor.open(access, text, "jsonc");
  expect((await editor.actions(access, '"ofice"')).map(({ title }) => title)).toContain(
    "Change 'ofice' to 'office'",
  );
});
