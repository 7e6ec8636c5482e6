import { describe, expect, test } from "vitest";
import type { Report } from "../../server/src/core/index.ts";
import { temporaryFolders } from "./support/folders.ts";
import { templateText } from "./workspace.ts";

const folderOf = temporaryFolders();

const link = (name: string, uri: string): object => ({
  type: "Microsoft.Resources/deployments",
  apiVersion: "2024-03-01",
  name,
  properties: { mode: "Incremental", templateLink: { uri } },
});

/** The same in each syntax: a module about vaults that is not downloaded, one about something else, and a path that leads nowhere. */
const syntaxes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Terraform: {
    "main.tf": `module "key_vault" {
  source = "git::https://contoso.example/modules.git//vault?ref=v1"
}
module "naming" {
  source = "Azure/naming/azurerm"
}
module "local" {
  source = "./modules/none"
}
`,
  },
  Bicep: {
    "main.bicep": `module keyVault 'br:contoso.azurecr.io/vault:v1' = {
  name: 'a'
}
module naming 'br:contoso.azurecr.io/naming:v1' = {
  name: 'b'
}
module local 'modules/none.bicep' = {
  name: 'c'
}
`,
  },
  "ARM JSON": {
    "main.json": templateText([
      link("keyVault", "https://contoso.example/vault.json"),
      link("naming", "https://contoso.example/naming.json"),
      link("local", "[uri(deployment().properties.templateLink.uri, 'modules/none.json')]"),
    ]),
  },
};

const factsOf = ({ unread }: Report): unknown => unread.map(({ reason, vault }) => [reason, vault]);

describe.each(Object.entries(syntaxes))("what %s calls and cannot be read", (name, files) => {
  const folder = folderOf(files);

  test("is listed with its place, reason and advice", () => {
    const { status, report } = folder.json("check", "./");
    expect(status).toBe(0);
    expect(factsOf(report)).toEqual([
      ["not downloaded", "likely"],
      ["not downloaded", "possible"],
      ["not found", "possible"],
    ]);
    const kind = name === "ARM JSON" ? "template" : "module";
    const [first] = report.unread;
    expect(first?.advice).toMatch(
      name === "Terraform" ? /terraform init/ : name === "Bicep" ? /bicep restore/ : /repository/,
    );
    expect(new Set(report.unread.map((each) => each.kind))).toEqual(new Set([kind]));
    const text = Object.values(files)[0]?.split("\n") ?? [];
    for (const { line, source } of report.unread) expect(text[line - 1]).toContain(source);
    expect(report.errors).toEqual([]);
    expect(report.findings.map(({ code }) => code)).toEqual(["KV904"]);
  });

  test("is one line behind the findings", () => {
    const { out } = folder.run("check", "./");
    expect(out.trimEnd().split("\n").slice(1)).toEqual([
      `note: 3 ${name === "ARM JSON" ? "template" : "module"}s were not read (2 not downloaded, 1 not found); 1 of them probably contains key vaults. --format json lists them.`,
      "1 info.",
    ]);
  });

  test("means that no format claims that there are no vaults", () => {
    const { out } = folder.run("vaults", "./");
    expect(out).toMatch(
      /^No vaults in the files that were read\.\n.*: note: .* was not read: not downloaded\nnote: 3 /,
    );
    expect(folder.run("simulate", "--from", "internet", "./").out).toMatch(
      /^No vaults in the files that were read\.\n/,
    );
    expect(folder.run("vaults", "./", "--format", "markdown").out).toMatch(/## Not read/);
  });

  test("fails a run that asks for it where it is likely about vaults", () => {
    for (const command of ["check", "vaults"])
      expect(folder.run(command, "./", "--fail-on-unknown").status).toBe(3);
  });

  test("is reported in SARIF as notifications", () => {
    const { out } = folder.run("check", "./", "--format", "sarif");
    expect(out).toMatch(/"executionSuccessful": true/);
    expect(out.match(/was not read: not (?:downloaded|found)/g)).toHaveLength(3);
  });
});

test("a part that is only possibly about vaults does not fail the run", () => {
  const folder = folderOf({ "main.tf": 'module "naming" {\n  source = "Azure/naming/azurerm"\n}\n' });
  expect(folder.run("check", "./", "--fail-on-unknown").status).toBe(0);
  expect(folder.run("check", "./").out).toBe(
    "note: 1 module was not read (not downloaded). --format json lists them.\n0 findings.\n",
  );
});

test("where everything was read there are no vaults", () => {
  const folder = folderOf({ "main.tf": 'resource "azurerm_subnet" "a" {}\n' });
  expect(folder.run("vaults", "./").out).toBe("No vaults.\n");
});

test("states that values are taken from are listed, and fail a run where they are of vaults", () => {
  const state = (name: string, key: string): string =>
    `data "terraform_remote_state" "${name}" {\n  backend = "azurerm"\n  config = {\n    key = "${key}"\n  }\n}\n`;
  const network = folderOf({ "main.tf": state("network", "prod/network.tfstate") });
  const { status, report } = network.json("vaults", "./", "--fail-on-unknown");
  expect(report.unread).toMatchObject([
    { kind: "state", source: "prod/network.tfstate", reason: "kept elsewhere", vault: "possible", line: 1 },
  ]);
  expect(status).toBe(0);
  const vaults = folderOf({ "main.tf": state("vaults", "prod/keyvault.tfstate") });
  expect(vaults.run("vaults", "./", "--fail-on-unknown").status).toBe(3);
});

test("a module of several roots and environments is reported once", () => {
  const folder = folderOf({
    "a/main.bicep": "param p string\nmodule m '../shared.bicep' = {\n  name: 'm'\n}\n",
    "a/main.dev.bicepparam": "using 'main.bicep'\nparam p = '1'\n",
    "a/main.prod.bicepparam": "using 'main.bicep'\nparam p = '2'\n",
    "b/main.bicep": "module m '../shared.bicep' = {\n  name: 'm'\n}\n",
    "shared.bicep": "module kv 'br:contoso.azurecr.io/kv:v1' = {\n  name: 'kv'\n}\n",
  });
  const { report } = folder.json("check", "./");
  expect(report.unread.map(({ file, line }) => [file, line])).toEqual([["shared.bicep", 1]]);
  expect(report.findings.map(({ code, file }) => [code, file])).toEqual([["KV904", "shared.bicep"]]);
});

test("a file that is not a template is reported as such", () => {
  const folder = folderOf({
    "main.bicep": "module keyVault 'other.json' = {\n  name: 'kv'\n}\n",
    "other.json": "{}",
  });
  expect(factsOf(folder.json("check", "./").report)).toEqual([["not a template", "likely"]]);
});

const nested = templateText([{ type: "Microsoft.KeyVault/vaults", apiVersion: "2024-11-01", name: "kv" }]);

/** Resources that deploy a template with a vault, which nothing else says. */
const deploying: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "a deployment that Bicep declares as a resource": {
    "main.bicep": `resource open 'Microsoft.Resources/deployments@2024-03-01' = {
  name: 'open'
  properties: {
    mode: 'Incremental'
    template: {
      resources: [{ type: 'Microsoft.KeyVault/vaults', apiVersion: '2024-11-01', name: 'kv' }]
    }
  }
}
`,
  },
  "a deployment stack": {
    "main.json": templateText([
      {
        type: "Microsoft.Resources/deploymentStacks",
        apiVersion: "2024-03-01",
        name: "open",
        properties: { template: JSON.parse(nested) as unknown },
      },
    ]),
  },
  "a deployment of azapi": {
    "main.tf": `resource "azapi_resource" "open" {
  type = "Microsoft.Resources/deployments@2024-03-01"
  name = "open"
  body = { properties = { template = { resources = [{ type = "Microsoft.KeyVault/vaults" }] } } }
}
`,
  },
  "a deployment of azurerm, as an object": {
    "main.tf": `resource "azurerm_resource_group_template_deployment" "open" {
  name             = "open"
  deployment_mode  = "Incremental"
  template_content = jsonencode({ resources = [{ type = "Microsoft.KeyVault/vaults" }] })
}
`,
  },
  "a deployment of azurerm, as a text": {
    "main.tf": `resource "azurerm_subscription_template_deployment" "open" {
  name             = "open"
  location         = "westeurope"
  template_content = <<TEMPLATE
${nested}
TEMPLATE
}
`,
  },
};

