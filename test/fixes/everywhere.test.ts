import { describe, expect, it } from "vitest";
import {
  type Analysis,
  analyze,
  applyChanges,
  changesFor,
  type Files,
  type Fix,
} from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { mergeRoots } from "../../server/src/core/workspace/merge-roots.ts";
import { parametersText } from "../cli/workspace.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { titleOf } from "../support/said.ts";

type Texts = Readonly<Record<string, string>>;
/** A root, and the parameter files of one of its environments. */
type Asked = readonly [root: string, environment?: string, ...parameters: readonly string[]];

const known = new Map<Texts, Files>();

function filesOf(texts: Texts): Files {
  const files = known.get(texts) ?? { ...filesInMemory(texts) };
  known.set(texts, files);
  return files;
}

function analysisIn(texts: Texts, [root, name, ...parameters]: Asked): Analysis {
  const environment = name === undefined ? null : { name, parameters, set: new Map<string, never>() };
  return analyze({ root, files: filesOf(texts), environment });
}

/** The fixes of a rule's findings, in all of some roots and environments together. */
function fixesIn(texts: Texts, code: string, asked: readonly Asked[]): readonly Fix[] {
  const parts = asked.map((each) => {
    const analysis = analysisIn(texts, each);
    return { analysis, findings: check(analysis, { severities: severitiesFor(code) }) };
  });
  return mergeRoots(parts)
    .filter((each) => each.code === code)
    .flatMap((each) => each.fixes());
}

/** Beside KV101, KV105 is silent. */
function severitiesFor(code: string): ReadonlyMap<string, "off"> {
  return new Map(code === "KV105" ? [["KV101", "off"]] : []);
}

const titles = (fixes: readonly Fix[]): readonly string[] => fixes.map(titleOf);

/** A file after a fix. */
function after(texts: Texts, fix: Fix | undefined, file: string): string {
  const changes = fix ? changesFor(fix, filesOf(texts)) : undefined;
  const own = (changes ?? []).filter(({ span }) => span.document.endsWith(file.slice(1)));
  return applyChanges(texts[file] ?? "", own);
}

const app = `resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'app'
  location: 'x'
  properties: { siteConfig: { appSettings: [{ name: 'S', value: '@Microsoft.KeyVault(VaultName=kv-shop;SecretName=s)' }] } }
}
`;
const vault = (properties: string, head = ""): string => `${head}
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  location: 'x'
  properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: 'standard' }, ${properties} }
}
`;
const template = (resources: readonly object[], parameters: object = {}): string =>
  JSON.stringify(
    {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      parameters,
      resources,
    },
    null,
    2,
  );
const armVault = (properties: object, more: object = {}): object => ({
  ...{ type: "Microsoft.KeyVault/vaults", apiVersion: "2026-02-01", name: "kv-shop", location: "x" },
  properties,
  ...more,
});

const deny = "Set defaultAction to 'Deny' (blocks callers that are not listed";

