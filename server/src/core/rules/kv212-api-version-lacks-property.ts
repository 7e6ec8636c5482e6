import { hiddenSettings, raiseApiVersions } from "../fixes/api-version.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";
import { versionedVault } from "../network/versioned.ts";

export const apiVersionLacksProperty: Rule = {
  code: "KV212",
  name: "api-version-lacks-property",
  severity: "warning",
  fixable: true,
  summary: "A setting that restricts access is used with an API version that does not support it.",
  why: `\`networkAcls\` was added in API version 2018-02-14-preview, \`ignoreMissingVnetServiceEndpoint\` in 2019-09-01, and
\`publicNetworkAccess\` in 2021-06-01-preview. How Azure treats them in an older version is not documented: the vault may stay open
even though its template says *Deny* or *Disabled*, and Azure Policy treats it as open. Settings that do not restrict access are
not reported.`,
  fix: `Use a newer API version. From 2026-02-01 on, a new vault without \`enableRbacAuthorization\` uses role assignments instead of access
policies, so the fix sets that property explicitly.`,
  references: learn(
    "templates/microsoft.keyvault/change-log/vaults",
    "key-vault/general/access-control-default",
  ),
  check: eachVault((vault) => {
    const own = versionedVault(vault);
    return hiddenSettings(vault).map(({ name, field, version }) =>
      finding(vault, {
        fact: { kind: "KV212", property: name, version },
        span: field.slot.key ?? field.slot.near,
        fixes: own === null ? [] : raiseApiVersions([own], undefined, true),
      }),
    );
  }),
};