test.each(Object.entries(deploying))("the template in %s is read", (_, files) => {
  const { report, status } = folderOf(files).json("check", "./", "--fail-on-unknown");
  expect(report.unread).toEqual([]);
  expect(report.findings.map(({ code }) => code)).toContain("KV101");
  expect(status).toBe(1);
});

const telling: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Bicep: {
    "main.bicep": `resource telemetry 'Microsoft.Resources/deployments@2024-03-01' = {
  name: 'telemetry'
  properties: { mode: 'Incremental', template: { resources: [] } }
}
`,
  },
  "Bicep, with symbolic names": {
    "main.bicep": `resource telemetry 'Microsoft.Resources/deployments@2024-03-01' = {
  name: 'telemetry'
  properties: { mode: 'Incremental', template: { languageVersion: '2.0', resources: {} } }
}
`,
  },
  "Terraform, with symbolic names": {
    "main.tf": `resource "azurerm_subscription_template_deployment" "telemetry" {
  name             = "telemetry"
  template_content = <<TEMPLATE
{ "languageVersion": "2.0", "resources": { } }
TEMPLATE
}
`,
  },
  "Terraform, as an object": {
    "main.tf": `resource "azurerm_subscription_template_deployment" "telemetry" {
  name             = "telemetry"
  template_content = jsonencode({ resources = [] })
}
`,
  },
  "Terraform, as a text": {
    "main.tf": `resource "azurerm_subscription_template_deployment" "telemetry" {
  name             = "telemetry"
  template_content = <<TEMPLATE
${templateText([])}
TEMPLATE
}
`,
  },
};

