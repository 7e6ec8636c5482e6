// @vitest-environment-options { "counts": "work" }
import { expect, test } from "vitest";
import {
  type Analysis,
  analyze,
  builtInTags,
  type ReportedFinding,
  rules,
} from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { cidrRange } from "../../server/src/core/ip/ip-range.ts";
import { firstSharing } from "../../server/src/core/ip/first-sharing.ts";
import { emptyNetwork } from "../../server/src/core/network/empty-network.ts";
import type { Network } from "../../server/src/core/network/network.ts";
import { IpSet } from "../../server/src/core/ip/ip-set.ts";
import type { Finding } from "../../server/src/core/rules/rule.ts";
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

test("rules that together allow nearly all addresses are not removed one by one", () => {
  const network = (bits: number): Network => {
    const count = 2 ** bits;
    // Each is far from the one before, so that what is left would be in many pieces.
    const networks = Array.from({ length: count }, (_, at) => ((at * 40_503) % count) * 2 ** (32 - bits));
    const inText = (first: number): string => [24, 16, 8, 0].map((at) => (first >>> at) & 255).join(".");
    const [world] = analysisOf(networks.map((first) => `${inText(first)}/${bits}`)).worlds;
    return world?.network ?? emptyNetwork;
  };
  const [few, many] = [network(11), network(12)];
  const [found, ...others] = wideRules(few);
  expect(others).toEqual([]);
  // Private addresses are left out, and one public address in 16.
  expect(found?.related.length).toBeGreaterThan(1_500);
  // What the rules are is remembered.
  expect(wideRules(many)).toHaveLength(1);
  expect(workOf(() => wideRules(many))).toBeLessThan(2.5 * workOf(() => wideRules(few)));
});

test("rules that cover each other are not compared each with every other", () => {
  const findings = (count: number): readonly ReportedFinding[] =>
    findingsOf(Array.from({ length: count }, (_, index) => `203.0.${index % 256}.7`));
  expect(findings(1000).filter((finding) => finding.code === "KV205")).toHaveLength(744);
  expect(workOf(() => findings(1000))).toBeLessThan(2.5 * workOf(() => findings(500)));
});

function wideRules(network: Network): readonly Finding[] {
  const rule = rules.find(({ code }) => code === "KV102");
  const settings = { widestIpPrefix: 24, maxAddresses: null, serviceTags: builtInTags, today: null };
  return [...(rule?.check(network, settings) ?? [])];
}

function findingsOf(ipRules: readonly string[]): readonly ReportedFinding[] {
  return check(analysisOf(ipRules));
}

function analysisOf(ipRules: readonly string[]): Analysis {
  const items = ipRules.map((value) => `{ "value": "${value}" }`);
  const networkAcls = `{ "defaultAction": "Deny", "bypass": "None", "ipRules": [${items.join(", ")}] }`;
  const document = { id: "/kv.json", text: templateOf(vaultWith(`"networkAcls": ${networkAcls}`)) };
  const files = { get: (id: string) => (id === document.id ? document : null), resolve: () => document.id };
  return analyze({ root: document.id, files });
}
