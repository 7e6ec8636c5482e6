import { nameOf } from "../access/vault-label.ts";
import { learn, type Finding, type Rule, finding } from "./rule.ts";
import { type ClosedVault, vaultsClosedToRunner } from "./questions/consumer-verdicts.ts";
import { failsToo } from "./questions/related-resources.ts";

export const runnerBlocked: Rule = {
  code: "KV505",
  name: "runner-blocked",
  severity: "warning",
  references: learn("key-vault/general/network-security", "key-vault/general/rest-error-codes"),
  check: (network) =>
    vaultsClosedToRunner(network)
      .filter(({ isCertain }) => isCertain)
      .map(report),
};

function report({ vault, contents: [first, ...others], obstacle, blocks }: ClosedVault): Finding {
  return finding(vault, {
    fact: { kind: "KV505", content: first ? nameOf(first) : null, obstacle },
    span: first?.label ?? vault.label,
    decided: { kind: "internet" },
    related: [blocks, ...failsToo(first, others)],
  });
}
