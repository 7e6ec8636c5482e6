import { describe, expect, test } from "vitest";
import { type MemoryFiles, runInMemory } from "../support/memory-cli.ts";

const open = `resource "azurerm_key_vault" "kv" {
  name                          = "kv"
  public_network_access_enabled = true
}
`;
const call = (source: string, more = ""): string => `module "x" {\n  source = "${source}"\n${more}}\n`;
const git = "git::https://github.com/contoso/hardening.git";
const avm = call(
  "Azure/avm-res-keyvault-vault/azurerm",
  '  version = "0.10.0"\n  name = "kv"\n  network_acls = { bypass = "None", default_action = "Allow" }\n',
);
const stub = 'variable "name" {}\n';

/** Paths are relative to where the tests run. */
const inRepository = (path: string | undefined): string => path?.replace(/^.*\/repo\//, "") ?? "";

/** The vaults that are open to the internet, what is not read and why, and the exit status. */
function checked(files: MemoryFiles): readonly unknown[] {
  const { report, status } = runInMemory(files);
  const findings = report.findings.filter(({ code }) => code === "KV101");
  return [
    ...new Set(findings.map(({ severity, file }) => `${severity} ${inRepository(file)}`)),
    ...report.unread.map(
      ({ source, reason, instead }) => `${source}: ${reason} ${inRepository(instead?.file)}`,
    ),
    status,
  ];
}

describe("a folder of the workspace does not replace a module of Azure that is known", () => {
  const alone = checked({ "main.tf": avm });

  test.each<[string, MemoryFiles]>([
    ["by its name", { "docs/x/terraform-azurerm-avm-res-keyvault-vault/main.tf": stub }],
    ["by its name beside the caller", { "terraform-azurerm-avm-res-keyvault-vault/main.tf": stub }],
    [
      "by a list of submodules",
      {
        "docs/main.tf": stub,
        ".gitmodules":
          '[submodule "a"]\n  path = docs\n  url = ../terraform-azurerm-avm-res-keyvault-vault\n',
      },
    ],
    [
      "as a submodule of that name",
      {
        "docs/main.tf": stub,
        "docs/.git": "gitdir: ../.git/modules/a\n",
        ".gitmodules":
          '[submodule "a"]\n  path = docs\n  url = ../terraform-azurerm-avm-res-keyvault-vault\n',
      },
    ],
  ])("%s", (_, added) => {
    expect(alone).toEqual(["warning main.tf", 1]);
    expect(checked({ "main.tf": avm, ...added })).toEqual(alone);
  });
});

describe("a folder that has the name of a module", () => {
  test("is read in addition, and the report says which one", () => {
    const files = { "main.tf": call(git), "libs/hardening/main.tf": open };
    const { report } = runInMemory(files);
    expect(checked(files)).toEqual([
      "warning libs/hardening/main.tf",
      `${git}: only a folder with its name libs/hardening/main.tf`,
      1,
    ]);
    expect(report.vaults.map(({ module }) => module)).toContain("x");
  });

  const vault = (action: string): string => `resource "azurerm_key_vault" "kv" {
  name = "kv"
  network_acls {
    bypass         = "None"
    default_action = ${action}
  }
}
`;

  test("is evaluated with what the caller passes", () => {
    const files = {
      "main.tf": call(git, '  action = "Allow"\n'),
      "libs/hardening/main.tf": vault("var.action") + 'variable "action" {}\n',
    };
    expect(checked(files)[0]).toBe("warning main.tf");
  });

  test.each([
    [
      "updates it",
      'resource "azapi_update_resource" "u" {\n  type = "Microsoft.KeyVault/vaults@2026-02-01"\n',
    ],
    [
      "adds it to a perimeter",
      'resource "azurerm_network_security_perimeter_association" "u" {\n  access_mode = "Enforced"\n',
    ],
  ])("closes no vault of its caller where it %s", (_, resource) => {
    const hardening = `variable "vault" {}\n${resource}  resource_id = var.vault\n  body = { properties = { publicNetworkAccess = "Disabled" } }\n}\n`;
    const main = vault('"Allow"') + call(git, "  vault = azurerm_key_vault.kv.id\n");
    const folder = { "main.tf": main, "libs/hardening/main.tf": hardening };
    expect(checked(folder)[0]).toBe("warning main.tf");
    // A folder that the call names does, so that it is the name alone which does not count.
    const named = { ...folder, "main.tf": main.replace(git, "./libs/hardening") };
    expect(checked(named)).not.toContain("warning main.tf");
  });

  test("decides no value of its caller", () => {
    const output = 'output "action" {\n  value = "Deny"\n}\n';
    const main = vault("module.x.action") + call(git);
    const folder = { "main.tf": main, "libs/hardening/main.tf": output };
    const exposures = (files: MemoryFiles): readonly string[] =>
      runInMemory(files, "vaults").report.vaults.map(({ exposure }) => exposure);
    expect(exposures(folder)).toEqual(["depends"]);
    expect(exposures({ ...folder, "main.tf": main.replace(git, "./libs/hardening") })).toEqual(["private"]);
  });

  test("stays a root, whatever the call passes", () => {
    const parameter = 'variable "access" {\n  default = true\n}\n';
    const vaults = open.replace("= true", "= var.access") + parameter;
    const files = { "zz/main.tf": call(git, "  access = false\n"), "hardening/main.tf": vaults };
    expect(checked(files)[0]).toBe("warning hardening/main.tf");
  });

  test("is the module where the access file says so", () => {
    const modules = { [git]: "libs/hardening" };
    const files = {
      "main.tf": call(git),
      "libs/hardening/main.tf": open.replace("true", "false"),
      ".keyvault-access.jsonc": JSON.stringify({ version: 1, modules }),
    };
    expect(checked(files)).toEqual([0]);
  });
});

describe("an alias of Bicep", () => {
  const reference = "br/public:avm/res/key-vault/vault:0.13.3";
  const bicep = (source: string): string => `module m '${source}' = {
  name: 'm'
  params: { name: 'kv', networkAcls: { bypass: 'None', defaultAction: 'Deny' } }
}
`;
  const aliases = (br: object): string => JSON.stringify({ moduleAliases: { br } }, null, 2);

  test.each([
    [
      "leads to another registry",
      { public: { registry: "x.azurecr.io", modulePath: "bicep" } },
      "x.azurecr.io/bicep",
    ],
    ["leads to another path", { public: { modulePath: "mine" } }, "mcr.microsoft.com/mine"],
  ])("of Microsoft's registry that %s is said, and ends with 2", (_, br, name) => {
    const { status, report } = runInMemory({
      "main.bicep": bicep(reference),
      "bicepconfig.json": aliases(br),
    });
    expect(status).toBe(2);
    expect(report.unread).toMatchObject([
      {
        source: reference,
        reason: "changed alias",
        instead: { name, line: 4 },
      },
    ]);
    expect(report.findings.map(({ code, related }) => [code, related.map(({ line }) => line)])).toEqual([
      ["KV904", [4]],
    ]);
    expect(report.unread.map(({ instead }) => inRepository(instead?.file))).toEqual(["bicepconfig.json"]);
    expect(report.vaults).toEqual([]);
  });

  test.each([
    ["cannot be read", "{"],
    ["defines it as something else", aliases({ public: 7 })],
  ])("whose configuration %s ends with 2", (_, text) => {
    const { status, report } = runInMemory({ "main.bicep": bicep(reference), "bicepconfig.json": text });
    expect(status).toBe(2);
    expect(report.unread).toMatchObject([
      {
        reason: "changed alias",
        instead: { name: "br/public" },
      },
    ]);
  });

  test.each<[string, string, object]>([
    ["leads to another registry", "br/own:key-vault/vault:0.13.3", { own: { registry: "x.azurecr.io" } }],
    ["is not mentioned", "br/own:key-vault/vault:0.13.3", {}],
    ["leads to another registry", reference, { public: { registry: "x.azurecr.io" } }],
  ])("that in the nearer configuration %s (%s) ends with 2", (_, source, nearer) => {
    const around = { own: { registry: "mcr.microsoft.com", modulePath: "bicep/avm/res" } };
    const files = { "infra/main.bicep": bicep(source), "bicepconfig.json": aliases(around) };
    expect(runInMemory(files, "vaults").report).toMatchObject({ vaults: [{ exposure: "private" }] });
    const { status, report } = runInMemory({ ...files, "infra/bicepconfig.json": aliases(nearer) });
    expect(status).toBe(2);
    expect(report.unread).toMatchObject([{ source, reason: "changed alias" }]);
    expect(report.unread.map(({ instead }) => inRepository(instead?.file))).toEqual([
      "infra/bicepconfig.json",
    ]);
  });

  test("that leads to the same module in the nearer configuration is read", () => {
    const mine = { registry: "mcr.microsoft.com", modulePath: "bicep/avm/res" };
    const files = {
      "infra/main.bicep": bicep("br/own:key-vault/vault:0.13.3"),
      "bicepconfig.json": aliases({ own: { registry: "x.azurecr.io" } }),
      "infra/bicepconfig.json": aliases({ own: mine }),
    };
    expect(runInMemory(files, "vaults").report).toMatchObject({
      vaults: [{ exposure: "private" }],
      unread: [],
    });
  });

  test.each([
    [
      "leads to the same registry",
      aliases({ public: { registry: "mcr.microsoft.com", modulePath: "bicep" } }),
    ],
    ["is not mentioned", "{}"],
    ["is not mentioned among others", aliases({ our: { registry: "our.azurecr.io" } })],
  ])("that %s is that of the known module", (_, text) => {
    const { report } = runInMemory({ "main.bicep": bicep(reference), "bicepconfig.json": text }, "vaults");
    expect(report).toMatchObject({ vaults: [{ exposure: "private" }], unread: [] });
  });

  test.each([
    ["br/our:key-vault:1", { our: { registry: "our.azurecr.io" } }],
    ["br/public:avm/res/storage/storage-account:0.19.0", { public: { registry: "our.azurecr.io" } }],
    ["br:our.azurecr.io/key-vault:1", {}],
  ])("%s is not downloaded, which ends with 0", (source, br) => {
    const { status, report } = runInMemory({ "main.bicep": bicep(source), "bicepconfig.json": aliases(br) });
    expect(status).toBe(0);
    expect(report.unread).toMatchObject([{ source, reason: "not downloaded" }]);
  });
});

describe("a mapping of an access file does not take the place of what is read without it", () => {
  const open = "resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {\n  name: 'kv'\n}\n";
  const openInTerraform = 'resource "azurerm_key_vault" "kv" {\n  name = "kv"\n}\n';
  const known = "networkAcls: { bypass: 'None', defaultAction: 'Allow' }";
  test.each([
    [
      "a module in a folder",
      "./m",
      { "main.tf": 'module "m" {\n  source = "./m"\n}\n', "m/main.tf": openInTerraform },
    ],
    [
      "a module in a file",
      "./m.bicep",
      { "main.bicep": "module m './m.bicep' = {\n  name: 'm'\n}\n", "m.bicep": open },
    ],
    [
      "a known module of Terraform",
      "Azure/avm-res-keyvault-vault/azurerm",
      {
        "main.tf":
          'module "m" {\n  source = "Azure/avm-res-keyvault-vault/azurerm"\n  version = "0.10.0"\n  name = "kv"\n  network_acls = { default_action = "Allow" }\n}\n',
      },
    ],
    [
      "a known module of Bicep",
      "br/public:avm/res/key-vault/vault",
      {
        "main.bicep": `module m 'br/public:avm/res/key-vault/vault:0.13.3' = {\n  name: 'm'\n  params: { name: 'kv', ${known} }\n}\n`,
      },
    ],
  ])("%s", (_, source, files) => {
    const place = "main.bicep" in files ? "other.bicep" : "other";
    const added = {
      ".keyvault-access.jsonc": JSON.stringify({ version: 1, modules: { [source]: place } }),
      "other/main.tf": 'variable "name" {\n  default = ""\n}\n',
      "other.bicep": "param name string = ''\n",
    };
    for (const each of [files, { ...files, ...added }]) {
      const { status, report } = runInMemory(each);
      expect([status, report.findings.map(({ code }) => code)]).toEqual([
        1,
        expect.arrayContaining(["KV101"]),
      ]);
    }
  });
});