describe("a finding of several environments has the fixes that each of them has", () => {
  it("in Terraform, where a run in one of them is blocked", () => {
    const texts = {
      "/main.tf": `variable "with_secret" { type = bool }
resource "azurerm_key_vault" "kv" {
  name = "kv-shop"
}
resource "azurerm_key_vault_secret" "s" {
  count        = var.with_secret ? 1 : 0
  name         = "s"
  value        = "x"
  key_vault_id = azurerm_key_vault.kv.id
}
`,
      "/dev.tfvars": "with_secret = true\n",
      "/prod.tfvars": "with_secret = false\n",
    };
    const dev: Asked = ["/", "dev", "/dev.tfvars"];
    const prod: Asked = ["/", "prod", "/prod.tfvars"];
    const expected = [
      "Set default_action to 'Deny' (blocks callers that are not listed, including the machine that runs Terraform)",
      "Set public_network_access_enabled to false (blocks all public addresses, including the machine that runs Terraform)",
    ];
    expect(titles(fixesIn(texts, "KV101", [dev, prod]))).toEqual(expected);
    expect(titles(fixesIn(texts, "KV101", [prod, dev]))).toEqual(expected);
  });

  it("in Bicep and ARM JSON, where an app of one of them is blocked", () => {
    const bicep = {
      "/main.bicep":
        vault("networkAcls: { defaultAction: 'Allow' }", "param withApp bool\n") +
        app.replace("= {", "= if (withApp) {"),
      "/dev.bicepparam": "using 'main.bicep'\nparam withApp = true\n",
      "/prod.bicepparam": "using 'main.bicep'\nparam withApp = false\n",
    };
    const setting = { name: "S", value: "@Microsoft.KeyVault(VaultName=kv-shop;SecretName=s)" };
    const arm = {
      "/main.json": template(
        [
          armVault({ networkAcls: { defaultAction: "Allow" } }),
          {
            ...{ type: "Microsoft.Web/sites", apiVersion: "2023-12-01", name: "app", location: "x" },
            condition: "[parameters('withApp')]",
            properties: { siteConfig: { appSettings: [setting] } },
          },
        ],
        { withApp: { type: "bool" } },
      ),
      "/dev.json": parametersText({ withApp: true }),
      "/prod.json": parametersText({ withApp: false }),
    };
    const bicepFixes = fixesIn(bicep, "KV101", [
      ["/main.bicep", "prod", "/prod.bicepparam"],
      ["/main.bicep", "dev", "/dev.bicepparam"],
    ]);
    const armFixes = fixesIn(arm, "KV101", [
      ["/main.json", "prod", "/prod.json"],
      ["/main.json", "dev", "/dev.json"],
    ]);
    for (const [syntax, fixes] of Object.entries({ bicepFixes, armFixes }))
      expect([syntax, ...titles(fixes)]).toEqual([
        syntax,
        `${deny}, including 'app')`,
        "Set publicNetworkAccess to 'Disabled' (blocks all public addresses, including 'app')",
      ]);
  });

  it("in several roots that call a module, whose callers are all named", () => {
    const call = (more: string): string => `module m 'm.bicep' = { name: 'm' }\n${more}`;
    const texts = {
      "/m.bicep": vault("networkAcls: { defaultAction: 'Allow' }"),
      "/a.bicep": call(app),
      "/b.bicep": call(app.replace("resource app", "resource api")),
      "/c.bicep": call(""),
    };
    const fixes = fixesIn(texts, "KV101", [["/c.bicep"], ["/a.bicep"], ["/b.bicep"]]);
    expect(titles(fixes)[0]).toBe(`${deny}, including 'app' and 'api')`);
  });
});

describe("what closes the vault of another root that calls the module", () => {
  const shared = vault(
    "publicNetworkAccess: isOpen ? 'Enabled' : 'Disabled', networkAcls: acls",
    "param isOpen bool\nparam acls object\n",
  );
  const call = (open: boolean, acls: string): string =>
    `module m 'm.bicep' = { name: 'm', params: { isOpen: ${String(open)}, acls: ${acls} } }\n`;
  const open = call(true, "{ defaultAction: 'Allow' }");
  const listing = call(true, "{ defaultAction: 'Deny', ipRules: [{ value: '203.0.113.7' }] }");
  const disabled = "Set publicNetworkAccess to 'Disabled' (blocks all public addresses)";

  it("is not offered where that vault is not to be closed", () => {
    const texts = { "/m.bicep": shared, "/a.bicep": open, "/b.bicep": listing };
    expect(titles(fixesIn(texts, "KV101", [["/a.bicep"]]))).toContain(disabled);
    expect(titles(fixesIn(texts, "KV101", [["/a.bicep"], ["/b.bicep"]]))).not.toContain(disabled);
  });

  it("is offered where the other vault does not have what is changed", () => {
    const elsewhere = {
      "/m.bicep": shared,
      "/a.bicep": open,
      "/b.bicep": call(false, "{ defaultAction: 'Deny' }"),
    };
    expect(titles(fixesIn(elsewhere, "KV101", [["/a.bicep"], ["/b.bicep"]]))).toContain(disabled);
  });

  it("is offered where the argument of one call is changed", () => {
    const texts = { "/m.bicep": shared, "/a.bicep": open, "/b.bicep": listing };
    expect(titles(fixesIn(texts, "KV101", [["/a.bicep"], ["/b.bicep"]]))).toContain(`${deny})`);
  });
});

