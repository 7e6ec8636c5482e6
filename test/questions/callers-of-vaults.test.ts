import { describe, expect, test } from "vitest";
import { runCli } from "../cli/run-cli.ts";
import { workspace } from "../cli/workspace.ts";

interface Report {
  readonly vaults: readonly {
    readonly symbol: string;
    readonly callers: readonly {
      readonly from: string;
      readonly machine: string;
      readonly verdict: string;
    }[];
  }[];
  readonly verdicts: readonly { readonly vault: string; readonly verdict: string }[];
  readonly findings: readonly { readonly code: string; readonly vault: string }[];
}

/** The callers of each vault as they are listed, each beside what `simulate` says of it there, and the findings. */
function ask(files: Readonly<Record<string, string>>): {
  readonly listed: readonly string[];
  readonly simulated: readonly string[];
  readonly found: readonly string[];
} {
  const { folder, remove } = workspace(files);
  const report = (...given: readonly string[]): Report =>
    JSON.parse(runCli(...given, "--format", "json", folder).out) as Report;
  const listed = report("vaults").vaults.flatMap(({ symbol, callers }) =>
    callers.map(({ from, machine, verdict }) => ({ from, machine, said: `${from} ${symbol} ${verdict}` })),
  );
  const simulated = [...new Set(listed.map(({ from }) => from))].flatMap((from) =>
    report("simulate", "--from", from).verdicts.map(({ vault, verdict }) => `${from} ${vault} ${verdict}`),
  );
  const found = report("check").findings.flatMap(({ code, vault }) =>
    code.startsWith("KV5") ? [`${code} ${vault}`] : [],
  );
  remove();
  return {
    listed: listed.map(({ machine, said }) => `${said} (${machine})`).sort(),
    simulated: simulated.sort(),
    found: found.sort(),
  };
}

const terraform = `
provider "azurerm" {
  features {}
}
resource "azurerm_key_vault" "kv" {
  name                          = "kv-shop"
  location                      = "westeurope"
  resource_group_name           = "rg"
  tenant_id                     = "00000000-0000-0000-0000-000000000000"
  sku_name                      = "standard"
  public_network_access_enabled = false
}
`;

describe("the callers of a vault", () => {
  test("are resources that use it, and what Terraform asks it for, as simulate answers them", () => {
    const files = {
      "main.tf": `${terraform}
resource "azurerm_key_vault_secret" "s" {
  name         = "s"
  value        = "v"
  key_vault_id = azurerm_key_vault.kv.id
}
resource "azapi_data_plane_resource" "issuer" {
  type      = "Microsoft.KeyVault/vaults/certificates/issuers@7.4"
  parent_id = "kv-shop.vault.azure.net"
  name      = "issuer"
  body      = {}
}
resource "azurerm_linux_web_app" "app" {
  name                = "app"
  location            = "westeurope"
  resource_group_name = "rg"
  service_plan_id     = "plan"
  app_settings        = { VAULT = azurerm_key_vault.kv.vault_uri }
  site_config {}
}
`,
    };
    const { listed, simulated, found } = ask(files);
    expect(listed).toEqual([
      "consumer:azapi_data_plane_resource.issuer azurerm_key_vault.kv denied (terraform)",
      "consumer:azurerm_key_vault_secret.s azurerm_key_vault.kv denied (terraform)",
      "consumer:azurerm_linux_web_app.app azurerm_key_vault.kv denied (resource)",
    ]);
    expect(listed.map((each) => each.replace(/ \(.*/, ""))).toEqual(simulated);
    expect(found).toEqual(["KV505 azurerm_key_vault.kv", "KV510 azurerm_key_vault.kv"]);
  });

  test("are apps that use one vault and hold the address of another, at each of them", () => {
    const vault = (symbol: string): string =>
      `resource ${symbol} 'Microsoft.KeyVault/vaults@2026-02-01' = {\n  name: 'kv-${symbol}'\n  properties: { publicNetworkAccess: 'Disabled' }\n}\n`;
    const app = `resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'app'
  properties: { siteConfig: { appSettings: [
    { name: 'KEY', value: '@Microsoft.KeyVault(SecretUri=\${one.properties.vaultUri}secrets/key)' }
    { name: 'OWN', value: one.properties.vaultUri }
    { name: 'OTHER', value: two.properties.vaultUri }
  ] } }
}
`;
    const { listed, simulated, found } = ask({ "main.bicep": vault("one") + vault("two") + app });
    // Once at the vault that it also holds the address of.
    expect(listed).toEqual(["consumer:app one denied (resource)", "consumer:app two denied (resource)"]);
    expect(simulated).toEqual(["consumer:app one denied", "consumer:app two denied"]);
    expect(found).toEqual(["KV501 one", "KV510 two"]);
  });

  test("are named as such where they may use another vault instead", () => {
    const files = {
      "main.bicep": `param name string
resource one 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-one'
  properties: { publicNetworkAccess: 'Disabled' }
}
resource des 'Microsoft.Compute/diskEncryptionSets@2023-04-02' = {
  name: 'des'
  properties: { activeKey: { sourceVault: { id: resourceId('Microsoft.KeyVault/vaults', name) }, keyUrl: 'https://\${name}.vault.azure.net/keys/k' } }
}
`,
    };
    const { folder, remove } = workspace(files);
    const [text, german] = ["en", "de"].map(
      (lang) => runCli("vaults", "--details", "--lang", lang, folder).out,
    );
    remove();
    expect(text).toMatch(/called by +consumer:des \(allowed\), if it uses the vault\n/);
    expect(german).toMatch(/Aufrufe von +consumer:des \(.*\), falls sie den Key Vault verwendet\n/);
  });
});
