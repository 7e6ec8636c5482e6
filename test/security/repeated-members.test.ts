import { describe, expect, test } from "vitest";
import { analyze, reportVaults } from "../../server/src/core/index.ts";
import { summarizeVaults } from "../../server/src/core/report/summary.ts";
import { english } from "../../server/src/core/words/en/english.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { runInMemory } from "../support/memory-cli.ts";

const schema = `"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"`;
const vault = (action: string, more = ""): string =>
  `{ "type": "Microsoft.KeyVault/vaults", "apiVersion": "2026-02-01", "name": "kv", ${more}
     "properties": { "networkAcls": { "bypass": "None", "defaultAction": "${action}" } } }`;
const parameter = "[parameters('a')]";

const templates: Readonly<Record<string, string>> = {
  resources: `"resources": [], "resources": [${vault("Allow")}]`,
  type: `"resources": [{ "type": "Microsoft.Storage/storageAccounts", ${vault("Allow").slice(1)}]`,
  condition: `"resources": [${vault("Allow", '"condition": false, "condition": true,')}]`,
  "count of a copy": `"resources": [${vault("Allow", '"copy": { "name": "c", "count": 0, "count": 1 },')}]`,
  parameters: `"parameters": { "a": { "type": "string", "defaultValue": "Deny" } },
    "parameters": { "a": { "type": "string", "defaultValue": "Allow" } }, "resources": [${vault(parameter)}]`,
  default: `"parameters": { "a": { "type": "string", "defaultValue": "Deny", "defaultValue": "Allow" } },
    "resources": [${vault(parameter)}]`,
  variables: `"variables": { "a": "Deny" }, "variables": { "a": "Allow" }, "resources": [${vault("[variables('a')]")}]`,
};

test.each(Object.entries(templates))("repeated %s end with 2 and say where", (_, text) => {
  for (const each of [text, text.replace('"resources": [', '"resources": [ ')]) {
    const { status, report } = runInMemory({ "main.json": `{ ${schema}, ${each} }` });
    expect(status).toBe(2);
    expect(report.errors.some(({ file, line }) => file.endsWith("main.json") && line > 0)).toBe(true);
  }
});

test("a vault that the last of two lists does not declare ends with 2", () => {
  const files = { "main.json": `{ ${schema}, "resources": [${vault("Allow")}], "resources": [] }` };
  expect(runInMemory(files).status).toBe(2);
});

test("a repeated value of a parameter file ends with 2", () => {
  const template = `{ ${schema}, "parameters": { "a": { "type": "string" } }, "resources": [${vault(parameter)}] }`;
  const values = `{ ${schema.replace("Template", "Parameters")}, "parameters": { "a": { "value": "Allow", "value": "Deny" } } }`;
  expect(runInMemory({ "main.json": template, "main.parameters.json": values }).status).toBe(2);
});

test.each([
  [
    "the first action",
    '"networkAcls": { "defaultAction": "Allow", "defaultAction": "Deny" }',
    "defaultAction",
    "Allow",
  ],
  [
    "the last action",
    '"networkAcls": { "defaultAction": "Deny", "defaultAction": "Allow" }',
    "defaultAction",
    "Allow",
  ],
  [
    "the first object",
    '"networkAcls": { "defaultAction": "Allow" }, "networkAcls": { "defaultAction": "Deny" }',
    "networkAcls",
    "#1",
  ],
  ["a value of a variable", `"networkAcls": { "defaultAction": "[variables('v').a]" }`, "a", "Allow"],
])("of repeated members, %s is named if it opens the vault", (_, properties, name, value) => {
  const kv = vault("Deny").replace(/"networkAcls": \{[^}]*\}/, properties);
  const main = `{ ${schema}, "variables": { "v": { "a": "Allow", "a": "Deny" } }, "resources": [${kv}] }`;
  const { status, report } = runInMemory({ "main.json": main });
  expect(status).toBe(2);
  expect(report.findings.filter(({ code }) => code === "KV101").map(({ message }) => message)).toEqual([
    `With ${name}/${name} = "${value}": 'kv' is reachable from any public address: defaultAction is Allow.`,
  ]);
  expect(report.vaults).toMatchObject([{ exposure: "depends" }]);
});

