import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import {
  cidrRange,
  cidrsOfRange,
  type IpRange,
  maxAddress,
  parseIpv4,
} from "../../server/src/core/ip/ip-range.ts";
import { IpSet } from "../../server/src/core/ip/ip-set.ts";
import { address, set } from "./arbitraries.ts";

describe("toCidrs", () => {
  test("holds exactly the set", () => {
    fc.assert(
      fc.property(set, (a) => {
        expect(IpSet.of(a.toCidrs().map(rangeOf)).ranges).toEqual(a.ranges);
      }),
      { numRuns: 1000 },
    );
  });

  test("never names an address twice and goes up", () => {
    fc.assert(
      fc.property(set, (a) => {
        const blocks = a.toCidrs().map(rangeOf);
        blocks.slice(1).forEach((block, i) => {
          expect(block.first).toBeGreaterThan(blocks[i]?.last ?? Infinity);
        });
      }),
    );
  });

  test("is the fewest: no shorter list exists, by dynamic programming over all blocks", () => {
    const end = fc.integer({ min: 0, max: 63 });
    const anywhere = fc.constantFrom(0, 2 ** 31 - 32, 2 ** 31, maxAddress - 63);
    fc.assert(
      fc.property(end, end, anywhere, (a, b, base) => {
        const range = { first: base + Math.min(a, b), last: base + Math.max(a, b) };
        expect(cidrsOfRange(range)).toHaveLength(fewestBlocks(range));
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    { first: "0.0.0.0", last: "255.255.255.255", cidrs: ["0.0.0.0/0"] },
    { first: "203.0.113.7", last: "203.0.113.7", cidrs: ["203.0.113.7/32"] },
    { first: "255.255.255.255", last: "255.255.255.255", cidrs: ["255.255.255.255/32"] },
    { first: "128.0.0.0", last: "255.255.255.255", cidrs: ["128.0.0.0/1"] },
    { first: "203.0.113.0", last: "203.0.113.9", cidrs: ["203.0.113.0/29", "203.0.113.8/31"] },
    { first: "203.0.113.1", last: "203.0.113.2", cidrs: ["203.0.113.1/32", "203.0.113.2/32"] },
  ])("$first-$last", ({ first, last, cidrs }) => {
    expect(IpSet.of([{ first: parseIpv4(first) ?? -1, last: parseIpv4(last) ?? -1 }]).toCidrs()).toEqual(
      cidrs,
    );
  });

  test("the longest list of all has 62 blocks", () => {
    expect(cidrsOfRange({ first: 1, last: maxAddress - 1 })).toHaveLength(62);
  });
});

test("cidrRange agrees with ipaddr.js", () => {
  fc.assert(
    fc.property(address, fc.integer({ min: 0, max: 32 }), (x, prefix) => {
      const cidr = `${octets(x)}/${prefix}`;
      const first = ipaddr.IPv4.networkAddressFromCIDR(cidr).toString();
      const last = ipaddr.IPv4.broadcastAddressFromCIDR(cidr).toString();
      expect(cidrRange(x, prefix)).toEqual({ first: parseIpv4(first), last: parseIpv4(last) });
    }),
  );
});

/** Reads a CIDR without the code under test. */
function rangeOf(cidr: string): IpRange {
  const [network, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  const first = network.octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return { first, last: first + 2 ** (32 - prefix) - 1 };
}

function octets(x: number): string {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(x / unit) % 256).join(".");
}

/** The smallest number of aligned blocks that tile the range, tried in every way. */
function fewestBlocks({ first, last }: IpRange): number {
  const fewest = new Map<number, number>([[last + 1, 0]]);
  for (let start = last; start >= first; start--) {
    const sizes = Array.from({ length: 33 }, (_, bits) => 2 ** bits);
    const fitting = sizes.filter((size) => start % size === 0 && start + size - 1 <= last);
    fewest.set(start, 1 + Math.min(...fitting.map((size) => fewest.get(start + size) ?? Infinity)));
  }
  return fewest.get(first) ?? Infinity;
}
