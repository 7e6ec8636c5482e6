// @vitest-environment-options { "counts": "work" }
import { expect, test } from "vitest";
import { ordinaryArm, ordinaryBicep } from "../../bench/templates.ts";
import { analyze, builtInTags, rules } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { decide, type Gate } from "../../server/src/core/access/decision.ts";
import { bypass, defaultAction, publicAccess } from "../../server/src/core/access/effective.ts";
import { emptyNetwork } from "../../server/src/core/network/empty-network.ts";
import { IpBounds, IpSet } from "../../server/src/core/ip/ip-set.ts";
import { certainFindings } from "../../server/src/core/rules/engine/findings-that-hold.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { workOf } from "./work.ts";

test.each([
  ["ARM JSON", "/main.json", ordinaryArm],
  ["Bicep", "/main.bicep", ordinaryBicep],
])("resources are looked up for all types of the catalog at once in %s", (_, id, textOf) => {
  const files = filesInMemory({ [id]: textOf(4_000) });
  const { network = emptyNetwork } = analyze({ root: id, files }).worlds[0] ?? {};
  expect(network.vaults).toHaveLength(1);
  let lookups = 0;
  const counted = {
    ...network,
    resources: (...types: readonly string[]) => {
      lookups++;
      return network.resources(...types);
    },
  };
  const settings = { widestIpPrefix: 24, maxAddresses: null, serviceTags: builtInTags, today: null };
  for (const rule of rules) Array.from(rule.check(counted, settings));
  expect(lookups).toBeGreaterThan(0);
  expect(lookups).toBeLessThan(60);
});

test("where nothing is open, the findings of a rule are not compared with those under other assumptions", () => {
  const { worlds } = analyze({
    root: "/main.bicep",
    files: filesInMemory({ "/main.bicep": ordinaryBicep(1_000) }),
  });
  let compared = 0;
  const rule = rules.map((each) => ({
    ...each,
    *check(...asked: Parameters<typeof each.check>) {
      for (const finding of each.check(...asked)) {
        Object.assign(finding.fact, { toJSON: () => compared++ });
        yield finding;
      }
    },
  }));
  const settings = { widestIpPrefix: 24, maxAddresses: null, serviceTags: builtInTags, today: null };
  const found = rule.flatMap((each) => certainFindings(each, worlds, settings));
  expect(worlds).toHaveLength(1);
  expect(found.length).toBeGreaterThan(0);
  expect(compared).toBe(0);
});

test("the comments of a document are read once for all environments", () => {
  const text = (comments: number): string =>
    `${"// Nothing to suppress.\n".repeat(comments)}${ordinaryBicep(1_000)}`;
  const workOfSecond = (comments: number): number => {
    const files = filesInMemory({ "/main.bicep": text(comments) });
    const [first, second] = [
      analyze({ root: "/main.bicep", files }),
      analyze({ root: "/main.bicep", files }),
    ];
    check(first, { honorOtherTools: true });
    return workOf(() => check(second, { honorOtherTools: true }));
  };
  workOfSecond(1);
  expect(workOfSecond(500) - workOfSecond(0)).toBeLessThan(100);
});

test("what a vault's settings come to is found once, however many rules ask", () => {
  const files = filesInMemory({ "/main.json": ordinaryArm(4_000) });
  const [vault] = analyze({ root: "/main.json", files }).worlds[0]?.network.vaults ?? [];
  const once = [publicAccess, defaultAction, bypass].map((setting) => vault && setting(vault));
  expect(once.map((each) => each?.value.kind)).toEqual(["known", "known", "known"]);
  const again = [publicAccess, defaultAction, bypass].map((setting) => vault && setting(vault));
  expect(again.every((each, at) => each === once[at])).toBe(true);
});

test("a gate that does not apply makes no sets of addresses", () => {
  const gate = (settles: IpBounds | null): Gate => ({
    ...{ name: "default-deny", effect: "deny", reason: "DENY_DEFAULT_ACTION", openReason: null },
    ...{ settles, because: [], facts: [], span: null, notes: [] },
  });
  const last = gate(IpBounds.between(IpSet.all, IpSet.all));
  const idle = Array.from({ length: 100 }, () => gate(null));
  const traffic = IpSet.of([{ first: 1, last: 2 }]);
  const work = (gates: readonly Gate[]): number => workOf(() => decide(traffic, [...gates, last]));
  expect(work(idle) - work([])).toBeLessThan(5 * idle.length);
});
