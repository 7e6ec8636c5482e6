import { afterAll, expect, it } from "vitest";
import { type Workspace, workspace } from "./workspace.ts";

/** What the rows of `vaults` say, and the listing of rules. */
const opened: Workspace[] = [];
afterAll(() => {
  for (const each of opened) each.remove();
});

function open(files: Readonly<Record<string, string>>): Workspace {
  const folder = workspace(files);
  opened.push(folder);
  return folder;
}

const vault = (properties: string): string => `param action string
param access string
param rules array

resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv1'
  location: 'westeurope'
  properties: { tenantId: subscription().tenantId, sku: { family: 'A', name: 'standard' }, ${properties} }
}
`;

it("rules of which none is known are not known, rather than possibly more", () => {
  const folder = open({
    "main.bicep": vault(
      "publicNetworkAccess: access, networkAcls: { defaultAction: action, ipRules: rules, virtualNetworkRules: [...rules, { id: 'a' }] }",
    ),
  });
  const { out } = folder.run("vaults", "--details", "./");
  expect(out).toMatch(/IP rules +not known\n/);
  expect(out).toMatch(/subnet rules +a, possibly more\n/);
  expect(folder.run("vaults", "--details", "./", "--lang", "de").out).toMatch(/IP-Regeln +nicht bekannt\n/);
});

it("what an answer depends on is a list in the language", () => {
  const folder = open({
    "main.bicep": vault(
      "publicNetworkAccess: access, networkAcls: { defaultAction: action, ipRules: rules }",
    ),
  });
  const simulate = ["simulate", "--from", "203.0.113.7"] as const;
  expect(folder.run(...simulate, "./").out).toContain(
    "(depends on parameter access, parameter action, and parameter rules)",
  );
  expect(folder.run("vaults", "--details", "./").out).toMatch(
    /exposure +depends on parameter access and parameter action\n/,
  );
  expect(folder.run(...simulate, "./", "--lang", "de").out).toContain(
    "Parameter access, Parameter action und Parameter rules",
  );
});

it("a list of vaults without their properties says nothing about private endpoints", () => {
  const id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers";
  const listed = {
    id: `${id}/Microsoft.KeyVault/vaults/kv1`,
    name: "kv1",
    type: "Microsoft.KeyVault/vaults",
    location: "westeurope",
    properties: null,
  };
  const endpoint = `
resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe'
  properties: {
    subnet: { id: '${id}/Microsoft.Network/virtualNetworks/v/subnets/s' }
    privateLinkServiceConnections: [
      { name: 'kv', properties: { privateLinkServiceId: kv.id, groupIds: ['vault'] } }
    ]
  }
}
`;
  const folder = open({
    "list.json": JSON.stringify([listed]),
    "shown.json": JSON.stringify({ ...listed, properties: { enableSoftDelete: true } }),
    "infra/main.bicep": `${vault("publicNetworkAccess: 'Disabled'")}${endpoint}`,
    ".keyvault-access.jsonc": JSON.stringify({ version: 1, rules: { KV703: "warning" } }),
  });
  expect(folder.run("vaults", "--details", "./list.json").out).toMatch(/private endpoints +not known\n/);
  expect(folder.run("vaults", "--details", "./shown.json").out).toMatch(/private endpoints +0\n/);
  const found = (state: string): readonly string[] =>
    folder.json("check", state).report.findings.map(({ code }) => code);
  expect(found("./list.json")).not.toContain("KV703");
  expect(found("./shown.json")).toContain("KV703");
  const driftFrom = (state: string): readonly string[] =>
    folder
      .json("diff", "--against", folder.path(state), "./infra")
      .report.drift.map(({ property }) => property);
  expect(driftFrom("list.json")).toEqual([]);
  expect(driftFrom("shown.json")).toContain("privateEndpointConnections");
});

it("of a vault that is only looked up, other templates may declare private endpoints", () => {
  const lookup = (root: string): string => `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: '${root}'
}
`;
  const folder = open({
    "elsewhere/main.bicep": lookup("kv-elsewhere"),
    "here/main.bicep": vault("publicNetworkAccess: 'Disabled'"),
    "here/lookup.bicep": lookup("kv1"),
  });
  expect(folder.run("vaults", "--details", "./elsewhere").out).toMatch(/private endpoints +not known\n/);
  expect(folder.run("simulate", "--from", "internet", "./elsewhere").out).toContain(
    "No private endpoint is known.",
  );
  expect(folder.run("vaults", "--details", "./here").out).toMatch(/private endpoints 0\n/);
});

it("a vault says which perimeter it is associated with", () => {
  const perimeter = (mode: string, rules: string): string => `
resource nsp 'Microsoft.Network/networkSecurityPerimeters@2024-07-01' = {
  name: 'nsp'
  location: 'westeurope'
  resource profile 'profiles' = {
    name: 'profile'
    ${rules}
  }
  resource association 'resourceAssociations' = {
    name: 'kv'
    properties: { ${mode}privateLinkResource: { id: kv.id }, profile: { id: profile.id } }
  }
}
`;
  const office =
    "resource office 'accessRules' = { name: 'office', properties: { direction: 'Inbound', addressPrefixes: ['203.0.113.0/24'] } }";
  const closed = vault(
    "publicNetworkAccess: 'Disabled', networkAcls: { defaultAction: 'Deny', bypass: 'None' }",
  );
  const rows = (text: string, ...argv: readonly string[]): readonly string[] =>
    open({ "main.bicep": text })
      .run("vaults", "--details", "./", ...argv)
      .out.split("\n")
      .filter((line) => /^ +perimeter /i.test(line))
      .map((line) => line.trim().replace(/ +/, " "));
  expect(rows(closed)).toEqual([]);
  expect(rows(closed + perimeter("", office))).toEqual(["perimeter nsp (Learning), 1 inbound rule"]);
  expect(rows(closed + perimeter("accessMode: 'Enforced', ", ""), "--lang", "de")).toEqual([
    "Perimeter nsp (Enforced), 0 Eingangsregeln",
  ]);
  expect(rows(closed + perimeter("accessMode: action, ", office))).toEqual([
    "perimeter nsp (depends on parameter action), 1 inbound rule",
  ]);
  const folder = open({ "main.bicep": closed + perimeter("", office) });
  expect(folder.json("vaults", "./").report.vaults.map(({ perimeters }) => perimeters)).toEqual([
    [{ name: "nsp", mode: "Learning", inboundRules: 1, inboundRulesOpen: false, certain: true }],
  ]);
  expect(folder.run("vaults", "--details", "./", "--format", "markdown").out).toContain(
    "| nsp (Learning), 1 inbound rule |",
  );
});

it("the names of rules are in a column of their own", () => {
  const lines = open({}).run("rules").out.trimEnd().split("\n");
  const starts = lines.map((line) => /^KV\d+ +\S+ +\S+ +/.exec(line)?.[0].length);
  expect(new Set(starts).size).toBe(1);
  expect(lines.every((line) => / {2}\S+ {2,}\S/.test(line))).toBe(true);
});
