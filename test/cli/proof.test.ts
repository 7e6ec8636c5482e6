import { afterAll, describe, expect, test } from "vitest";
import { type Workspace, workspace } from "./workspace.ts";

type Files = Readonly<Record<string, string>>;

const opened: Workspace[] = [];
afterAll(() => {
  for (const each of opened) each.remove();
});

/** Compares two versions of some files. */
function diff(before: Files, after: Files, ...more: readonly string[]) {
  const under = (folder: string, files: Files): Files =>
    Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]));
  const at = workspace({ ...under("old", before), ...under("new", after) });
  opened.push(at);
  const argv = ["diff", "./new", "--base", at.path("old"), ...more] as const;
  return { ...at.json(...argv), in: (format: string) => at.run(...argv, "--format", format) };
}

const vault = (acls: string, more = ""): string =>
  `${more}resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-shop'
  properties: { ${acls} }
}
`;
const rules = (...values: readonly string[]): string =>
  `networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [${values.map((each) => `{ value: '${each}' }`).join(", ")}] }`;
const closed = "publicNetworkAccess: 'Disabled'";
const inBicep = (acls: string, more = ""): Files => ({ "main.bicep": vault(acls, more) });

describe("--fail-on", () => {
  test.each<readonly [string, Files, Files, Readonly<Record<"gained" | "lost" | "changed", number>>]>([
    [
      "addresses that gain access",
      inBicep(rules("203.0.113.0/25")),
      inBicep(rules("203.0.113.0/24")),
      { gained: 1, lost: 0, changed: 1 },
    ],
    [
      "addresses that lose access",
      inBicep(rules("203.0.113.0/24")),
      inBicep(rules("203.0.113.0/25")),
      { gained: 0, lost: 1, changed: 1 },
    ],
    [
      "one range in place of another",
      inBicep(rules("203.0.113.0/24")),
      inBicep(rules("198.51.100.0/24")),
      { gained: 1, lost: 1, changed: 1 },
    ],
    ["the internet", inBicep(rules()), inBicep(""), { gained: 1, lost: 0, changed: 1 }],
    ["a new vault that is open", {}, inBicep(""), { gained: 1, lost: 0, changed: 1 }],
    ["a new vault open to addresses", {}, inBicep(rules("203.0.113.7")), { gained: 1, lost: 0, changed: 1 }],
    ["a new vault that is closed", {}, inBicep(closed), { gained: 0, lost: 0, changed: 0 }],
    ["a vault that is gone", inBicep(rules("203.0.113.7")), {}, { gained: 0, lost: 0, changed: 1 }],
    ["a closed vault that is gone", inBicep(closed), {}, { gained: 0, lost: 0, changed: 0 }],
    [
      "rules in another order",
      inBicep(rules("203.0.113.7", "198.51.100.7")),
      inBicep(rules("198.51.100.7", "203.0.113.7")),
      { gained: 0, lost: 0, changed: 0 },
    ],
    [
      "two halves in place of a range",
      inBicep(rules("203.0.113.0/24")),
      inBicep(rules("203.0.113.0/25", "203.0.113.128/25")),
      { gained: 0, lost: 0, changed: 0 },
    ],
  ])("%s", (_, before, after, expected) => {
    const empty = { "other.bicep": "param x string\n" };
    for (const [gate, status] of Object.entries(expected))
      expect([gate, diff({ ...empty, ...before }, { ...empty, ...after }, "--fail-on", gate).status]).toEqual(
        [gate, status],
      );
  });

  test("is for two versions, and has three values", () => {
    const at = workspace({ "main.bicep": vault(closed), "state.json": "{}" });
    opened.push(at);
    expect(at.run("diff", "./", "--against", "./state.json", "--fail-on", "gained")).toMatchObject({
      status: 2,
    });
    expect(at.run("diff", "./", "--base", "./", "--fail-on", "more").error).toContain(
      "gained, lost, changed",
    );
    expect(at.run("check", "./", "--fail-on", "gained").status).toBe(2);
  });
});

