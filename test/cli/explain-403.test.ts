import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bodies, identity, wrappings } from "../forbidden/bodies.ts";
import { closed, templateText, vaultResource, type Workspace, workspace } from "./workspace.ts";

const open = { defaultAction: "Deny", bypass: "AzureServices", ipRules: [{ value: "198.51.100.0/24" }] };
const exported = {
  id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-one",
  name: "kv-one",
  type: "Microsoft.KeyVault/vaults",
  location: "westeurope",
  properties: {
    networkAcls: {
      ...closed,
      ipRules: [{ value: "203.0.113.7/32" }],
      virtualNetworkRules: [
        {
          id: "/subscriptions/s/resourcegroups/g/providers/microsoft.network/virtualnetworks/vnet/subnets/app",
          ignoreMissingVnetServiceEndpoint: false,
        },
      ],
    },
    publicNetworkAccess: "Enabled",
  },
};

const subnetRule = (name: string): object => ({
  id: `[resourceId('Microsoft.Network/virtualNetworks/subnets', 'VNet', '${name}')]`,
});

/** A subnet with the service endpoint, and one without, which leaves through unknown addresses. */
const subnetsText = `resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    subnets: [
      { name: 'app', properties: { addressPrefix: '10.1.0.0/24', serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] } }
      { name: 'data', properties: { addressPrefix: '10.1.1.0/24' } }
    ]
  }
}
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-one'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}
`;

const otherNetwork = `resource other 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: b
  properties: { subnets: [{ name: 'app', properties: { addressPrefix: '10.2.0.0/24' } }] }
}
`;

let folder: Workspace;
beforeAll(() => {
  const texts = bodies.flatMap((body) => {
    const wrapped = Object.entries(wrappings).map(
      ([name, wrap]) => [`${body.shape}-${name.replace(/\W/g, "")}.log`, wrap(body)] as const,
    );
    return wrapped;
  });
  folder = workspace({
    ...Object.fromEntries(texts.map(([name, text]) => [`logs/${name}`, text])),
    "logs/nothing.log": "All is well.",
    "denies/kv.json": templateText([vaultResource("kv-one", closed)]),
    "allows/kv.json": templateText([vaultResource("kv-one", open)]),
    "subnets/main.bicep": subnetsText,
    "located/main.bicep": subnetsText.replace("name: 'vnet'\n", "name: 'vnet'\n  location: 'westeurope'\n"),
    "endpoint/main.bicep": `${subnetsText}resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe'
  properties: {
    subnet: { id: '\${vnet.id}/subnets/data' }
    privateLinkServiceConnections: [{ name: 'kv', properties: { privateLinkServiceId: kv.id, groupIds: ['vault'] } }]
  }
}
`,
    "alike/main.bicep": `param a string\nparam b string\n${subnetsText.replace("name: 'vnet'", "name: a").replace("{ name: 'data', properties: { addressPrefix: '10.1.1.0/24' } }", "")}${otherNetwork}`,
    "terraform/main.tf": `resource "azurerm_key_vault" "kv" {
  name = "kv-one"
  network_acls {
    bypass         = "None"
    default_action = "Deny"
  }
}
`,
    "logs/private.log": (bodies[1]?.message ?? "").replace("198.51.100.7", "10.1.0.4"),
    "private/kv.json": templateText([vaultResource("kv-one", open)]),
    "other/kv.json": templateText([vaultResource("kv-two", closed)]),
    "drift/kv.json": templateText([
      vaultResource("kv-one", { ...open, virtualNetworkRules: ["app", "data"].map(subnetRule) }),
    ]),
    "drift/exported.json": JSON.stringify([exported]),
  });
});
afterAll(() => {
  folder.remove();
});

function explain(log: string, templates: string) {
  return folder.json("explain-403", `./logs/${log}.log`, `./${templates}`).report.explanation;
}

