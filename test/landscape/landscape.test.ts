import { describe, expect, it } from "vitest";
import { linkAnalyses } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { mergeRoots } from "../../server/src/core/workspace/merge-roots.ts";
import type { Texts } from "../support/files-in-memory.ts";
import { analysesAlone, analysesOf, findingLines, vaultLines } from "./workspace.ts";

const closed =
  'public_network_access_enabled = true\n  network_acls {\n    default_action = "Deny"\n    bypass = "None"\n  }';

function vaultTf(name: string, body = closed): string {
  return `resource "azurerm_key_vault" "shared" {\n  name = ${name}\n  resource_group_name = "rg"\n  ${body}\n}\n`;
}

function vaultBicep(name: string, action = "Deny"): string {
  return `resource shared 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: ${name}
  location: 'westeurope'
  properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: 'standard' }, publicNetworkAccess: 'Enabled', networkAcls: { defaultAction: '${action}', bypass: 'None' } }
}
`;
}

const lookupTf = `data "azurerm_key_vault" "kv" {\n  name = "KV-Shared"\n  resource_group_name = "rg"\n}\n`;
const secretTf = `resource "azurerm_key_vault_secret" "s" {\n  name = "s"\n  value = "x"\n  key_vault_id = data.azurerm_key_vault.kv.id\n}\n`;
const appTf = `resource "azurerm_linux_web_app" "app" {
  name = "app"
  app_settings = { S = "@Microsoft.KeyVault(SecretUri=https://kv-shared.vault.azure.net/secrets/s)" }
  site_config {}
}
`;
const lookupBicep = (name: string): string =>
  `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' existing = {\n  name: ${name}\n}\n`;
const endpointBicep = `resource vnet 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: 'vnet'
  location: 'westeurope'
  properties: { addressSpace: { addressPrefixes: [ '10.0.0.0/16' ] }, subnets: [ { name: 'pe', properties: { addressPrefix: '10.0.1.0/24' } } ] }
}
resource pe 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: 'pe'
  location: 'westeurope'
  properties: {
    subnet: { id: vnet.properties.subnets[0].id }
    privateLinkServiceConnections: [ { name: 'c', properties: { privateLinkServiceId: kv.id, groupIds: [ 'vault' ] } } ]
  }
}
`;
const endpointJson = JSON.stringify({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  resources: [
    {
      type: "Microsoft.Network/privateEndpoints",
      apiVersion: "2025-05-01",
      name: "pe",
      location: "westeurope",
      properties: {
        subnet: { id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'pe')]" },
        privateLinkServiceConnections: [
          {
            name: "c",
            properties: {
              privateLinkServiceId: "[resourceId('rg', 'Microsoft.KeyVault/vaults', 'kv-shared')]",
              groupIds: ["vault"],
            },
          },
        ],
      },
    },
  ],
});

const stateTf = (key: string): string => `data "terraform_remote_state" "hub" {
  backend = "azurerm"
  config = { container_name = "tfstate", key = "${key}" }
}
resource "azurerm_key_vault_secret" "s" {
  name = "s"
  value = "x"
  key_vault_id = data.terraform_remote_state.hub.outputs.vault_id
}
`;

interface Scene {
  readonly texts: Texts;
  readonly vaults: readonly string[];
  /** Of the rules about consumers and the runner. */
  readonly findings?: readonly string[];
}