describe("a proof", () => {
  test("has sets, counts and witnesses, and says of a vault that is new what it allows", () => {
    const { report } = diff(
      inBicep(rules("203.0.113.0/25", "198.51.100.7")),
      inBicep(rules("203.0.113.0/24")),
    );
    const sum = report.changes.find(({ from }) => from === "public addresses");
    expect(sum).toMatchObject({
      ...{
        kind: "changed",
        callerKind: "addresses",
        before: "partial",
        after: "partial",
        line: 3,
        repeats: true,
      },
      ...{ gained: ["203.0.113.128/25"], lost: ["198.51.100.7/32"], undecided: [] },
      counts: { gained: 128, lost: 1, undecided: 0 },
      witness: { gained: "203.0.113.128", lost: "198.51.100.7" },
    });
    expect(report.proof).toMatchObject({
      complete: true,
      undecided: 0,
      unread: 0,
      assumptions: [],
      missing: [],
    });
    const empty = { "other.bicep": "param x string\n" };
    const added = diff(empty, { ...empty, ...inBicep(rules("203.0.113.7")) }).report.changes;
    expect(added.find(({ callerKind }) => callerKind === "vault")).toMatchObject({
      ...{ kind: "added", before: null, after: "partial", gained: ["203.0.113.7/32"] },
    });
  });

  const param = (list: string, more = ""): Files =>
    inBicep(
      `networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: ${list} }`,
      `param ips array\n${more}`,
    );
  const loop = "[for ip in ips: { value: ip }]";
  const except = "[for ip in filter(ips, each => each != own): { value: ip }]";
  const valueOf = (own: string): string =>
    `using 'main.bicep'\nparam ips = readEnvironmentVariable('IPS')\nparam own = '${own}'\n`;

  test.each<readonly [string, Files, Files, boolean]>([
    ["where the unknown rules are the same", param(loop), param(loop, "param other string\n"), true],
    [
      "where they are filtered",
      param(loop),
      param("[for ip in filter(ips, each => each != '203.0.113.7'): { value: ip }]"),
      false,
    ],
    [
      "where a variable between them changes",
      param("rules", `var rules = ${loop}\n`),
      param("rules", "var rules = [for ip in skip(ips, 1): { value: ip }]\n"),
      false,
    ],
    [
      "where the default of a parameter between them changes",
      param(except, "param own string = '203.0.113.7'\n"),
      param(except, "param own string = '203.0.113.8'\n"),
      false,
    ],
    [
      "where a default that the default is made of changes",
      param(except, "param other string = '203.0.113.7'\nparam own string = other\n"),
      param(except, "param other string = '203.0.113.8'\nparam own string = other\n"),
      false,
    ],
    [
      "where a file gives a parameter between them something else",
      { ...param(except, "param own string\n"), "main.bicepparam": valueOf("203.0.113.7") },
      { ...param(except, "param own string\n"), "main.bicepparam": valueOf("203.0.113.8") },
      false,
    ],
    [
      "where the default of another parameter changes",
      param(except, "param own string = '203.0.113.7'\nparam other string = 'a'\n"),
      param(except, "param own string = '203.0.113.7'\nparam other string = 'b'\n"),
      true,
    ],
    [
      "where the variable only moves",
      param("rules", `var rules = ${loop}\n`),
      param("rules", `\n\nvar rules = ${loop}\n`),
      true,
    ],
    [
      "where the call of a module gives it something else",
      {
        "main.bicep": "param a array\nparam b array\nmodule m 'kv.bicep' = { params: { ips: a } }\n",
        "kv.bicep": param(loop)["main.bicep"] ?? "",
      },
      {
        "main.bicep": "param a array\nparam b array\nmodule m 'kv.bicep' = { params: { ips: b } }\n",
        "kv.bicep": param(loop)["main.bicep"] ?? "",
      },
      false,
    ],
    [
      "where a rule is known, and the rest is the same",
      param("concat(ips, [{ value: '203.0.113.7' }])"),
      param("concat(ips, [{ value: '203.0.113.7' }])", "// moved\n"),
      true,
    ],
  ])("%s", (_, before, after, complete) => {
    const { report, status } = diff(before, after, "--fail-on-unknown");
    expect(report.proof?.complete).toBe(complete);
    expect((report.proof?.undecided ?? 0) > 0).toBe(!complete);
    expect(status).toBe(complete ? 0 : 3);
  });

  const module = (version: string, more = ""): Files => ({
    "main.bicep": `${more}${vault(closed)}module net 'br:example.azurecr.io/bicep/network:${version}' = { params: { vault: kv.id } }\n`,
  });

  test("rests on modules that are not read, and called in the same way", () => {
    const same = diff(module("1.0"), module("1.0", "param other string\n")).report.proof;
    expect(same).toMatchObject({ complete: true, unread: 0, missing: [] });
    expect(same?.assumptions).toMatchObject([{ kind: "module", file: "new/main.bicep", line: 6 }]);
    const other = diff(module("1.0"), module("1.1")).report.proof;
    expect(other).toMatchObject({ complete: false, unread: 2, assumptions: [] });
    expect(other?.missing.map(({ side, reason, file }) => `${side} ${reason} ${file}`).sort()).toEqual(
      ["after not downloaded new/main.bicep", "before not downloaded old/main.bicep"].map((each) =>
        each.replace("not downloaded", "not-downloaded"),
      ),
    );
  });

  /** A subnet whose way is not known, at a vault that changes. */
  const way = (list: string, more = "", tags = "a"): Files => ({
    "main.bicep": `param rules array
${more}
resource nsg 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg'
  properties: { securityRules: ${list} }
}
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.0.0.0/24'
          networkSecurityGroup: { id: nsg.id }
          serviceEndpoints: [{ service: 'Microsoft.KeyVault' }]
        }
      }
    ]
  }
}
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-shop'
  tags: { a: '${tags}' }
  properties: {
    networkAcls: { defaultAction: 'Deny', bypass: 'None', virtualNetworkRules: [{ id: vnet.properties.subnets[0].id }] }
  }
}
`,
  });
  const routes = (way: string, more = ""): Files => ({
    "main.tf": `variable "gateway" {}
${more}
resource "azurerm_virtual_network" "v" {
  name          = "vnet"
  address_space = ["10.0.0.0/16"]
}
resource "azurerm_subnet" "s" {
  name                 = "app"
  virtual_network_name = azurerm_virtual_network.v.name
  address_prefixes     = ["10.0.0.0/24"]
}
resource "azurerm_route_table" "r" {
  name = "routes"
  route {
    name                   = "out"
    address_prefix         = "0.0.0.0/0"
    next_hop_type          = "VirtualAppliance"
    next_hop_in_ip_address = ${way}
  }
}
resource "azurerm_subnet_route_table_association" "a" {
  subnet_id      = azurerm_subnet.s.id
  route_table_id = azurerm_route_table.r.id
}
resource "azurerm_key_vault" "kv" {
  name = "kv-shop"
}
`,
  });
  test.each<readonly [string, Files, Files, boolean]>([
    ["where only the vault is written otherwise", way("rules"), way("rules", "", "b"), true],
    ["where the rules of its security group are filtered", way("rules"), way("skip(rules, 1)"), false],
    [
      "where a variable of them changes",
      way("own", "var own = take(rules, 1)"),
      way("own", "var own = take(rules, 2)"),
      false,
    ],
    ["where something else is added", way("rules"), way("rules", "param other string"), true],
    ["where its next hop is the same", routes("var.gateway"), routes("var.gateway", "# moved"), true],
    [
      "where its next hop is made of the same in another way",
      routes("cidrhost(var.gateway, 4)"),
      routes("cidrhost(var.gateway, 5)"),
      false,
    ],
    [
      "where a local of its next hop changes",
      routes("local.hop", 'locals { hop = cidrhost("${var.gateway}/24", 4) }'),
      routes("local.hop", 'locals { hop = cidrhost("${var.gateway}/24", 5) }'),
      false,
    ],
  ])("of a subnet whose way is not known, %s", (_, before, after, complete) => {
    const { report } = diff(before, after);
    expect(report.proof?.complete).toBe(complete);
    expect(report.changes).toEqual([]);
    expect(report.proof?.undecided).toBe(complete ? 0 : 1);
  });

  test("names the jobs of which nothing says where they call from, unless nothing that they call changes", () => {
    const job = (more = "", pool = "ours") =>
      `pool: ${pool}\nsteps:\n${more}  - script: az keyvault secret show --vault-name kv-shop --name s\n`;
    const at = (acls: string, ...more: Parameters<typeof job>): Files => ({
      ...inBicep(acls),
      "azure-pipelines.yml": job(...more),
    });
    const { report, in: inFormat } = diff(at(rules()), at(""));
    expect(report.notCompared).toEqual(["pipeline:new/azure-pipelines.yml"]);
    expect(report.proof).toMatchObject({ complete: false, undecided: 0, unread: 0 });
    expect(report.proof?.missing).toMatchObject([
      { side: "both", reason: "not-compared", file: "new/azure-pipelines.yml", line: 3 },
    ]);
    expect(inFormat("comment").out).toContain("not proved: 1 caller not compared.");
    expect(diff(at(rules()), at(rules())).report.proof?.complete).toBe(true);
    expect(diff(at(rules()), at(rules(), "", "theirs")).report.proof?.complete).toBe(false);
    const known = diff(at(rules()), at(rules(), "", "{ vmImage: ubuntu-latest }")).report;
    expect(known.changes).toEqual([]);
    expect(known.notCompared).toHaveLength(1);
    expect(known.proof?.complete).toBe(false);
  });

  test("is none where only callers with names are compared", () => {
    expect(diff(module("1.0"), module("1.1"), "--from", "internet").report.proof).toBeNull();
  });
});

