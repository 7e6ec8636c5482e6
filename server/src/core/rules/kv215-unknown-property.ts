import { fix, respell } from "../fixes/fix.ts";
import type { Vault } from "../network/network.ts";
import { type UnknownProperty, unknownProperties } from "./questions/unknown-properties.ts";
import { learn, eachVault, type Finding, type Rule, finding } from "./rule.ts";

export const unknownProperty: Rule = {
  code: "KV215",
  name: "unknown-property",
  severity: "warning",
  fixable: true,
  summary: "A vault has a property that Azure ignores and that almost has the name of another one.",
  why: `Azure ignores properties that it does not know. A misspelled one, such as \`ipRule\` instead of \`ipRules\`, therefore has no effect, and
neither has what is in \`networkAcls.value\`: only parameter files have a \`value\` there. Compilers and linters warn at most.`,
  fix: "Correct the name, or write what is in `value` directly in `networkAcls`.",
  references: learn("templates/microsoft.keyvault/vaults", "templates/microsoft.keyvault/managedhsms"),
  check: eachVault((vault) => unknownProperties(vault).map((each) => report(vault, each))),
};

function report(vault: Vault, { name, intended, key, isAlone }: UnknownProperty): Finding {
  const correction =
    intended !== null && isAlone
      ? fix({
          title: { kind: "correct-property", to: intended },
          preferred: true,
          target: vault,
          edits: [respell({ span: key }, name, intended)],
        })
      : null;
  return finding(vault, {
    fact: { kind: "KV215", property: name, intended },
    span: key,
    fixes: correction ? [correction] : [],
  });
}