test("repeated members with equal values are not uncertain", () => {
  const kv = vault("Deny", "").replace('"bypass": "None"', '"bypass": "None", "bypass": "None"');
  const { status, report } = runInMemory({ "main.json": `{ ${schema}, "resources": [${kv}] }` });
  expect([status, report.vaults.map(({ exposure }) => exposure)]).toEqual([2, ["private"]]);
});

test("members of one name in two objects are none that are repeated", () => {
  const two = `${vault("Deny")}, ${vault("Deny").replace('"kv"', '"kv2"')}`;
  const { status, report } = runInMemory({ "main.json": `{ ${schema}, "resources": [${two}] }` });
  expect([status, report.errors]).toEqual([0, []]);
});

const spelled: Readonly<Record<string, string>> = {
  resources: `"resources": [], "Resources": [${vault("Allow")}]`,
  type: `"resources": [{ "Type": "Microsoft.Storage/storageAccounts", ${vault("Allow").slice(1)}]`,
  condition: `"resources": [${vault("Allow", '"condition": false, "Condition": true,')}]`,
  "count of a copy": `"resources": [${vault("Allow", '"copy": { "name": "c", "count": 0, "Count": 1 },')}]`,
  properties: `"resources": [${vault("Deny", '"Properties": { "networkAcls": { "defaultAction": "Allow" } },')}]`,
  "default of a parameter": `"parameters": { "a": { "type": "string", "defaultValue": "Deny", "DefaultValue": "Allow" } },
    "resources": [${vault(parameter)}]`,
  parameters: `"parameters": { "A": { "type": "string", "defaultValue": "Allow" }, "a": { "type": "string", "defaultValue": "Deny" } },
    "resources": [${vault(parameter)}]`,
  variables: `"variables": { "a": "Allow", "A": "Deny" }, "resources": [${vault("[variables('a')]")}]`,
};

test.each(Object.entries(spelled))("two spellings of %s end with 2 and say where", (_, text) => {
  const { status, report } = runInMemory({ "main.json": `{ ${schema}, ${text} }` });
  expect(status).toBe(2);
  expect(report.errors.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^'.*' is already in this object/) as unknown,
  ]);
});

test("two spellings of a value in a parameter file end with 2", () => {
  const template = `{ ${schema}, "parameters": { "a": { "type": "string" } }, "resources": [${vault(parameter)}] }`;
  const values = `{ ${schema.replace("Template", "Parameters")}, "parameters": { "a": { "value": "Deny", "Value": "Allow" } } }`;
  expect(runInMemory({ "main.json": template, "main.parameters.json": values }).status).toBe(2);
});

test.each(['"tags": { "name": "a", "Name": "b" },', '"tags": { "env": "a", "Env": "b" },'])(
  "what authors name in %s is not compared without case",
  (tags) => {
    const { status, report } = runInMemory({
      "main.json": `{ ${schema}, "resources": [${vault("Deny", tags)}] }`,
    });
    expect([status, report.errors]).toEqual([0, []]);
  },
);

const acls = (members: string): string =>
  `{ ${schema}, "resources": [{ "type": "Microsoft.KeyVault/vaults", "apiVersion": "2026-02-01", "name": "kv",
     "properties": { ${members} } }] }`;
const rules = (key: string, action: string): string =>
  `"${key}": { "bypass": "None", "defaultAction": "${action}" }`;

