import { spellingOf } from "../network/fields/field.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { Vault } from "../network/network.ts";
import { allowTrustedServices, fix, type Fix, isBypassMissed, set, setTitle } from "../fixes/fix.ts";
import { atUse, deciding, isDeployment, type Meeting, meetingsIn } from "./questions/consumer-verdicts.ts";
import { learn, type Found, type Rule, finding } from "./rule.ts";

export const templateSecretBlocked: Rule = {
  code: "KV504",
  name: "template-secret-blocked",
  severity: "warning",
  fixable: true,
  references: learn(
    "azure-resource-manager/templates/key-vault-parameter",
    "azure-resource-manager/bicep/key-vault-parameter",
  ),
  check: (network) =>
    meetingsIn(network)
      .filter(({ consumer }) => isDeployment(consumer.service))
      .flatMap((meeting) => [checkNetwork(meeting), checkPermission(meeting)].flat()),
};

function checkNetwork(meeting: Meeting): Found {
  const { vault, verdict, consumer } = meeting;
  if (verdict.verdict !== "denied") return [];
  const isMissed = isBypassMissed(verdict);
  return finding(vault, {
    fact: {
      kind: "KV504",
      obstacle: isMissed ? "bypass" : "perimeter",
      property: spellingOf(vault.bypass),
    },
    ...atUse(meeting),
    decided: { kind: "consumer", consumer },
    related: deciding(meeting),
    fixes: isMissed ? allowTrustedServices(vault, true).map((each) => withPermission(each, vault)) : [],
  });
}

/** Without the permission, the deployment would still fail. */
function withPermission(fix: Fix, { enabledForTemplateDeployment: flag }: Vault): Fix {
  if (is(flag.value, truth) !== "no") return fix;
  const title = fix.title.kind === "set" ? { ...fix.title, permits: spellingOf(flag) } : fix.title;
  return { ...fix, title, edits: [...fix.edits, set(flag, true)] };
}

function checkPermission(meeting: Meeting): Found {
  const { vault, verdict } = meeting;
  const { enabledForTemplateDeployment: flag } = vault;
  if (verdict.verdict === "denied" || is(flag.value, truth) !== "no") return [];
  const name = spellingOf(flag);
  return finding(vault, {
    fact: { kind: "KV504", obstacle: "permission", property: name },
    ...atUse(meeting),
    severity: "info",
    fixes: [fix({ title: setTitle(flag, true), preferred: true, target: vault, edits: [set(flag, true)] })],
  });
}
