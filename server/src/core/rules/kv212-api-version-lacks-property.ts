import { lacksProperty } from "../access/effective.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { Field } from "../network/fields/field.ts";
import type { Vault } from "../network/network.ts";
import { raiseApiVersion, writtenVersion } from "../fixes/api-version.ts";
import { finding } from "./finding.ts";
import { nameOf } from "../access/say.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import type { Finding, Rule } from "./rule.ts";

export const apiVersionLacksProperty: Rule = {
  code: "KV212",
  name: "api-version-lacks-property",
  severity: "warning",
  onByDefault: true,
  fixable: true,
  summary: "A setting is written for a version of the API that does not have it.",
  why: `\`networkAcls\` came with version 2018-02-14-preview, \`ignoreMissingVnetServiceEndpoint\` with 2019-09-01,
\`publicNetworkAccess\` with 2021-06-01-preview. What Azure makes of them under an older version is not documented: the vault may
stay open although its template says *Deny* or *Disabled*, and Azure Policy counts it as open.`,
  fix: `Raise the version. From 2026-02-01 on a new vault without \`enableRbacAuthorization\` takes role assignments instead of
access policies, so the fix states it.`,
  references: [
    "https://learn.microsoft.com/azure/templates/microsoft.keyvault/change-log/vaults",
    "https://learn.microsoft.com/azure/key-vault/general/access-control-default",
  ],
  alsoKnownAs: [],
  check: (network) => judgedVaults(network).flatMap(checkVault),
};

interface Setting {
  readonly name: string;
  readonly field: Field<unknown>;
  readonly isLacking: boolean;
}

function checkVault(vault: Vault): readonly Finding[] {
  const version = writtenVersion(vault);
  if (version === null || vault.deployed) return [];
  return settingsOf(vault, version)
    .filter(({ field, isLacking }) => isLacking && isWritten(field))
    .map(({ name, field }) =>
      finding(vault, {
        message: `${name} of ${nameOf(vault)} may do nothing: API version ${version} does not have it.`,
        span: field.slot.key ?? field.slot.near,
        fixes: raiseApiVersion(vault, ", so that what is written holds"),
      }),
    );
}

/** What a syntax error or a parameter may hide is not written for certain. */
function isWritten({ value, slot }: Field<unknown>): boolean {
  return value.kind !== "absent" && (value.kind !== "unknown" || slot.entry !== null);
}

function settingsOf(vault: Vault, version: string): readonly Setting[] {
  const unchecked = vault.subnetLinks
    .map((rule) => rule.ignoreMissingServiceEndpoint)
    .filter((field) => is(field.value, truth) !== "no");
  return [
    {
      name: "publicNetworkAccess",
      field: vault.publicNetworkAccess,
      isLacking: lacksProperty(vault, "publicNetworkAccess"),
    },
    { name: "networkAcls", field: vault.networkAcls, isLacking: lacksProperty(vault, "networkAcls") },
    ...unchecked.map((field) => ({
      name: "ignoreMissingVnetServiceEndpoint",
      field,
      isLacking: version < "2019-09-01",
    })),
  ];
}
