import { afterAll, describe, expect, it } from "vitest";
import { serverRequests } from "../../server/src/protocol.ts";
import type { SimulateResult } from "../../server/src/protocol/vaults.ts";
import { judgeText, rules, tell, vaultText } from "../access-file/judge-text.ts";
import { workspace } from "../cli/workspace.ts";
import { Editor } from "../lsp/support/editor.ts";
import { editorOf } from "../lsp/support/memory.ts";

const endpoint = "serviceEndpoints: [ { service: 'Microsoft.KeyVault' } ]";

/** A network with one subnet, named `app`. */
function networkText(symbol: string, name: string, subnet: string): string {
  return `resource ${symbol} 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: '${name}'
  properties: { subnets: [ { name: 'app', properties: { ${subnet} } } ] }
}
`;
}

/** A vault that lists one of the subnets. */
function listing(id: string): string {
  return vaultText("kv", rules("Deny", [], `      virtualNetworkRules: [ { id: ${id} } ]\n`));
}

const inTwoNetworks =
  networkText("a", "blue", endpoint) + networkText("b", "green", "") + listing("a.properties.subnets[0].id");

/** The subnet of the first group has a service endpoint. */
const twoCalls = `module a 'net.bicep' = {
  scope: resourceGroup('rg-a')
  params: { endpoints: [ { service: 'Microsoft.KeyVault' } ] }
}
module b 'net.bicep' = { scope: resourceGroup('rg-b') }
${listing("a.outputs.id")}`;
const called = `param endpoints array = []
${networkText("v", "vnet", "serviceEndpoints: endpoints")}output id string = v.properties.subnets[0].id
`;

const lookedUpTwice = `resource one 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: 'vnet'
  resource app 'subnets' existing = { name: 'app' }
}
module other 'lookup.bicep' = {}
${listing("one::app.id")}`;
const lookup = `resource two 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: 'vnet'
  resource app 'subnets' existing = { name: 'app' }
}
output id string = two::app.id
`;

const inGroup = (group: string): string =>
  `/subscriptions/<…>/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/app`;

interface Scene {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly source: string;
  /** What the source may mean; empty if it means one subnet. */
  readonly candidates: string;
}

/** Two calls of a module for groups whose names are not known: the IDs of their subnets may be the same, or not. */
const twoUnknownGroups = `param one string
param two string
${twoCalls.replace("'rg-a'", "one").replace("'rg-b'", "two")}`;

const terraformNet = `variable "rg" {}
variable "endpoints" { default = [] }
resource "azurerm_virtual_network" "v" {
  name                = "vnet"
  resource_group_name = var.rg
}
resource "azurerm_subnet" "s" {
  name                 = "app"
  resource_group_name  = var.rg
  virtual_network_name = azurerm_virtual_network.v.name
  service_endpoints    = var.endpoints
}
output "id" { value = azurerm_subnet.s.id }
`;
const twoModules = `variable "region" {}
module "a" {
  source    = "./net"
  rg        = "rg-\${var.region}"
  endpoints = ["Microsoft.KeyVault"]
}
module "b" {
  source = "./net"
  rg     = "rg-\${var.region}-pair"
}
resource "azurerm_key_vault" "kv" {
  name = "kv"
  network_acls {
    default_action             = "Deny"
    bypass                     = "None"
    virtual_network_subnet_ids = [module.a.id]
  }
}
`;

/** One of two subnets of a name reaches the vault, and the other one does not: which one is asked about must not be guessed. */
const scenes: readonly Scene[] = [
  {
    what: "a name in two networks",
    files: { "main.bicep": inTwoNetworks },
    source: "subnet:app",
    candidates: "blue/app and green/app",
  },
  {
    what: "the name of one of them with its network",
    files: { "main.bicep": inTwoNetworks },
    source: "subnet:blue/app",
    candidates: "",
  },
  {
    what: "a network that a module declares in two resource groups",
    files: { "main.bicep": twoCalls, "net.bicep": called },
    source: "subnet:vnet/app",
    candidates: `${inGroup("rg-a")} and ${inGroup("rg-b")}`,
  },
  {
    what: "a network that a module declares in two groups that are not known",
    files: { "main.bicep": twoUnknownGroups, "net.bicep": called },
    source: "subnet:vnet/app",
    candidates: "a/v/app and b/v/app",
  },
  {
    what: "the address of one of them",
    files: { "main.bicep": twoUnknownGroups, "net.bicep": called },
    source: "subnet:a/v/app",
    candidates: "",
  },
  {
    what: "a network that two modules of Terraform declare",
    files: { "main.tf": twoModules, "net/main.tf": terraformNet },
    source: "subnet:vnet/app",
    candidates: "module.a.azurerm_subnet.s and module.b.azurerm_subnet.s",
  },
  {
    what: "the address that Terraform gives one of them",
    files: { "main.tf": twoModules, "net/main.tf": terraformNet },
    source: "subnet:module.b.azurerm_subnet.s",
    candidates: "",
  },
  {
    what: "a subnet that is looked up twice",
    files: { "main.bicep": lookedUpTwice, "lookup.bicep": lookup },
    source: "subnet:vnet/app",
    candidates: "",
  },
];

