import { describe, expect, it } from "vitest";
import { analyze } from "../../server/src/core/index.ts";
import { printId } from "../../server/src/core/network/ids/links.ts";
import { consumersOf } from "../../server/src/core/services/consumers/find-consumers.ts";

/** The vault that a reference means, written as a Bicep expression beside these declarations. */
const frame = `param uri string
param name string
param settings object
@secure()
param secret string
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = { name: 'kv' }
resource named 'Microsoft.KeyVault/vaults@2024-11-01' = { name: name }
resource looked 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: 'kv-looked' }
resource hsm 'Microsoft.KeyVault/managedHSMs@2024-11-01' = { name: 'hsm' }
resource key 'Microsoft.KeyVault/vaults/keys@2024-11-01' = { parent: kv, name: 'cmk' }
var suffix = environment().suffixes.keyvaultDns
`;

const keyUris: readonly (readonly [string, string])[] = [
  ["'https://kv.vault.azure.net/keys/cmk'", "kv"],
  ["'https://KV.VAULT.azure.net/keys/cmk/1'", "kv"],
  ["'https://kv.vault.usgovcloudapi.net/keys/cmk'", "kv"],
  ["'https://kv${suffix}/keys/cmk'", "kv"],
  ["'https://${kv.name}.vault.azure.net/keys/cmk'", "kv"],
  ["'${kv.properties.vaultUri}keys/cmk'", "kv"],
  ["concat(kv.properties.vaultUri, 'keys/cmk')", "kv"],
  ["format('https://{0}{1}/keys/{2}', kv.name, suffix, 'cmk')", "kv"],
  ["key.properties.keyUriWithVersion", "kv"],
  ["'https://${name}.vault.azure.net/keys/cmk'", "named"],
  ["named.properties.vaultUri", "named"],
  ["looked.properties.vaultUri", "looked"],
  ["'https://kv-looked.vault.azure.net/keys/cmk'", "looked"],
  ["'https://hsm.managedhsm.azure.net/keys/cmk'", "hsm"],
  // An unknown name may be that of any vault whose own name is unknown.
  ["'https://${settings.vault}.vault.azure.net/keys/cmk'", "maybe kv, named, looked"],
  ["uri", "maybe kv, named, looked, hsm"],
  // Whatever the unknown part is, the name of `kv` does not begin like this; it is written in full, so it is no part of one.
  ["'https://x-${settings.vault}.vault.azure.net/keys/cmk'", "maybe named"],
  ["'https://elsewhere.vault.azure.net/keys/cmk'", "maybe named"],
  // No vault's at all.
  ["'https://kv.blob.core.windows.net/keys/cmk'", "nothing"],
  ["'https://kv.example.com'", "nothing"],
  ["'cmk'", "nothing"],
  ["''", "nothing"],
];

const settings: readonly (readonly [string, string])[] = [
  ["'@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/x)'", "kv"],
  ["'@Microsoft.KeyVault(SecretUri=${kv.properties.vaultUri}secrets/x)'", "kv"],
  ["'@Microsoft.KeyVault(VaultName=kv;SecretName=x)'", "kv"],
  ["'@microsoft.keyvault(vaultname=KV; secretname=x; secretversion=1)'", "kv"],
  ["'@Microsoft.KeyVault(VaultName=${name};SecretName=x)'", "named"],
  ["'@Microsoft.KeyVault(SecretUri=${uri})'", "maybe kv, named, looked, hsm"],
  ["'@Microsoft.KeyVault(${settings.reference})'", "maybe kv, named, looked, hsm"],
  ["uri", "nothing"],
  ["secret", "nothing"],
  ["'https://kv.vault.azure.net/'", "nothing"],
];

describe("the URI of a key", () => {
  it.each(keyUris)("%s means %s", (written, expected) => {
    const resource = `resource consumer 'Microsoft.DocumentDB/databaseAccounts@2024-05-15' = {
  name: 'consumer'
  properties: { keyVaultKeyUri: ${written} }
}`;
    expect(vaultsOf(resource)).toBe(expected);
  });
});

describe("an app setting", () => {
  it.each(settings)("%s means %s", (written, expected) => {
    const resource = `resource consumer 'Microsoft.Web/sites@2024-04-01' = {
  name: 'consumer'
  properties: { siteConfig: { appSettings: [{ name: 'Setting', value: ${written} }] } }
}`;
    expect(vaultsOf(resource)).toBe(expected);
  });
});

function vaultsOf(resource: string): string {
  const root = "/test/main.bicep";
  const document = { id: root, text: `${frame}\n${resource}\n` };
  const files = {
    get: (id: string) => (id === root ? document : null),
    resolve: (_: string, path: string) => path,
  };
  const { worlds, problems } = analyze({ root, files });
  expect(problems).toEqual([]);
  const [consumer] = worlds.flatMap(({ network }) =>
    consumersOf(network).filter(({ resource: { symbol } }) => symbol === "consumer"),
  );
  const [use] = consumer?.uses ?? [];
  if (!use) return "nothing";
  const { vault } = use;
  if (vault.kind === "declared") return vault.to.symbol;
  if (vault.kind === "external") return `elsewhere: ${printId(vault.id, () => "?")}`;
  return `maybe ${vault.candidates.map(({ symbol }) => symbol).join(", ")}`;
}
