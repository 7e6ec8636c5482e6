import { expect, test } from "vitest";
import type { ReportedFinding } from "../../server/src/core/index.ts";
import { analyze, check } from "../../server/src/core/index.ts";
import { cidrRange } from "../../server/src/core/ip/cidr.ts";
import { firstSharing } from "../../server/src/core/ip/first-sharing.ts";
import { IpSet } from "../../server/src/core/ip/ip-set.ts";
import { templateOf, vaultWith } from "../rules/harness/templates.ts";
import { workOf } from "./work.ts";

test("one set among thousands is found, met and taken away in a few steps", () => {
  const networks = (count: number): readonly IpSet[] =>
    Array.from({ length: count }, (_, index) => IpSet.of([cidrRange(index * 65_536 * 2, 24)]));
  const work = (count: number): number => {
    const sets = networks(count);
    const all = IpSet.unionOf(sets);
    const first = firstSharing(sets);
    const one = sets[count - 2] ?? IpSet.empty;
    return workOf(() => {
      expect(first(one)).toBe(count - 2);
      expect(one.isSubsetOf(all)).toBe(true);
      expect(one.intersect(all).equals(one)).toBe(true);
      expect(one.minus(all).isEmpty).toBe(true);
    });
  };
  expect(work(4_000)).toBeLessThan(2 * work(500));
});

test("rules that cover each other are not compared each with every other", () => {
  const findings = (count: number): readonly ReportedFinding[] => {
    const items = Array.from({ length: count }, (_, index) => `{ "value": "203.0.${index % 256}.7" }`);
    const networkAcls = `{ "defaultAction": "Deny", "bypass": "None", "ipRules": [${items.join(", ")}] }`;
    const document = { id: "/kv.json", text: templateOf(vaultWith(`"networkAcls": ${networkAcls}`)) };
    const files = { get: (id: string) => (id === document.id ? document : null), resolve: () => document.id };
    return check(analyze({ root: document.id, files }));
  };
  expect(findings(1000).filter((finding) => finding.code === "KV205")).toHaveLength(744);
  expect(workOf(() => findings(1000))).toBeLessThan(2.5 * workOf(() => findings(500)));
});
