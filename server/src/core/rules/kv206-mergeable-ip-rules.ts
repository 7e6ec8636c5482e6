import type { IpRange } from "../ip/ip-range.ts";
import { IpSet } from "../ip/ip-set.ts";
import { classifyIpEntry } from "../ip/ip-entry.ts";
import type { Vault } from "../network/network.ts";
import { fix, remove, set } from "../fixes/fix.ts";
import { type CidrRule, cidrRules, mayDiffer, outermostRules } from "../access/ip-rules.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, eachVault, type Finding, type Rule, type RuleSettings, finding } from "./rule.ts";

export const mergeableIpRules: Rule = {
  code: "KV206",
  name: "mergeable-ip-rules",
  severity: "hint",
  fixable: true,
  references: learn("key-vault/general/network-security"),
  check: eachVault((vault, _network, settings) => checkVault(vault, settings)),
};

function checkVault(vault: Vault, { widestIpPrefix }: RuleSettings): readonly Finding[] {
  return mergesOf(cidrRules(vault), widestIpPrefix).map(({ into, rules: [first, ...others], count }) => {
    const last = others.at(-1);
    return finding(vault, {
      fact: { kind: "KV206", rules: count === 2 && last ? [first.text, last.text] : count, into },
      span: placeOfItem(first.item),
      related: others.map((rule) => ({ fact: { kind: "together" }, span: placeOfItem(rule.item) })),
      fixes: [
        fix({
          title: { kind: "merge", count, into, added: 0 },
          preferred: true,
          keepsAccess: !mayDiffer(first, ...others),
          target: vault,
          edits: [
            set(first.item.field, into),
            remove(
              vault.ipRules,
              others.map((rule) => rule.item),
            ),
          ],
        }),
      ],
    });
  });
}

interface Merge {
  readonly into: string;
  /** In source order, at least two; the first one is kept. */
  readonly rules: readonly [CidrRule, ...CidrRule[]];
  readonly count: number;
}

/** The largest CIDR ranges that cover exactly what several rules cover together, unless they would be reported as wide. */
function mergesOf(all: readonly CidrRule[], widest: number): readonly Merge[] {
  const rules = outermostRules(all.filter(({ realm }) => realm === "public"));
  const cidrs = IpSet.of(rules.map((rule) => rule.entry.range)).toCidrs();
  // As many CIDR ranges as rules means that nothing can be merged.
  if (cidrs.length === rules.length) return [];
  const written = new Set(rules.map(({ entry }) => `${entry.range.first}/${entry.prefix}`));
  const within = heldBy(cidrs, rules);
  return cidrs.flatMap((into) => {
    const entry = classifyIpEntry(into);
    if (entry.kind !== "cidr" || entry.prefix < widest) return [];
    if (written.has(`${entry.range.first}/${entry.prefix}`)) return [];
    const [first, ...others] = within.get(into) ?? [];
    if (!first || others.length === 0) return [];
    return isExact(entry.range, [first, ...others])
      ? [{ into, rules: [first, ...others], count: others.length + 1 }]
      : [];
  });
}

function isExact(range: IpRange, rules: readonly CidrRule[]): boolean {
  return IpSet.of([range]).equals(IpSet.of(rules.map((rule) => rule.entry.range)));
}

/** The rules that each CIDR range contains, in source order; both lists are sorted, and each rule is inside one of the ranges. */
function heldBy(
  cidrs: readonly string[],
  rules: readonly CidrRule[],
): ReadonlyMap<string, readonly CidrRule[]> {
  const sorted = [...rules].sort((a, b) => a.entry.range.first - b.entry.range.first);
  let at = 0;
  return new Map(
    cidrs.map((cidr) => {
      const entry = classifyIpEntry(cidr);
      const start = at;
      const end = entry.kind === "cidr" ? entry.range.last : 0;
      while ((sorted[at]?.entry.range.first ?? Infinity) <= end) at++;
      return [cidr, sorted.slice(start, at).sort((a, b) => a.item.index - b.item.index)];
    }),
  );
}
