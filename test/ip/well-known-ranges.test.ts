import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { expect, test } from "vitest";
import { formatIpv4, parseIpv4 } from "../../server/src/core/ip/ip-range.ts";
import {
  IpSet,
  neverPublic,
  privateAddresses,
  publicAddresses,
  realmOf,
  unroutable,
} from "../../server/src/core/ip/ip-set.ts";
import { address, range } from "./arbitraries.ts";

test("the blocks are those of the documentation", () => {
  expect(privateAddresses.toCidrs()).toEqual(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]);
  expect(unroutable.toCidrs()).toEqual([
    "0.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "168.63.129.16/32",
    "169.254.0.0/16",
    "224.0.0.0/3",
  ]);
});

test("private, unroutable and public split all addresses", () => {
  const parts = [privateAddresses, unroutable, publicAddresses];
  expect(parts.reduce((sum, part) => sum + part.size, 0)).toBe(2 ** 32);
  expect(IpSet.unionOf(parts).equals(IpSet.all)).toBe(true);
  expect(neverPublic.minus(privateAddresses).equals(unroutable)).toBe(true);
});

test("no two blocks touch, so that a range outside the public addresses lies in one block", () => {
  expect(neverPublic.ranges).toHaveLength(privateAddresses.ranges.length + unroutable.ranges.length);
});

test("private agrees with ipaddr.js", () => {
  fc.assert(
    fc.property(fc.oneof(address, fc.constantFrom(...edges())), (x) => {
      expect(privateAddresses.has(x)).toBe(ipaddr.IPv4.parse(formatIpv4(x)).range() === "private");
    }),
  );
});

test("a range is public exactly if it has a public address", () => {
  fc.assert(
    fc.property(range, (each) => {
      expect(realmOf(each) === "public").toBe(IpSet.of([each]).overlaps(publicAddresses));
    }),
  );
});

test.each([
  ["10.0.0.0", "10.255.255.255", "private"],
  ["10.0.0.0", "11.0.0.0", "public"],
  ["172.31.255.255", "172.31.255.255", "private"],
  ["172.32.0.0", "172.32.0.0", "public"],
  ["168.63.129.16", "168.63.129.16", "unroutable"],
  ["168.63.129.16", "168.63.129.17", "public"],
  ["223.255.255.255", "223.255.255.255", "public"],
  ["224.0.0.0", "255.255.255.255", "unroutable"],
  ["192.0.2.0", "192.0.2.255", "public"],
  ["198.51.100.0", "198.51.100.255", "public"],
  ["203.0.113.0", "203.0.113.255", "public"],
])("%s-%s is %s", (first, last, realm) => {
  expect(realmOf({ first: parseIpv4(first) ?? -1, last: parseIpv4(last) ?? -1 })).toBe(realm);
});

/** The addresses at both sides of every border. */
function edges(): number[] {
  return neverPublic.ranges
    .flatMap(({ first, last }) => [first - 1, first, last, last + 1])
    .filter((x) => IpSet.all.has(x));
}
