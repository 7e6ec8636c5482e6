import type { Vault } from "../network/network.ts";
import { hiddenSettings, raiseApiVersions } from "../fixes/api-version.ts";
import { finding } from "./finding.ts";
import { judgedVaults } from "../network/judged-vaults.ts";
import type { Finding, Rule } from "./rule.ts";
import { versionedVault } from "../network/versioned.ts";

export const apiVersionLacksProperty: Rule = {
  code: "KV212",
  name: "api-version-lacks-property",
  severity: "warning",
  onByDefault: true,
  fixable: true,
  summary: "A setting that restricts access is written for a version of the API that does not have it.",
  why: `\`networkAcls\` came with version 2018-02-14-preview, \`ignoreMissingVnetServiceEndpoint\` with 2019-09-01,
\`publicNetworkAccess\` with 2021-06-01-preview. What Azure makes of them under an older version is not documented: the vault may
stay open although its template says *Deny* or *Disabled*, and Azure Policy counts it as open. A setting that restricts nothing is
not reported.`,
  fix: `Raise the version. From 2026-02-01 on a new vault without \`enableRbacAuthorization\` takes role assignments instead of
access policies, so the fix states it.`,
  references: [
    "https://learn.microsoft.com/azure/templates/microsoft.keyvault/change-log/vaults",
    "https://learn.microsoft.com/azure/key-vault/general/access-control-default",
  ],
  alsoKnownAs: [],
  check: (network) => judgedVaults(network).flatMap(checkVault),
};

function checkVault(vault: Vault): readonly Finding[] {
  const own = versionedVault(vault);
  return hiddenSettings(vault).map(({ name, field, version }) =>
    finding(vault, {
      fact: { kind: "KV212", property: name, version },
      span: field.slot.key ?? field.slot.near,
      fixes: own === null ? [] : raiseApiVersions([own], true),
    }),
  );
}