const scenes: Readonly<Record<string, Scene>> = {
  "a lookup is the vault that another root declares, across languages and whatever its case": {
    texts: {
      "/hub/main.tf": vaultTf('"kv-shared"'),
      "/app/main.bicep": lookupBicep("'kv-shared'"),
      "/jobs/main.tf": lookupTf,
    },
    vaults: [
      "/app/main.bicep, kv: private, is /hub/ azurerm_key_vault.shared",
      "/hub/, azurerm_key_vault.shared: private",
      "/jobs/, data.azurerm_key_vault.kv: private, is /hub/ azurerm_key_vault.shared",
    ],
  },
  "a name that almost is that of a vault of another root": {
    texts: { "/hub/main.tf": vaultTf('"kv-orders"'), "/app/main.bicep": lookupBicep("'kv-odrers'") },
    vaults: ["/app/main.bicep, kv: depends", "/hub/, azurerm_key_vault.shared: private"],
    findings: [
      "/app/main.bicep KV511 hint /app/main.bicep: No vault here is named 'kv-odrers', but 'kv-orders' is similar.",
    ],
  },
  "a name that almost is that of two": {
    texts: {
      "/hub/main.tf": vaultTf('"kv-orders"'),
      "/two/main.tf": vaultTf('"kv-odders"'),
      "/app/main.bicep": lookupBicep("'kv-oders'"),
    },
    vaults: [
      "/app/main.bicep, kv: depends",
      "/hub/, azurerm_key_vault.shared: private",
      "/two/, azurerm_key_vault.shared: private",
    ],
    findings: [],
  },
  "what a root does with the vault of another one is reported where it does it": {
    texts: { "/hub/main.bicep": vaultBicep("'kv-shared'"), "/app/main.tf": lookupTf + secretTf + appTf },
    vaults: [
      "/app/, data.azurerm_key_vault.kv: private, is /hub/main.bicep shared",
      "/hub/main.bicep, shared: private",
    ],
    findings: [
      "/app/ KV505 warning /app/main.tf: 'kv-shared' blocks Terraform, so 'azurerm_key_vault_secret.s' fails: no rule allows it.",
      "/app/ KV501 warning /app/main.tf: 'kv-shared' blocks 'azurerm_linux_web_app.app': it has no subnet, and no rule allows it.",
    ],
  },
  "an address that is taken from the lookup is that of the declared vault": {
    texts: {
      "/hub/main.bicep": vaultBicep("'kv-shared'"),
      "/app/main.tf":
        lookupTf +
        appTf.replace("https://kv-shared.vault.azure.net/", "${data.azurerm_key_vault.kv.vault_uri}"),
    },
    vaults: [
      "/app/, data.azurerm_key_vault.kv: private, is /hub/main.bicep shared",
      "/hub/main.bicep, shared: private",
    ],
    findings: [
      "/app/ KV501 warning /app/main.tf: 'kv-shared' blocks 'azurerm_linux_web_app.app': it has no subnet, and no rule allows it.",
    ],
  },
  "a private endpoint of another root counts, and a third root is reported": {
    texts: {
      "/hub/main.tf": vaultTf('"kv-shared"'),
      "/net/main.bicep": lookupBicep("'kv-shared'") + endpointBicep,
      "/app/main.tf": lookupTf + secretTf,
    },
    vaults: [
      "/app/, data.azurerm_key_vault.kv: private, is /hub/ azurerm_key_vault.shared",
      "/hub/, azurerm_key_vault.shared: private",
      "/net/main.bicep, kv: private, is /hub/ azurerm_key_vault.shared",
    ],
    // The machine may be in a network that the endpoint is in.
    findings: [],
  },
  "an endpoint of another root whose target is not known says nothing of vaults that it does not refer to": {
    texts: {
      "/hub/main.tf": `${vaultTf('"kv-shared"')}${vaultTf('"kv-two"').replace('"shared"', '"two"')}resource "azurerm_key_vault_secret" "s" {\n  name = "s"\n  value = "x"\n  key_vault_id = azurerm_key_vault.two.id\n}\n`,
      "/app/main.tf": `${lookupTf}variable "site" {}\nresource "azurerm_private_endpoint" "pe" {\n  name = "pe"\n  private_service_connection {\n    name = "c"\n    is_manual_connection = false\n    private_connection_resource_id = var.site\n    subresource_names = ["sites-\${var.site}"]\n  }\n}\n`,
    },
    vaults: [
      "/app/, data.azurerm_key_vault.kv: private, is /hub/ azurerm_key_vault.shared",
      "/hub/, azurerm_key_vault.shared: private",
      "/hub/, azurerm_key_vault.two: private",
    ],
    findings: [
      "/hub/ KV505 warning /hub/main.tf: 'kv-two' blocks Terraform, so 'azurerm_key_vault_secret.s' fails: no rule allows it.",
    ],
  },
  "a placeholder names no vault": {
    texts: {
      "/hub/main.tf": vaultTf('"{{ .vault.name }}"'),
      "/app/main.bicep": lookupBicep("'{{ .vault.name }}'"),
    },
    vaults: ["/app/main.bicep, kv: depends", "/hub/, azurerm_key_vault.shared: private"],
  },
  "an id in text is a reference too": {
    texts: {
      "/hub/main.tf": vaultTf('"kv-shared"'),
      "/net/main.json": endpointJson,
      "/app/main.tf": lookupTf + secretTf,
    },
    vaults: [
      "/app/, data.azurerm_key_vault.kv: private, is /hub/ azurerm_key_vault.shared",
      "/hub/, azurerm_key_vault.shared: private",
    ],
    findings: [],
  },
  "each environment is linked with that of the same name": {
    texts: {
      "/hub/main.tf": `variable "env" {}\nvariable "action" {}\n${vaultTf('"kv-${var.env}"', 'network_acls {\n default_action = var.action\n bypass = "None"\n }')}`,
      "/hub/dev.tfvars": 'env = "shared"\naction = "Allow"\n',
      "/hub/prod.tfvars": 'env = "shared"\naction = "Deny"\n',
      "/app/main.tf": `variable "size" {}\n${lookupTf}`,
      "/app/prod.tfvars": "size = 1\n",
      "/app/dev.tfvars": "size = 2\n",
    },
    vaults: [
      "/app/ in dev, data.azurerm_key_vault.kv: public, is /hub/ in dev azurerm_key_vault.shared",
      "/app/ in prod, data.azurerm_key_vault.kv: private, is /hub/ in prod azurerm_key_vault.shared",
      "/hub/ in dev, azurerm_key_vault.shared: public",
      "/hub/ in prod, azurerm_key_vault.shared: private",
    ],
  },
  "without an environment of that name all of them are meant: equal answers are one, differing ones are cases":
    {
      texts: {
        "/hub/main.tf": `variable "action" {}\n${vaultTf('"kv-shared"', 'network_acls {\n default_action = var.action\n bypass = "None"\n }')}`,
        "/hub/dev.tfvars": 'action = "Allow"\n',
        "/hub/prod.tfvars": 'action = "Deny"\n',
        "/app/main.tf": lookupTf,
        "/same/main.tf": `variable "action" {}\n${vaultTf('"kv-same"')}`,
        "/same/dev.tfvars": 'action = "Allow"\n',
        "/same/prod.tfvars": 'action = "Deny"\n',
        "/other/main.bicep": lookupBicep("'kv-same'"),
      },
      vaults: [
        '/app/, data.azurerm_key_vault.kv: depends ({"environment":"dev"} public, {"environment":"prod"} private), is /hub/ azurerm_key_vault.shared',
        "/hub/ in dev, azurerm_key_vault.shared: public",
        "/hub/ in prod, azurerm_key_vault.shared: private",
        "/other/main.bicep, kv: private, is /same/ azurerm_key_vault.shared",
        "/same/ in dev, azurerm_key_vault.shared: private",
        "/same/ in prod, azurerm_key_vault.shared: private",
      ],
    },
  "two declarations of one name are not linked": {
    texts: {
      "/a/main.tf": vaultTf('"kv-shared"'),
      "/b/main.bicep": vaultBicep("'kv-shared'", "Allow"),
      "/c/main.tf": lookupTf,
    },
    vaults: [
      "/a/, azurerm_key_vault.shared: private",
      "/b/main.bicep, shared: public",
      "/c/, data.azurerm_key_vault.kv: depends",
    ],
  },
  "a vault that a root declares but does not create is its own": {
    texts: {
      "/hub/main.bicep": vaultBicep("'kv-shared'"),
      "/app/main.bicep":
        vaultBicep("'kv-shared'", "Allow").replace("= {", "= if (false) {") +
        endpointBicep.replace("kv.id", "shared.id"),
    },
    vaults: ["/app/main.bicep, shared: public", "/hub/main.bicep, shared: private"],
  },
  "a vault that a root may look up instead of creating it is the one that another root declares": {
    texts: {
      "/hub/main.bicep": vaultBicep("'kv-shared'"),
      "/app/main.bicep": `${vaultBicep("'kv-shared'", "Allow").replace("= {", "= if (false) {")}${lookupBicep("'kv-shared'")}`,
    },
    vaults: [
      "/app/main.bicep, shared: public",
      "/app/main.bicep, kv: private, is /hub/main.bicep shared",
      "/hub/main.bicep, shared: private",
    ],
  },
  "equal expressions of names are probably one vault, and nothing worse than an information rests on that": {
    texts: {
      "/hub/main.bicep": `param prefix string\n${vaultBicep("'kv-${prefix}'")}`,
      "/app/main.bicep": `param prefix string\n${lookupBicep("'kv-${prefix}'")}resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: 'app'
  location: 'westeurope'
  properties: { siteConfig: { appSettings: [ { name: 'S', value: '@Microsoft.KeyVault(SecretUri=\${kv.properties.vaultUri}secrets/s)' } ] } }
}
`,
      "/else/main.bicep": `param suffix string\n${lookupBicep("'kv-${suffix}'")}`,
    },
    vaults: [
      "/app/main.bicep, kv: private, probably is /hub/main.bicep shared, noted",
      "/else/main.bicep, kv: depends",
      "/hub/main.bicep, shared: private",
    ],
    findings: [
      "/app/main.bicep KV501 info /app/main.bicep: 'shared' blocks 'app': it has no subnet, and no rule allows it.",
    ],
  },
  "a vault is found through the state of the root that declares it, whether or not its name is known": {
    texts: {
      "/hub/main.tf": `terraform {\n  backend "azurerm" {\n    container_name = "tfstate"\n    key = "hub.tfstate"\n  }\n}\nvariable "name" {}\n${vaultTf("var.name")}output "vault_id" {\n  value = azurerm_key_vault.shared.id\n}\n`,
      "/known/backend.tf.json": '{ "terraform": { "backend": { "azurerm": { "key": "known.tfstate" } } } }',
      "/known/main.tf": `${vaultTf('"kv-known"')}output "vault_id" {\n  value = azurerm_key_vault.shared.id\n}\n`,
      "/app/main.tf": stateTf("hub.tfstate"),
      "/jobs/main.tf": stateTf("known.tfstate"),
      "/else/main.tf": stateTf("gone.tfstate"),
      "/local/main.tf": stateTf("hub.tfstate")
        .replace(/config = .*/, 'config = { path = "../hub/terraform.tfstate" }')
        .replace('"azurerm"', '"local"'),
    },
    vaults: ["/hub/, azurerm_key_vault.shared: private", "/known/, azurerm_key_vault.shared: private"],
    findings: [
      "/app/ KV505 warning /app/main.tf: 'azurerm_key_vault.shared' blocks Terraform, so 'azurerm_key_vault_secret.s' fails: no rule allows it.",
      "/jobs/ KV505 warning /jobs/main.tf: 'kv-known' blocks Terraform, so 'azurerm_key_vault_secret.s' fails: no rule allows it.",
      "/local/ KV505 warning /local/main.tf: 'azurerm_key_vault.shared' blocks Terraform, so 'azurerm_key_vault_secret.s' fails: no rule allows it.",
    ],
  },
  "a root of the same expressions elsewhere is not confused with this one": {
    texts: {
      "/hub/main.bicep": `param name string\n${vaultBicep("'kv-shared'")}`,
      "/net/main.bicep": `param name string\nresource other 'Microsoft.KeyVault/vaults@2026-02-01' existing = {\n  name: name\n}\n${lookupBicep("'kv-shared'")}${endpointBicep.replace("kv.id", "other.id")}`,
    },
    vaults: [
      "/hub/main.bicep, shared: private",
      "/net/main.bicep, other: depends",
      "/net/main.bicep, kv: private, is /hub/main.bicep shared",
    ],
  },
};

