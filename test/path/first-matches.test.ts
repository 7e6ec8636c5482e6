import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IpBounds, IpSet } from "../../server/src/core/ip/ip-set.ts";
import type { Truth } from "../../server/src/core/logic/truth.ts";
import { firstMatches } from "../../server/src/core/path/security-rules.ts";

/** Eight addresses on either side are enough for every overlap of four rules. */
const addresses = [0, 1, 2, 3, 4, 5, 6, 7];

interface Rule {
  readonly applies: Truth;
  readonly sources: Known;
  readonly destinations: Known;
}

/** Certain addresses, and others that may belong. */
interface Known {
  readonly certain: readonly number[];
  readonly perhaps: readonly number[];
}

const subset = fc.subarray(addresses);
const known: fc.Arbitrary<Known> = fc.record({
  certain: subset,
  perhaps: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, subset),
});
const rule: fc.Arbitrary<Rule> = fc.record({
  applies: fc.constantFrom<Truth>("yes", "yes", "no", "maybe"),
  sources: known,
  destinations: known,
});

function setOf(items: readonly number[]): IpSet {
  return IpSet.of(items.map((first) => ({ first, last: first })));
}

function boundsOf({ certain, perhaps }: Known): IpBounds {
  return IpBounds.between(setOf(certain), setOf(perhaps));
}

function has({ certain, perhaps }: Known, address: number): Truth {
  if (certain.includes(address)) return "yes";
  return perhaps.includes(address) ? "maybe" : "no";
}

/** Asks rule after rule about every single packet. */
function bruteForce(
  rules: readonly Rule[],
  sources: readonly number[],
  destinations: readonly number[],
): readonly (number | null)[] {
  const found = new Set<number | null>();
  for (const source of sources) {
    for (const destination of destinations) {
      let isOpen = true;
      for (const [index, each] of rules.entries()) {
        const answers = [each.applies, has(each.sources, source), has(each.destinations, destination)];
        if (!isOpen || answers.includes("no")) continue;
        found.add(index);
        if (!answers.includes("maybe")) isOpen = false;
      }
      if (isOpen) found.add(null);
    }
  }
  return [...rules.keys(), null].filter((each) => found.has(each));
}

describe("the first entry that matches", () => {
  it("is found for every packet, however the entries overlap", () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), subset, subset, (rules, sources, destinations) => {
        const entries = rules.map(({ applies, ...ends }, what) => ({
          what,
          applies,
          sources: boundsOf(ends.sources),
          destinations: boundsOf(ends.destinations),
        }));
        const traffic = { sources: setOf(sources), destinations: setOf(destinations) };
        expect(firstMatches(entries, traffic)).toEqual(bruteForce(rules, sources, destinations));
      }),
      { numRuns: 2000 },
    );
  });
});
