import { fix, remove } from "../fixes/fix.ts";
import { type CidrRule, cidrRules, coveredRules, mayDiffer } from "../access/ip-rules.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, eachVault, type Rule, finding } from "./rule.ts";

export const redundantIpRule: Rule = {
  code: "KV205",
  name: "redundant-ip-rule",
  severity: "hint",
  fixable: true,
  references: learn("key-vault/general/network-security"),
  check: eachVault((vault) => {
    const covered = coveredRules(cidrRules(vault).filter(({ realm }) => realm === "public"));
    if (covered.length === 0) return [];
    const all = covered.map((each) => each.rule.item);
    const one = { target: vault };
    const removeAll = fix({
      ...one,
      title: { kind: "remove-redundant", count: all.length },
      keepsAccess: !covered.some(({ rule, by }) => mayDiffer(rule, by)),
      edits: [remove(vault.ipRules, all)],
    });
    return covered.map(({ rule, by }) => {
      const removeOne = fix({
        ...one,
        title: { kind: "remove", what: rule.text, blocksUnlisted: false },
        preferred: true,
        keepsAccess: !mayDiffer(rule, by),
        edits: [remove(vault.ipRules, [rule.item])],
      });
      return finding(vault, {
        fact: { kind: "KV205", rule: rule.text, by: isSame(rule, by) ? null : by.text },
        span: placeOfItem(rule.item),
        related: [{ fact: { kind: "listed-by", rule: by.text }, span: placeOfItem(by.item) }],
        unnecessary: true,
        fixes: all.length > 1 ? [removeOne, removeAll] : [removeOne],
      });
    });
  }),
};

function isSame(rule: CidrRule, by: CidrRule): boolean {
  return rule.entry.network === by.entry.network;
}