describe("a vault that one root declares and another one looks up", () => {
  it.each(Object.entries(scenes))("%s", (_, { texts, vaults, findings }) => {
    const analyses = analysesOf(texts);
    expect(vaultLines(analyses)).toEqual(vaults);
    if (findings) expect(findingLines(analyses, "KV501", "KV505", "KV511")).toEqual(findings);
  });
});

/** The findings of all roots as `check` says them: `/mod/kv.bicep:5 KV213, called in`. */
function mergedLines(texts: Texts, ...codes: readonly string[]): readonly string[] {
  const judged = analysesOf(texts).map((analysis) => ({ analysis, findings: check(analysis) }));
  return mergeRoots(judged)
    .filter(({ code }) => codes.includes(code))
    .map(({ code, span, callers }) => `${span.document} ${code} ${callers.join(" ")}`.trim());
}

describe("findings in a module that linked roots share", () => {
  const module = `param name string\nparam action string\n${vaultBicep("name").replace("'Deny'", "action").replace("2026-02-01", "2019-09-01")}`;
  const call = (name: string, action: string): string =>
    `module own '../mod/kv.bicep' = {\n  name: 'own'\n  params: { name: '${name}', action: '${action}' }\n}\n`;

  it("stay there although the vault of another root comes from the same module", () => {
    const texts = {
      "/mod/kv.bicep": module,
      "/hub/main.bicep": call("kv-shared", "Deny"),
      "/app/main.bicep": call("kv-own", "Allow") + lookupBicep("'kv-shared'"),
    };
    expect(mergedLines(texts, "KV213")).toEqual(["/mod/kv.bicep KV213"]);
  });

  it("hold for all callers although other roots look the vault up", () => {
    const texts = {
      "/mod/main.tf": vaultTf(
        '"kv-shared"',
        'network_acls {\n default_action = "Allow"\n bypass = "None"\n }',
      ),
      "/hub/main.tf": 'module "kv" {\n  source = "../mod"\n}\n',
      "/app/main.tf": lookupTf,
    };
    expect(mergedLines(texts, "KV101")).toEqual(["/mod/main.tf KV101"]);
  });

  it("hold for all callers if each of them uses the vault of another root", () => {
    const texts = {
      "/hub/main.tf": vaultTf('"kv-shared"'),
      "/mod/main.tf": lookupTf + appTf,
      "/one/main.tf": 'module "app" {\n  source = "../mod"\n}\n',
      "/two/main.tf": 'module "app" {\n  source = "../mod"\n}\n',
    };
    expect(mergedLines(texts, "KV501")).toEqual(["/mod/main.tf KV501"]);
  });
});