describe("explain-403", () => {
  test("takes a private client for one whose service endpoint is on, which no IP rule lists", () => {
    expect(explain("private", "private")).toMatchObject({
      template: { from: "10.1.0.4", verdict: "denied", reason: "DENY_DEFAULT_ACTION" },
    });
    expect(JSON.stringify(explain("private", "private"))).toContain(
      "With the service endpoint on, traffic arrives from a private address, which IP rules cannot match.",
    );
  });

  test("says why the template denies too, and what would let the client in, narrowest first", () => {
    const explanation = explain("firewall-bypass-none-thebody", "denies");
    expect(explanation).toMatchObject({
      shape: "firewall-bypass-none",
      client: "198.51.100.7",
      vault: "kv-one",
      networkDecision: true,
      template: { from: "198.51.100.7", vault: "kv-one", verdict: "denied" },
      drift: [],
    });
    expect(explanation?.fixes).toEqual([
      "Add 198.51.100.7/32 to ipRules of 'kv-one'",
      "Add a subnet rule for the caller's subnet to 'kv-one', and turn on the subnet's Microsoft.KeyVault service endpoint",
      "Add a private endpoint for 'kv-one' in the caller's network",
      "Set bypass of 'kv-one' to AzureServices, if the caller is a trusted service in a listed scenario",
    ]);
  });

  test("offers subnets of the deployment that the caller may be in, and says how each fix is written", () => {
    const explanation = explain("firewall-bypass-none-thebody", "subnets");
    expect(explanation?.fixes).toEqual([
      "Add 198.51.100.7/32 to ipRules of 'kv-one'",
      "Allow subnet vnet/data on 'kv-one' (adds a subnet rule and turns on the service endpoint), if the caller is in it",
      "Add a private endpoint for 'kv-one' in the caller's network",
      "Set bypass of 'kv-one' to AzureServices, if the caller is a trusted service in a listed scenario",
    ]);
    const told = explanation?.edits.map(({ fix, file, line, text }) => [fix, file, line, text]);
    expect(told).toEqual([
      [explanation?.fixes[0], "subnets/main.bicep", 12, ", ipRules: [{ value: '198.51.100.7/32' }]"],
      [
        explanation?.fixes[1],
        "subnets/main.bicep",
        12,
        ", virtualNetworkRules: [{ id: '${vnet.id}/subnets/data' }]",
      ],
      [
        explanation?.fixes[1],
        "subnets/main.bicep",
        6,
        ", serviceEndpoints: [{ service: 'Microsoft.KeyVault' }]",
      ],
      [explanation?.fixes[3], "subnets/main.bicep", 12, "'AzureServices'"],
    ]);
    const { out } = folder.run("explain-403", "./logs/firewall-thebody.log", "./subnets");
    expect(out).toContain("      subnets/main.bicep:12: ipRules: [{ value: '198.51.100.7/32' }]\n");
  });

  test("knows by a private address which subnet the caller is in, and lists no such address", () => {
    const explanation = explain("private", "subnets");
    expect(explanation?.client).toBe("10.1.0.4");
    expect(explanation?.fixes.slice(0, 2)).toEqual([
      "Allow subnet vnet/app on 'kv-one' (adds a subnet rule), if the caller is in it",
      "Add a private endpoint for 'kv-one' in the caller's network",
    ]);
    expect(explanation?.advice[0]).toMatch(/^10\.1\.0\.4 is a private address/);
  });

  test("offers no subnet whose name another one has", () => {
    expect(explain("disabled-thebody", "alike")?.fixes).toEqual([
      "Add a private endpoint for 'kv-one' in the caller's network",
      "Set publicNetworkAccess of 'kv-one' to Enabled and defaultAction to Deny, and list the caller in its rules",
    ]);
  });

  test("shows an edit on one line, and no edit that only realigns adjacent lines", () => {
    const { out } = folder.run("explain-403", "./logs/firewall-thebody.log", "./terraform");
    const lines = out.split("\n").filter((line) => line.startsWith("      "));
    expect(lines).toContain('      terraform/main.tf:6: ip_rules = ["198.51.100.7/32"]');
    for (const line of lines) expect(line).toMatch(/: \S/);
  });

  test("declares a private endpoint in the caller's network, shown in one line that is cut", () => {
    const title =
      "Add a private endpoint for 'kv-one' in vnet/app (allows the network, registers it in a new private DNS zone)";
    const { fixes = [], edits = [] } = explain("private", "located") ?? {};
    expect(fixes).toContain(title);
    expect(edits.find(({ fix }) => fix === title)?.text).toContain(
      "resource kvEndpoint 'Microsoft.Network/privateEndpoints@",
    );
    const { out } = folder.run("explain-403", "./logs/private.log", "./located");
    const line = out.split("\n").find((each) => each.includes("resource vaultZone"));
    expect(line).toMatch(/^ {6}located\/main\.bicep:\d+: resource vaultZone .*…$/);
    expect(line?.length).toBeLessThan(260);
  });

  test("sends the caller to the private endpoint that there is", () => {
    expect(explain("disabled-thebody", "endpoint")?.fixes[0]).toBe(
      "Connect through 'pe', the private endpoint of 'kv-one', from a network where the vault's name resolves to it",
    );
  });

  test("names how the deployed vault differs from the template", () => {
    expect(explain("firewall-thebody", "denies")?.drift).toEqual([
      "bypass: the service says AzureServices, the template says None",
    ]);
    expect(explain("disabled-thebody", "denies")?.drift).toEqual([
      "publicNetworkAccess: the service says Disabled, the template says Enabled (by default)",
      "bypass: the service says AzureServices, the template says None",
    ]);
  });

  test("asks why the deployed state may differ where the template allows", () => {
    const explanation = explain("firewall-thebody", "allows");
    expect(explanation?.template?.verdict).toBe("allowed");
    expect(explanation?.fixes).toEqual([]);
    expect(explanation?.advice[0]).toMatch(/^The template allows this client/);
  });

  test("compares an export beside the template", () => {
    expect(explain("firewall-bypass-none-thebody", "drift")?.drift).toEqual([
      "bypass: the service says None, the template says AzureServices",
      "bypass: the state says None, the template says AzureServices",
      "ipRules: the state has 203.0.113.7, the template does not",
      "ipRules: the template has 198.51.100.0/24, the state does not",
      "virtualNetworkRules: the template has vnet/data, the state does not",
    ]);
  });

  test("stops at a missing permission", () => {
    expect(explain("permission-thebody", "denies")).toMatchObject({
      shape: "permission",
      networkDecision: false,
      template: null,
      drift: [],
      fixes: [],
    });
  });

  test("knows no template of another vault", () => {
    const explanation = explain("firewall-thebody", "other");
    expect(explanation?.template).toBeNull();
    expect(explanation?.fixes[0]).toBe("Add 198.51.100.7/32 to ipRules of 'kv-one'");
    expect(explanation?.advice[0]).toContain("No template here declares kv-one");
  });

  test("repeats no identity, whatever the log and the format", () => {
    for (const body of bodies) {
      for (const name of Object.keys(wrappings)) {
        const log = `./logs/${body.shape}-${name.replace(/\W/g, "")}.log`;
        for (const format of ["text", "json", "markdown"]) {
          const { out, error, status } = folder.run("explain-403", log, "./denies", "--format", format);
          expect(status).toBe(0);
          expect(out + error).not.toMatch(identity);
        }
      }
    }
  });

  test("is exit 2 for a text without a 403", () => {
    expect(folder.run("explain-403", "./logs/nothing.log", "./denies").status).toBe(2);
    expect(folder.run("explain-403", "./logs/none.log", "./denies").status).toBe(2);
  });
});
