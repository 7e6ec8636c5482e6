import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { temporaryFolders } from "./support/folders.ts";
import { linked, parametersText, templateText, vaultResource } from "./workspace.ts";

const folderOf = temporaryFolders();

/** How a language writes a vault, and the files of values for it. */
interface Syntax {
  readonly main: string;
  /** A vault of these settings; a condition or an action may be the name of a parameter. */
  readonly vault: (settings: { readonly created?: string; readonly bypass?: string }) => string;
  /** A vault that is only looked up, which ARM JSON does not declare. */
  readonly lookedUp: string;
  readonly called: string;
  readonly caller: string;
  readonly valuesOf: (environment: string) => string;
  readonly values: (action: string) => string;
}

const terraformVault = (count: string, bypass: string): string => `variable "action" {
  type    = string
  default = "Deny"
}
variable "created" {
  type    = bool
  default = false
}
resource "azurerm_key_vault" "kv" {
${count}  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  tenant_id           = "00000000-0000-0000-0000-000000000000"
  sku_name            = "standard"
  network_acls {
    default_action = var.action
    bypass         = "${bypass}"
  }
}
`;

const declared = {
  parameters: {
    action: { type: "string", defaultValue: "Deny" },
    created: { type: "bool", defaultValue: false },
  },
};

const syntaxes: Readonly<Record<string, Syntax>> = {
  "ARM JSON": {
    main: "main.json",
    vault: ({ created, bypass = "None" }) =>
      templateText(
        [
          {
            ...vaultResource("kv", { defaultAction: "[parameters('action')]", bypass }),
            ...(created === undefined ? {} : { condition: `[parameters('${created}')]` }),
          },
        ],
        declared,
      ),
    lookedUp: "",
    called: "modules/kv.json",
    caller: templateText([linked("kv", "modules/kv.json")]),
    valuesOf: (environment) => `main.parameters.${environment}.json`,
    values: (action) => parametersText({ action }),
  },
  Bicep: {
    main: "main.bicep",
    vault: ({ created, bypass = "None" }) => `param action string = 'Deny'
param created bool = false
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = ${created === undefined ? "" : `if (${created}) `}{
  name: 'kv'
  properties: { networkAcls: { defaultAction: action, bypass: '${bypass}' } }
}
`,
    lookedUp: "resource kv 'Microsoft.KeyVault/vaults@2015-06-01' existing = { name: 'kv' }\n",
    called: "modules/kv.bicep",
    caller: "module kv 'modules/kv.bicep' = { name: 'kv' }\n",
    valuesOf: (environment) => `main.${environment}.bicepparam`,
    values: (action) => `using 'main.bicep'\nparam action = '${action}'\n`,
  },
  Terraform: {
    main: "main.tf",
    vault: ({ created, bypass = "None" }) =>
      terraformVault(created === undefined ? "" : `  count = var.${created} ? 1 : 0\n`, bypass),
    lookedUp: `data "azurerm_key_vault" "kv" {\n  name                = "kv"\n  resource_group_name = "rg"\n}\n`,
    called: "modules/kv/main.tf",
    caller: 'module "kv" {\n  source = "./modules/kv"\n}\n',
    valuesOf: (environment) => `${environment}.tfvars`,
    values: (action) => `action = "${action}"\n`,
  },
};

const forbidden = `{"error":{"code":"Forbidden","message":"Client address is not authorized and caller is not a trusted service.\\r\\nClient address: 203.0.113.7\\r\\nCaller: appid=11111111-2222-3333-4444-555555555555\\r\\nVault: kv;location=westeurope","innererror":{"code":"ForbiddenByFirewall"}}}`;

