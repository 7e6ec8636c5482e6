import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analyze, type Files } from "../../server/src/core/index.ts";
import { findService } from "../../server/src/core/services/catalogue.ts";
import { printConsumers } from "./consumers/print.ts";

const folder = join(import.meta.dirname, "consumers");
const frame = readFileSync(join(folder, "frame.bicep"), "utf8");
const user = "identity: { type: 'UserAssigned', userAssignedIdentities: { '/id': {} } }";
const both = "identity: { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { '/id': {} } }";
const parameter = "identity: { type: type }";

/** The identity is chosen by the resource's own `identity` here: no key of these says which one reads it. */
const scenarios = {
  "recovery-services-vault-cmk": `resource consumer 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: 'consumer'
  IDENTITY
  properties: { encryption: { keyVaultProperties: { keyUri: '\${kv.properties.vaultUri}keys/cmk' } } }
}`,
  "backup-vault-cmk": `resource consumer 'Microsoft.DataProtection/backupVaults@2024-04-01' = {
  name: 'consumer'
  IDENTITY
  properties: {
    securitySettings: { encryptionSettings: { keyVaultProperties: { keyUri: '\${kv.properties.vaultUri}keys/cmk' } } }
  }
}`,
  "data-box-cmk": `resource consumer 'Microsoft.DataBox/jobs@2022-12-01' = {
  name: 'consumer'
  IDENTITY
  properties: { details: { keyEncryptionKey: { kekType: 'CustomerManaged', kekUrl: '\${kv.properties.vaultUri}keys/cmk' } } }
}`,
} as const;

const ids = Object.keys(scenarios) as readonly (keyof typeof scenarios)[];

describe.each(ids)("%s behind a firewall", (id) => {
  it("is blocked with a user-assigned identity, whatever the bypass and the rules are", () => {
    expect(verdicts(id, user)).toEqual(["denied", "denied", "denied", "denied", "denied"]);
  });

  it("depends on the bypass with a system-assigned identity, with both, and with one that is not known", () => {
    for (const identity of ["identity: { type: 'SystemAssigned' }", both, parameter]) {
      expect(verdicts(id, identity)).toEqual(["depends", "denied", "depends", "denied", "denied"]);
    }
  });

  it("is allowed with a user-assigned identity if there is no firewall", () => {
    const open = frame.replaceAll("defaultAction: 'Deny'", "defaultAction: 'Allow'");
    expect(verdicts(id, user, open)[0]).toBe("allowed");
  });
});

it("says so of the key of a Backup vault that names its identity", () => {
  const chosen = scenarios["backup-vault-cmk"].replace(
    "encryptionSettings: {",
    "encryptionSettings: { kekIdentity: { identityType: 'UserAssigned', identityId: '/id' }",
  );
  expect(verdictsOf("backup-vault-cmk", chosen.replace("IDENTITY", both))[0]).toBe("denied");
});

function verdicts(id: keyof typeof scenarios, identity: string, around = frame): readonly string[] {
  return verdictsOf(id, scenarios[id].replace("IDENTITY", identity), around);
}

/** For `Deny` with and without bypass, disabled, secured by perimeter, and with a rule for a subnet. */
function verdictsOf(id: keyof typeof scenarios, written: string, around = frame): readonly string[] {
  const text = `param type string\n${around}\n${written}`;
  const files: Files = {
    get: (file) => (file === "/main.bicep" ? { id: file, text } : null),
    resolve: (_, path) => path,
    list: () => ["/main.bicep"],
  };
  const { worlds } = analyze({ root: "/main.bicep", files });
  const service = findService(id);
  const printed = service ? printConsumers(worlds, service) : "";
  return [...printed.matchAll(/: (allowed|denied|depends) /g)].map(([, verdict = ""]) => verdict);
}