test.each(Object.entries(telling))("a template in a resource that deploys nothing is not: %s", (_, files) => {
  expect(folderOf(files).json("check", "./").report.unread).toEqual([]);
});

const vault = 'resource "azurerm_key_vault" "kv" {\n  name = "kv"\n}\n';
const callOf = (source: string): string => `module "key_vault" {\n  source = "${source}"\n}\n`;

test("a module is read from a submodule, also from a folder of its name, and not from what terraform init left elsewhere", () => {
  const source = "git::https://contoso.example/terraform-modules.git//vault?ref=v1";
  const lib = { "app/main.tf": callOf(source), "lib/terraform-modules/vault/main.tf": vault };
  const gitmodules = `[submodule "l"]\n  path = lib/terraform-modules\n  url = ../terraform-modules\n`;
  const read = folderOf({ ...lib, ".gitmodules": gitmodules, "lib/terraform-modules/.git": "gitdir: x\n" });
  const { report } = read.json("check", "./");
  expect(report.unread).toEqual([]);
  expect(report.vaults.map(({ root, module }) => [root, module])).toEqual([["app", "key_vault"]]);
  const named = folderOf(lib).json("check", "./").report;
  expect(factsOf(named)).toEqual([["only a folder with its name", "likely"]]);
  expect(named.unread[0]?.instead).toMatchObject({ name: "terraform-modules", line: 1 });
  expect(named.vaults.map(({ root, module }) => [root, module])).toContainEqual(["app", "key_vault"]);
  const fetched = folderOf({
    "app/main.tf": callOf(source),
    "other/.terraform/modules/terraform-modules/vault/main.tf": vault,
  });
  expect(factsOf(fetched.json("check", "./").report)).toEqual([["not downloaded", "likely"]]);
});

test("the access file says where modules are", () => {
  const folder = folderOf({
    "infra/main.tf": callOf("app.terraform.io/contoso/vault/azurerm"),
    "modules/kv/main.tf": vault,
    ".keyvault-access.jsonc": JSON.stringify({
      version: 1,
      modules: { "app.terraform.io/contoso/vault/azurerm": "modules/kv" },
    }),
  });
  const { report } = folder.json("check", "./");
  expect(report.unread).toEqual([]);
  expect(report.vaults.map(({ root, module }) => [root, module])).toEqual([["infra", "key_vault"]]);
  expect(report.findings.map(({ code, file }) => [code, file])).toContainEqual([
    "KV101",
    "modules/kv/main.tf",
  ]);
});

describe("formats that list findings or tests say in one line what was not read", () => {
  const sum =
    "3 modules were not read (2 not downloaded, 1 not found); 1 of them probably contains key vaults.";
  const access =
    '{ "version": 1, "tests": [{ "name": "t", "from": "internet", "to": "*", "expect": "deny" }] }';
  const folder = folderOf({ ...syntaxes["Terraform"], ".keyvault-access.jsonc": access });
  test.each([
    ["check", "github", `::notice title=keyvault-network::${sum}`],
    ["check", "azure", `note: ${sum}`],
    ["test", "tap", `# ${sum}`],
    ["test", "junit", `    <system-out>${sum}</system-out>`],
  ])("%s --format %s", (command, format, line) => {
    expect(folder.run(command, "./", "--format", format).out.split("\n")).toContain(line);
    const whole = folderOf({ "main.json": templateText([]), ".keyvault-access.jsonc": access });
    expect(whole.run(command, "./", "--format", format).out).not.toContain("not read");
  });
});

test("modules that one environment cannot read and another does not call are one finding", () => {
  const module = (name: string, environment: string): string =>
    `module ${name} 'br:contoso.azurecr.io/${name}:v1' = if (name == '${environment}') {\n  name: '${name}'\n}\n`;
  const values = (name: string): string => `using 'main.bicep'\nparam name = '${name}'\n`;
  const folder = folderOf({
    "main.bicep": `param name string\n${module("keyVaultOne", "dev")}${module("keyVaultTwo", "prod")}`,
    "main.dev.bicepparam": values("dev"),
    "main.prod.bicepparam": values("prod"),
  });
  const [first, ...others] = folder.json("check", "./").report.findings;
  expect(others).toEqual([]);
  expect(first).toMatchObject({ code: "KV904", line: 2, environments: [], related: [{ line: 5 }] });
  expect(first?.message).toContain("'keyVaultOne' and 1 more");
});

test("a module in JSON is read whatever its ending", () => {
  const modules = ["a.json", "b.jsonc", "c.arm"];
  const calls = modules.map((path, index) => `module m${index} '${path}' = {}\n`);
  const templates = modules.map((path): readonly [string, string] => [
    path,
    templateText([{ type: "Microsoft.KeyVault/vaults", apiVersion: "2026-02-01", name: `kv-${path}` }]),
  ]);
  const folder = folderOf({ "main.bicep": calls.join(""), ...Object.fromEntries(templates) });
  const { report } = folder.json("vaults", "./main.bicep");
  expect(report.unread).toEqual([]);
  expect(report.vaults.map(({ module }) => module)).toEqual(["m0", "m1", "m2"]);
});
