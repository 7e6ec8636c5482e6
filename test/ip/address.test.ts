import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatIpv4, maxAddress, parseIpv4 } from "../../server/src/core/ip/ip-range.ts";
import {
  ipv6Includes,
  ipv6Overlaps,
  type Ipv6Prefix,
  mappedIpv4,
  parseIpv6,
} from "../../server/src/core/ip/ipv6.ts";
import { address } from "./arbitraries.ts";

describe("IPv4", () => {
  test("printing and reading undo each other", () => {
    fc.assert(
      fc.property(address, (x) => {
        expect(parseIpv4(formatIpv4(x))).toBe(x);
      }),
    );
  });

  test.each([
    ["0.0.0.0", 0],
    ["0.0.1.0", 256],
    ["128.0.0.0", 2 ** 31],
    ["255.255.255.255", maxAddress],
  ])("%s is %d", (text, expected) => {
    expect(parseIpv4(text)).toBe(expected);
    expect(formatIpv4(expected)).toBe(text);
  });

  test.each([
    "",
    "1",
    "1.2.3",
    "1.2.3.",
    ".1.2.3",
    "1..2.3",
    "1.2.3.4.5",
    "256.1.1.1",
    "1.2.3.999",
    "01.2.3.4",
    "1.2.3.04",
    "00.0.0.0",
    "0x7f.1",
    "0x7f.0.0.1",
    "2130706433",
    "017700000001",
    "+1.2.3.4",
    "-1.2.3.4",
    "1.2.3.4 ",
    " 1.2.3.4",
    "1.2.3.4\n",
    "1.2.3.4\0",
    "１.2.3.4",
    "١.2.3.4",
    "1。2。3。4",
    "1.2.3.4/32",
    "1e0.2.3.4",
    "::1",
    "localhost",
  ])("refuses %j", (text) => {
    expect(parseIpv4(text)).toBeUndefined();
  });
});

test("text of any length is refused before a pattern could backtrack for minutes", () => {
  for (const part of ["9", "1.", ":", "0:", "::", "%"]) {
    expect(parseIpv4(part.repeat(1_000_000))).toBeUndefined();
    expect(parseIpv6(part.repeat(1_000_000))).toBeUndefined();
    expect(parseIpv6(part.repeat(30))).toBeUndefined();
  }
});

describe("IPv6", () => {
  test.each([
    ["::", "::"],
    ["::1", "::1"],
    ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["2001:db8::1/32", "2001:db8::/32"],
    ["2001:db8:ffff::/33", "2001:db8:8000::/33"],
    ["fe80::1%eth0", "fe80::1"],
    ["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/0", "::/0"],
    ["::1/128", "::1"],
    ["::ffff:203.0.113.7", "::ffff:cb00:7107"],
    ["::203.0.113.7", "::cb00:7107"],
    ["64:ff9b::203.0.113.7/120", "64:ff9b::cb00:7100/120"],
    ["fe80::203.0.113.7%eth0", "fe80::cb00:7107"],
  ])("%s is %s", (text, expected) => {
    expect(parseIpv6(text)?.text).toBe(expected);
  });

  test.each([
    "",
    ":",
    ":::",
    "1::2::3",
    "12345::",
    "::g",
    "[::1]",
    "::1/",
    "::1/129",
    "::1/032",
    "::1/+3",
    "::1/64/64",
    " ::1",
    "1.2.3.4",
    "::ffff:01.2.3.4",
    "::ffff:1.2.3",
    "::ffff:1.2.3.256",
    "::1.2.3.4:5",
    "1:2:3:4:5:6:7:1.2.3.4",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
  ])("refuses %j", (text) => {
    expect(parseIpv6(text)).toBeUndefined();
  });

  test("a prefix includes itself and what agrees in its bits, against comparison of bits", () => {
    const group = fc.constantFrom(0, 1, 0x8000, 0xffff);
    const prefix = fc
      .tuple(fc.array(group, { minLength: 8, maxLength: 8 }), fc.integer({ min: 0, max: 128 }))
      .map(([groups, length]) => read(`${groups.map((each) => each.toString(16)).join(":")}/${length}`));
    fc.assert(
      fc.property(prefix, prefix, (a, b) => {
        const included = a.length <= b.length && bits(a).slice(0, a.length) === bits(b).slice(0, a.length);
        expect(ipv6Includes(a, b)).toBe(included);
        expect(ipv6Includes(a, a)).toBe(true);
        const shorter = Math.min(a.length, b.length);
        expect(ipv6Overlaps(a, b)).toBe(bits(a).slice(0, shorter) === bits(b).slice(0, shorter));
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ["::ffff:203.0.113.7", "203.0.113.7", "203.0.113.7"],
    ["::ffff:cb00:7107", "203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7/120", "203.0.113.0", "203.0.113.255"],
    ["::ffff:0:0/96", "0.0.0.0", "255.255.255.255"],
  ])("%s represents IPv4 addresses", (text, first, last) => {
    expect(mappedIpv4(read(text))).toEqual({ first: parseIpv4(first), last: parseIpv4(last) });
  });

  test.each(["::1", "::203.0.113.7", "::ffff:0:0/95", "64:ff9b::1", "1::ffff:0:1"])("%s does not", (text) => {
    expect(mappedIpv4(read(text))).toBeUndefined();
  });
});

function read(text: string): Ipv6Prefix {
  const prefix = parseIpv6(text);
  if (!prefix) throw new Error(`Not IPv6: ${text}`);
  return prefix;
}

function bits({ groups }: Ipv6Prefix): string {
  return groups.map((group) => group.toString(2).padStart(16, "0")).join("");
}