describe("two spellings of a property", () => {
  const open = acls(`${rules("networkAcls", "Deny")}, ${rules("NetworkAcls", "Allow")}`);
  const choice = "networkAcls/NetworkAcls";

  test("are a finding that names the open one, and end with 1", () => {
    const { status, report } = runInMemory({ "main.json": open });
    expect([status, report.errors]).toEqual([1, []]);
    const said = report.findings.filter(({ code }) => code === "KV101").map(({ message }) => message);
    expect(said).toEqual([
      `With ${choice} = "NetworkAcls": 'kv' is reachable from any public address: defaultAction is Allow.`,
    ]);
  });

  test("are cases of the exposure, and the line above the vault names the open one", () => {
    const worlds = analyze({
      root: "/w/main.json",
      files: filesInMemory({ "/w/main.json": open }),
    }).worlds;
    expect(reportVaults(worlds).map(({ exposure, cases }) => [exposure, cases])).toEqual([
      [
        "depends",
        [
          { when: { [choice]: "networkAcls" }, exposure: "private" },
          { when: { [choice]: "NetworkAcls" }, exposure: "public" },
        ],
      ],
    ]);
    expect([...summarizeVaults(worlds, english).values()]).toEqual([
      expect.stringMatching(
        / · open to any network with networkAcls\/NetworkAcls = "NetworkAcls"$/,
      ) as unknown,
    ]);
  });

  test.each([
    ["both closed", acls(`${rules("networkAcls", "Deny")}, ${rules("NetworkAcls", "Deny")}`)],
    [
      "a tag",
      acls(rules("networkAcls", "Deny")).replace(
        '"name"',
        '"tags": { "defaultAction": "Deny", "DefaultAction": "Allow" }, "name"',
      ),
    ],
  ])("do not matter where they decide nothing: %s", (_, text) => {
    const { status, report } = runInMemory({ "main.json": text });
    expect([status, report.errors]).toEqual([0, []]);
  });
});

/** Expressions that make an object of others, each as a template in Bicep and in ARM JSON. */
const made: Readonly<Record<string, (a: string, b: string) => string>> = {
  "union() with nothing": (a, b) =>
    `union(createObject('networkAcls', ${a}, 'NetworkAcls', ${b}), createObject())`,
  "union() in the middle": (a, b) =>
    `union(createObject('sku', 's'), createObject('networkAcls', ${a}, 'NetworkAcls', ${b}), createObject('x', 1))`,
  "intersection()": (a, b) =>
    `intersection(createObject('networkAcls', ${a}, 'NetworkAcls', ${b}), createObject('networkAcls', ${a}, 'NetworkAcls', ${b}))`,
  "json()": () =>
    `json('{"networkAcls":{"bypass":"None","defaultAction":"Deny"},"NetworkAcls":{"bypass":"None","defaultAction":"Allow"}}')`,
};
const objectOf = (action: string): string => `createObject('bypass', 'None', 'defaultAction', '${action}')`;
const armWith = (expression: string): string =>
  `{ ${schema}, "resources": [{ "type": "Microsoft.KeyVault/vaults", "apiVersion": "2026-02-01", "name": "kv",
     "properties": ${JSON.stringify(`[${expression}]`)} }] }`;
const bicepWith = (properties: string): string =>
  `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {\n  name: 'kv'\n  properties: ${properties}\n}\n`;

const literal = (action: string): string => `{ bypass: 'None', defaultAction: '${action}' }`;
const twice = `{ networkAcls: ${literal("Deny")}, NetworkAcls: ${literal("Allow")} }`;
const computed: readonly (readonly [string, string, string])[] = [
  ...Object.entries(made).map(
    ([name, write]) =>
      [`${name} in ARM JSON`, "main.json", armWith(write(objectOf("Deny"), objectOf("Allow")))] as const,
  ),
  ["union() in Bicep", "main.bicep", bicepWith(`union(${twice}, {})`)],
  ["a later union() in Bicep", "main.bicep", bicepWith(`union({ sku: 's' }, ${twice}, { x: 1 })`)],
  ["mapValues() in Bicep", "main.bicep", bicepWith(`mapValues(${twice}, each => each)`)],
  ["a parameter in Bicep", "main.bicep", `param p object = union(${twice}, {})\n${bicepWith("p")}`],
];

