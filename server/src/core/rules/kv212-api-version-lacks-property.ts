import { hiddenSettings, raiseApiVersions } from "../fixes/api-version.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";
import { versionedVault } from "../network/versioned.ts";

export const apiVersionLacksProperty: Rule = {
  code: "KV212",
  name: "api-version-lacks-property",
  severity: "warning",
  fixable: true,
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
