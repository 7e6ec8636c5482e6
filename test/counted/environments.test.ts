// @vitest-environment-options { "counts": "work" }
import { expect, it } from "vitest";
import { ordinaryBicep } from "../../bench/templates.ts";
import { ipRulesOf } from "../../server/src/core/access/entries.ts";
import { type Analysis, analyze } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { known } from "../../server/src/core/evaluate/values/value.ts";
import { emptyNetwork } from "../../server/src/core/network/empty-network.ts";
import type { Network } from "../../server/src/core/network/network.ts";
import { pathOf } from "../../server/src/core/path/path.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { workOf } from "./work.ts";

/** Analyzes a template in environments. */
function judging(text: string): (environment: string) => Analysis {
  const files = filesInMemory({ "/main.bicep": text });
  return (name) => {
    const span = { document: `/main.${name}.bicepparam`, start: 0, end: 0 };
    const set = new Map([["location", known(name, { span })]]);
    return analyze({ root: "/main.bicep", files, environment: { name, parameters: [], set } });
  };
}

function networkOf({ worlds }: Analysis): Network {
  return worlds[0]?.network ?? emptyNetwork;
}

/** The work of judging a template in one more environment. */
function further(length: number): number {
  const judged = judging(ordinaryBicep(length));
  check(judged("first"));
  check(judged("second"));
  return workOf(() => {
    check(judged("third"));
  });
}

it("in a further environment, resources that have nothing to do with vaults cost nothing", () => {
  // Both have one vault and one network; the second has some 20 more of the others.
  further(4_000);
  expect(further(12_000) - further(4_000)).toBeLessThan(20);
});

it("asks only about resources of the types that a question is about", () => {
  const network = networkOf(judging(ordinaryBicep(4_000))("first"));
  const asked = new Set<string>();
  const found = network.resourcesConcerning((_, type) => {
    asked.add(type);
    return false;
  })("microsoft.storage/storageaccounts", "microsoft.web/sites");
  expect(found).toEqual([]);
  expect([...asked]).toEqual(["microsoft.storage/storageaccounts"]);
});

it("what a list of IP rules allows is worked out once for all environments", () => {
  const judged = judging(ordinaryBicep(1_000));
  const [first, second] = ["first", "second"].map((name) =>
    networkOf(judged(name)).vaults.map((vault) => ipRulesOf(vault).reachable),
  );
  expect(first).toHaveLength(1);
  expect(second?.[0]).toBe(first?.[0]);
});

it("the addresses of a subnet without rules and routes are not asked for", () => {
  const lookedUp = (prefixes: number): number => {
    const all = Array.from({ length: prefixes }, (_, at) => `'10.0.${at}.0/24'`).join(", ");
    const text = ordinaryBicep(1_000).replace("addressPrefix: '10.0.1.0/24'", `addressPrefixes: [${all}]`);
    const network = networkOf(judging(text)("first"));
    const { vaults, subnets } = network;
    expect(subnets.map((subnet) => subnet.prefixes.length)).toEqual([prefixes]);
    return workOf(() => {
      for (const subnet of subnets) for (const vault of vaults) pathOf(subnet, vault, network);
    });
  };
  lookedUp(1);
  expect(lookedUp(100)).toBe(lookedUp(1));
});