describe("for a pull request, a change is", () => {
  const one = (): ReturnType<typeof diff> =>
    diff(
      inBicep(rules("203.0.113.0/26")),
      inBicep(rules("203.0.113.0/25"), `param p string${"\n".repeat(2)}`),
    );

  test("a warning of GitHub at the line that decides, with the proof as a notice", () => {
    const { in: inFormat } = one();
    expect(inFormat("github").out.replaceAll(/file=[^,]*new/g, "file=new")).toBe(
      `::warning file=new/main.bicep,line=5,title=Access changes::203.0.113.0/25 → kv-shop: Partial → Allowed (+64 addresses: 203.0.113.64/26)
::notice title=keyvault-network::1 caller gains access to kv-shop: 203.0.113.0/25; no caller loses access; proved for what the repository declares.
`,
    );
  });

  test("said in German", () => {
    const { out } = diff(
      inBicep(rules("203.0.113.0/26")),
      inBicep(rules("203.0.113.0/25")),
      "--lang",
      "de",
    ).in("github");
    expect(out).toContain("(+64 Adressen: 203.0.113.64/26)");
    expect(out).toMatch(/::notice .*bewiesen/);
    expect(out).not.toMatch(/\b(?:gains?|loses?|proved|Allowed|addresses)\b/);
  });

  test("a result of SARIF at the line that decides", () => {
    const { runs } = JSON.parse(one().in("sarif").out) as {
      readonly runs: readonly { readonly results: readonly { readonly locations: unknown }[] }[];
    };
    expect(runs[0]?.results.map(({ locations }) => locations)).toMatchObject([
      [{ physicalLocation: { region: { startLine: 5 } } }],
    ]);
  });
});