function rootOf(files: Scene["files"]): string {
  return Object.keys(files)[0] ?? "";
}

describe.each(scenes)("$what", ({ files, source, candidates }) => {
  it("is judged by access tests only if it is one", () => {
    const accessFile = JSON.stringify({
      version: 1,
      tests: [{ name: "t", from: source, to: "kv", expect: "allow" }],
    });
    const texts = Object.entries({ ...files, ".keyvault-access.jsonc": accessFile });
    const results = judgeText(Object.fromEntries(texts.map(([path, text]) => [`/${path}`, text])), [
      `/${rootOf(files)}`,
    ]);
    const [said, ...others] = results.map(tell);
    expect(others).toEqual([]);
    if (candidates === "") expect(said).not.toContain("KV602");
    else expect(said).toBe(`failed KV602 '${source}' is ambiguous: ${candidates}.`);
  });

  it("is asked about on the command line only if it is one", () => {
    const at = workspace(files);
    const { status, out, error } = at.run("simulate", `./${rootOf(files)}`, "--from", source);
    at.remove();
    expect(status).toBe(candidates === "" ? 0 : 2);
    if (candidates === "") expect(out).toContain(`${source} → kv: `);
    else expect(error).toContain(`${source} is ambiguous: ${candidates}`);
  });

  it("is asked about in the editor only if it is one", async () => {
    const texts = Object.entries(files).map(([path, text]) => [`file:///w/${path}`, text] as const);
    const editor = await editorOf(Object.fromEntries(texts));
    for (const [uri, text] of texts)
      await editor.open(uri, text, uri.endsWith(".tf") ? "terraform" : "bicep");
    const { verdicts, errors } = await editor.request<SimulateResult>(serverRequests.simulate, {
      from: [source],
    });
    expect(verdicts).toHaveLength(candidates === "" ? 1 : 0);
    expect(errors.map(({ message }) => message)).toEqual(
      candidates === "" ? [] : [`'${source}' is ambiguous: ${candidates}.`],
    );
  });
});

describe("subnets of one name in two resource groups", () => {
  const blue = `subnet:${inGroup("rg-a")}`;
  const files = (listed: string): Readonly<Record<string, string>> => ({
    "main.bicep": twoCalls.replace("a.outputs.id", listed),
    "net.bicep": called,
  });
  const below = (folder: string, texts: Readonly<Record<string, string>>): object =>
    Object.fromEntries(Object.entries(texts).map(([path, text]) => [`${folder}/${path}`, text]));
  const at = workspace({
    ...below("before", files("a.outputs.id")),
    ...below("after", files("b.outputs.id")),
  });
  afterAll(at.remove);

  it("are asked about by the ids that are printed of them", () => {
    const { out } = at.run("simulate", "./before/main.bicep", "--from", blue);
    expect(out).toContain(`${blue} → kv: allowed`);
  });

  it("are compared one by one", () => {
    const { out, status } = at.run("diff", "./after", "--base", "./before");
    expect([status, out.trim().split("  ")[0]]).toEqual([0, `${blue} → kv: allowed → denied`]);
  });

  it.each([
    ["subnet:vnet/app", `subnet:vnet/app is ambiguous: ${inGroup("rg-a")} and ${inGroup("rg-b")}`],
    ["subnet:nowhere", "no such subnet"],
  ])("are not taken for %s in a comparison", (from, said) => {
    const { error, status } = at.run("diff", "./after", "--base", "./before", "--from", from);
    expect(status).toBe(2);
    expect(error).toContain(said);
  });

  it("are offered by their ids", async () => {
    const editor = await Editor.start({ folders: ["file:///w"] });
    for (const [path, text] of Object.entries(files("a.outputs.id")))
      await editor.open(`file:///w/${path}`, text, path.endsWith(".tf") ? "terraform" : "bicep");
    const offered = await editor.request(serverRequests.sources, { typed: "" });
    expect(JSON.stringify(offered)).toContain(inGroup("rg-b"));
    expect(JSON.stringify(offered)).not.toContain('"vnet/app"');
  });
});