describe.each(Object.entries(syntaxes))("in %s", (_, syntax) => {
  const files = {
    [syntax.main]: syntax.vault({}),
    [syntax.valuesOf("dev")]: syntax.values("Allow"),
    [syntax.valuesOf("prod")]: syntax.values("Deny"),
  };

  test("simulations answer for each environment, and an expectation has to hold in all", () => {
    const folder = folderOf(files);
    const { verdicts } = folder.json("simulate", "./", "--from", "internet").report;
    expect(verdicts.map(({ environment, verdict }) => `${environment ?? ""} ${verdict}`)).toEqual([
      "dev allowed",
      "prod denied",
    ]);
    const expecting = ["simulate", "./", "--from", "internet", "--expect", "deny"];
    expect(folder.run(...expecting).status).toBe(1);
    expect(folder.run(...expecting, "--environment", "prod").status).toBe(0);
  });

  test("a comparison names the environment whose access changes", () => {
    const before = folderOf(files);
    const after = folderOf({ ...files, [syntax.valuesOf("prod")]: syntax.values("Allow") });
    const { changes } = after.json("diff", "./", "--base", before.folder, "--from", "internet").report;
    const shown = changes.map(({ environment, from, before: was, after: is }) => [
      environment,
      from,
      was,
      is,
    ]);
    expect(shown).toContainEqual(["prod", "internet", "denied", "allowed"]);
    expect(new Set(changes.map(({ environment }) => environment))).toEqual(new Set(["prod"]));
  });

  test("a 403 is explained by the environment that was chosen", () => {
    const folder = folderOf({ ...files, "error.txt": forbidden });
    const { explanation } = folder.json("explain-403", "./error.txt", "./", "--environment", "prod").report;
    expect([explanation?.template?.environment, explanation?.template?.verdict]).toEqual(["prod", "denied"]);
  });

  test("a baseline knows a finding in the environments in which it was", () => {
    const folder = folderOf(files);
    const known = folder.path("known.json");
    folder.run("check", "./", "--write-baseline", known);
    expect(folder.run("check", "./", "--baseline", known).status).toBe(0);
    writeFileSync(folder.path(syntax.valuesOf("prod")), syntax.values("Allow"));
    const { status, report } = folder.json("check", "./", "--baseline", known);
    expect(report.findings.filter(({ code }) => code === "KV101").map((each) => each.environments)).toEqual([
      expect.arrayContaining(["prod"]),
    ]);
    expect(status).toBe(1);
  });

  test("a vault that its condition rules out is said not to be created by default", () => {
    const folder = folderOf({ [syntax.main]: syntax.vault({ created: "created" }) });
    expect(folder.json("vaults", "./").report.vaults.map(({ exists }) => exists)).toEqual(["no"]);
    expect(folder.run("vaults", "./", "--details").out).toContain(", not created by default");
    writeFileSync(folder.path(syntax.valuesOf("prod")), syntax.values("Allow"));
    expect(folder.run("vaults", "./", "--details").out).toMatch(/, not created\n/);
  });

  test("trusted services that need no bypass are explained", () => {
    const folder = folderOf({ [syntax.main]: syntax.vault({}).replace("Deny", "Allow") });
    expect(folder.run("vaults", "./", "--details").out).toContain(
      "None (trusted services: allowed, like any address)",
    );
  });

  test("a template that looks like a module and that nothing calls says so", () => {
    const old = syntax.called.replace("kv", "old");
    const folder = folderOf({
      [syntax.main]: syntax.caller,
      [syntax.called]: syntax.vault({}),
      [old]: syntax.vault({}),
    });
    const { vaults } = folder.json("vaults", "./").report;
    const uncalled = vaults.filter(({ notes }) => notes.includes("NOTE_NOT_CALLED"));
    expect(uncalled.map(({ file }) => file)).toEqual([old]);
    expect(vaults).toHaveLength(2);
  });

  test("roots are named relative to the current folder", () => {
    const folder = folderOf({ [`deploy/${syntax.main}`]: syntax.vault({}) });
    const [vault] = folder.json("vaults", "./").report.vaults;
    expect(vault?.root).toBe(syntax.main === "main.tf" ? "deploy" : `deploy/${syntax.main}`);
  });
});

test.each(["Bicep", "Terraform"])("a vault of %s that is only looked up depends on itself", (name) => {
  const { main = "", lookedUp = "" } = syntaxes[name] ?? {};
  const { vaults } = folderOf({ [main]: lookedUp }).json("vaults", "./").report;
  expect(vaults.map(({ existing, exposure }) => [existing, exposure])).toEqual([[true, "depends"]]);
  expect(JSON.stringify(vaults)).not.toContain("apiVersion");
});