test.each(computed)("two spellings that %s leaves are cases, and the open one is named", (_, name, text) => {
  const { status, report } = runInMemory({ [name]: text });
  const choice = "networkAcls/NetworkAcls";
  expect([status, report.errors]).toEqual([1, []]);
  expect(report.findings.filter(({ code }) => code === "KV101").map(({ message }) => message)).toEqual([
    `With ${choice} = "NetworkAcls": 'kv' is reachable from any public address: defaultAction is Allow.`,
  ]);
  expect(report.vaults.map(({ cases }) => cases)).toEqual([
    [
      { when: { [choice]: "networkAcls" }, exposure: "private" },
      { when: { [choice]: "NetworkAcls" }, exposure: "public" },
    ],
  ]);
});

test.each([
  ["the later one wins", "union({ networkAcls: a }, { NetworkAcls: b })", "public"],
  ["the later one wins", "union({ NetworkAcls: b }, { networkAcls: a })", "private"],
  ["a closed one is the same", "union({ networkAcls: a, NetworkAcls: a }, {})", "private"],
])("union() of two objects is certain: %s in %s", (_, expression, exposure) => {
  const values = expression
    .replace(/: a\b/g, `: ${literal("Deny")}`)
    .replace(/: b\b/g, `: ${literal("Allow")}`);
  const { report } = runInMemory({ "main.bicep": bicepWith(values) });
  expect(report.vaults).toMatchObject([{ exposure, cases: [] }]);
});

const ip = (...ranges: readonly string[]): string =>
  `[${ranges.map((range) => `{ "value": "${range}" }`).join(", ")}]`;
const deny = '"bypass": "None", "defaultAction": "Deny"';

test.each([
  [
    "an IP rule that is wide",
    `"networkAcls": { ${deny}, "ipRules": ${ip("203.0.113.7")}, "IpRules": ${ip("203.0.0.0/16")} }`,
    "KV103: With ipRules/IpRules = \"IpRules\": 203.0.0.0/16 allows 65,536 addresses to reach 'kv'.",
  ],
  [
    "an IP rule that allows all",
    `"networkAcls": { ${deny}, "ipRules": [], "IpRules": ${ip("0.0.0.0/0")} }`,
    "KV102: With ipRules/IpRules = \"IpRules\": 0.0.0.0/0 allows every public IPv4 address to reach 'kv'.",
  ],
  [
    "the bypass",
    `"publicNetworkAccess": "Disabled", "networkAcls": { ${deny}, "Bypass": "AzureServices" }`,
    "KV107: With bypass/Bypass = \"Bypass\": Trusted services can still reach 'kv'; nothing declared here needs them.",
  ],
])("of two spellings, %s is named", (_, properties, said) => {
  const { report } = runInMemory({ "main.json": acls(properties) });
  expect(report.findings.map(({ code, message }) => `${code}: ${message}`)).toContain(said);
  const closed = properties
    .replace("203.0.0.0/16", "203.0.113.7")
    .replace("0.0.0.0/0", "203.0.113.7")
    .replace("AzureServices", "None");
  const codes = runInMemory({ "main.json": acls(closed) }).report.findings.map(({ code }) => code);
  expect(codes).not.toContain(said.slice(0, 5));
});

test("of two spellings, lists that let more in are named in the line above the vault", () => {
  const subnet =
    '[{ "id": "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/s" }]';
  for (const [name, list] of [
    ["ipRules", ip("203.0.113.7")],
    ["virtualNetworkRules", subnet],
  ] as const) {
    const other = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    for (const [first, second] of [
      ["[]", list],
      [list, "[]"],
    ] as const) {
      const text = acls(`"networkAcls": { ${deny}, "${name}": ${first}, "${other}": ${second} }`);
      const { worlds } = analyze({ root: "/w/main.json", files: filesInMemory({ "/w/main.json": text }) });
      const named = second === list ? other : name;
      const end = ` · open to selected networks with ${name}/${other} = "${named}"`;
      expect([...summarizeVaults(worlds, english).values()].map((line) => line.endsWith(end))).toEqual([
        true,
      ]);
    }
  }
});