describe("a root that triggers a bug when others look at it", () => {
  const texts = {
    "/hub/main.bicep": vaultBicep("'kv-shared'"),
    "/app/main.tf": lookupTf,
    "/other/main.tf": vaultTf('"kv-other"'),
    "/user/main.tf": lookupTf.replace("KV-Shared", "kv-other"),
  };
  const broken = (): never => {
    throw new Error("bug");
  };

  it("fails those that refer to it by name, and costs no other root its answer", () => {
    const alone = analysesAlone(texts).map((each) =>
      each.root === "/hub/main.bicep" ? { ...each, outside: broken } : each,
    );
    const linked = linkAnalyses(alone);
    expect(linked.flatMap(({ root, kind }) => (kind === "failed" ? [root] : []))).toEqual(["/app/"]);
    expect(vaultLines(linked.filter(({ root }) => root === "/user/"))).toEqual([
      "/user/, data.azurerm_key_vault.kv: private, is /other/ azurerm_key_vault.shared",
    ]);
  });

  it("is ended where it takes too long", () => {
    const asked: string[] = [];
    linkAnalyses(analysesAlone(texts), {
      inTime: (root, work) => {
        asked.push(root);
        return work();
      },
    });
    expect(asked).toEqual(["/app/", "/hub/main.bicep", "/other/", "/user/"]);
  });
});