describe("callers that come by what a template declares", () => {
  const endpoint = `resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe'
  properties: {
    subnet: { id: '/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/s' }
    privateLinkServiceConnections: [{ name: 'kv', properties: { privateLinkServiceId: kv.id, groupIds: ['vault'] } }]
  }
}
`;
  const perimeter = (
    rule: string,
  ): string => `resource perimeter 'Microsoft.Network/networkSecurityPerimeters@2024-07-01' = {
  name: 'nsp'
  resource profile 'profiles' = {
    name: 'default'
    resource rule 'accessRules' = { name: 'in', properties: { direction: 'Inbound', ${rule} } }
  }
  resource member 'resourceAssociations' = {
    name: 'kv'
    properties: { accessMode: 'Enforced', privateLinkResource: { id: kv.id }, profile: { id: profile.id } }
  }
}
`;
  const subscription = "subscriptions: [{ id: '/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590' }]";
  const addresses = "addressPrefixes: ['203.0.113.0/24']";
  const lines = (before: Files, after: Files): readonly string[] =>
    diff(before, after).report.changes.flatMap(({ from, callerKind, before: was, after: is }) =>
      ["privateEndpoint", "perimeter", "subscription"].includes(callerKind)
        ? [`${callerKind} ${from} ${String(was)} ${String(is)}`]
        : [],
    );

  test.each<readonly [string, Files, Files, readonly string[]]>([
    [
      "an endpoint that is added",
      inBicep(closed),
      inBicep(closed, endpoint),
      ["privateEndpoint privateEndpoint:pe denied allowed"],
    ],
    [
      "an endpoint that is gone",
      inBicep(closed, endpoint),
      inBicep(closed),
      ["privateEndpoint privateEndpoint:pe allowed denied"],
    ],
    ["an endpoint that stays", inBicep("", endpoint), inBicep(closed, endpoint), []],
    ["an endpoint of a vault that is open", inBicep(""), inBicep("", endpoint), []],
    [
      "an endpoint that may be there",
      inBicep(closed),
      inBicep(closed, `param isPrivate bool\n${endpoint.replace("= {", "= if (isPrivate) {")}`),
      ["privateEndpoint privateEndpoint:pe denied depends"],
    ],
    [
      "an endpoint that waits for an approval",
      inBicep(closed),
      inBicep(closed, endpoint.replace("privateLink", "manualPrivateLink")),
      [],
    ],
    [
      "a perimeter with a subscription",
      inBicep(closed),
      inBicep(closed, perimeter(subscription)),
      [
        "perimeter perimeter:member denied allowed",
        "subscription subscription:0b1f6471-1bf0-4dda-aec3-cb9272f09590 denied allowed",
      ],
    ],
    [
      "a subscription in place of addresses",
      inBicep(closed, perimeter(addresses)),
      inBicep(closed, perimeter(subscription)),
      ["subscription subscription:0b1f6471-1bf0-4dda-aec3-cb9272f09590 denied allowed"],
    ],
    [
      "a rule outbound",
      inBicep(closed, perimeter(addresses)),
      inBicep(closed, perimeter(subscription).replace("Inbound", "Outbound")),
      [],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(lines(before, after)).toEqual(expected);
  });

  test("in Terraform", () => {
    const vaultIn = (more: string): Files => ({
      "main.tf": `resource "azurerm_key_vault" "kv" {
  name                          = "kv-shop"
  public_network_access_enabled = false
}
${more}`,
    });
    const pe = `resource "azurerm_private_endpoint" "pe" {
  name      = "pe"
  subnet_id = "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/s"
  private_service_connection {
    name                           = "kv"
    private_connection_resource_id = azurerm_key_vault.kv.id
    is_manual_connection           = false
    subresource_names              = ["vault"]
  }
}
`;
    expect(lines(vaultIn(""), vaultIn(pe))).toEqual([
      "privateEndpoint privateEndpoint:azurerm_private_endpoint.pe denied allowed",
    ]);
  });
});