describe("a condition whose results would all be the same", () => {
  const bicep = (value: string, head = ""): Texts => ({
    "/main.bicep": vault(
      `publicNetworkAccess: 'Enabled', networkAcls: { defaultAction: ${value} }`,
      `param mode string = 'open'\n${head}`,
    ),
  });
  const first = (texts: Texts, file: string, root = file): string =>
    after(texts, fixesIn(texts, "KV101", [[root]])[0], file);

  it.each([
    ["mode == 'open' ? 'Allow' : 'Deny'", "defaultAction: 'Deny' "],
    ["mode == 'closed' ? 'deny' : 'Allow'", "defaultAction: 'Deny' "],
    ["mode == 'a' ? 'Deny' : mode == 'open' ? 'Allow' : 'Deny'", "defaultAction: 'Deny' "],
    // What is not written may be anything.
    ["mode == 'open' ? 'Allow' : mode", "defaultAction: mode == 'open' ? 'Deny' : mode "],
  ])("is replaced as a whole in Bicep: %s", (value, expected) => {
    expect(first(bicep(value), "/main.bicep")).toContain(expected);
  });

  it("is replaced as a whole in a variable", () => {
    const texts = bicep("action", "var action = mode == 'open' ? 'Allow' : 'Deny'\n");
    expect(first(texts, "/main.bicep")).toContain("var action = 'Deny'\n");
  });

  it("is replaced as a whole in ARM JSON", () => {
    const action = "[if(equals(parameters('mode'), 'open'), 'Allow', 'Deny')]";
    const resource = armVault({ networkAcls: { defaultAction: action } });
    const texts = { "/main.json": template([resource], { mode: { type: "string", defaultValue: "open" } }) };
    expect(first(texts, "/main.json")).toContain('"defaultAction": "Deny"');
  });

  it("is replaced as a whole in Terraform", () => {
    const texts = {
      "/main.tf": `variable "mode" { default = "open" }
resource "azurerm_key_vault" "kv" {
  name = "kv-shop"
  network_acls {
    bypass         = "None"
    default_action = var.mode == "open" ? "Allow" : "Deny"
  }
}
`,
    };
    expect(first(texts, "/main.tf", "/")).toContain('default_action = "Deny"\n');
  });
});

describe("network rules inside of value, as in a parameter file,", () => {
  const bicep = { "/main.bicep": vault("networkAcls: { value: { defaultAction: 'Deny', bypass: 'None' } }") };
  const arm = { "/main.json": template([armVault({ networkAcls: { value: { defaultAction: "Deny" } } })]) };
  const azapi = {
    "/main.tf": `resource "azapi_resource" "kv" {
  type = "Microsoft.KeyVault/vaults@2026-02-01"
  name = "kv-shop"
  body = { properties = { networkAcls = { value = { defaultAction = "Deny" } } } }
}
`,
  };

  it.each([
    ["Bicep", bicep, "/main.bicep"],
    ["ARM JSON", arm, "/main.json"],
    ["azapi", azapi, "/"],
  ])("get no second default action beside it: %s", (_, texts, root) => {
    for (const code of ["KV101", "KV105"]) {
      const found = check(analysisIn(texts, [root]), { severities: severitiesFor(code) });
      expect(found.map((each) => each.code)).toContain(code);
      expect(titles(fixesIn(texts, code, [[root]])).join()).not.toContain("defaultAction");
    }
  });

  it("are no reason to leave out the default action of others", () => {
    const rules = { "/main.bicep": vault("networkAcls: { ipRules: [{ value: '203.0.113.7' }] }") };
    expect(titles(fixesIn(rules, "KV105", [["/main.bicep"]]))).toEqual([
      `${deny})`,
      "Set defaultAction to 'Allow'",
    ]);
  });
});

describe("KV106", () => {
  it("names the trusted consumers that lose access without the bypass", () => {
    const storage = `resource st 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'st'
  location: 'x'
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  identity: { type: 'SystemAssigned' }
  properties: { encryption: { keySource: 'Microsoft.Keyvault', keyvaultproperties: { keyname: 'cmk', keyvaulturi: kv.properties.vaultUri } } }
}
`;
    const texts = { "/main.bicep": vault("networkAcls: { defaultAction: 'Deny' }") + storage };
    expect(titles(fixesIn(texts, "KV106", [["/main.bicep"]]))).toEqual([
      "Set bypass to 'AzureServices'",
      "Set bypass to 'None' (blocks trusted services, including 'st')",
    ]);
    const without = { "/main.bicep": vault("networkAcls: { defaultAction: 'Deny' }") };
    expect(titles(fixesIn(without, "KV106", [["/main.bicep"]]))[1]).toBe(
      "Set bypass to 'None' (blocks trusted services)",
    );
  });
});

describe("fixes of one finding", () => {
  it("write different texts", () => {
    const texts = {
      "/main.bicep": vault("networkAcls: { defaultAction: 'Allow', bypass: 'AzureServices' }"),
    };
    const fixes = fixesIn(texts, "KV101", [["/main.bicep"]]);
    const results = fixes.map((fix) => after(texts, fix, "/main.bicep"));
    expect(new Set(results).size).toBe(results.length);
  });
});
