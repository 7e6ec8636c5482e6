import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatIpv4, parseIpv4 } from "../../server/src/core/ip/ip-range.ts";
import {
  classifyIpEntry,
  contribution,
  entryOfText,
  type IpEntry,
  type GarbageReason,
} from "../../server/src/core/ip/ip-entry.ts";
import { IpSet } from "../../server/src/core/ip/ip-set.ts";
import { address } from "./arbitraries.ts";

test("a text is read once for many questions, and forgotten after many others", () => {
  const entry = entryOfText("203.0.113.0/24");
  expect(entry).toEqual(classifyIpEntry("203.0.113.0/24"));
  expect(entryOfText(["203.0.113.0", "24"].join("/"))).toBe(entry);
  for (let at = 0; at < 1_100; at++) entryOfText(formatIpv4(at));
  expect(entryOfText("203.0.113.0/24")).not.toBe(entry);
  expect(entryOfText("203.0.113.0/24")).toEqual(entry);
  const long = "x".repeat(100);
  expect(entryOfText(long)).not.toBe(entryOfText(long));
});

describe("classifyIpEntry", () => {
  test.each([
    ["203.0.113.7", "cidr 203.0.113.7/32"],
    ["203.0.113.7/32", "cidr 203.0.113.7/32"],
    ["203.0.113.0/24", "cidr 203.0.113.0/24"],
    ["0.0.0.0/0", "cidr 0.0.0.0/0"],
    ["0.0.0.0", "cidr 0.0.0.0/32"],
    ["255.255.255.254/31", "cidr 255.255.255.254/31"],
    ["10.0.0.0/8", "cidr 10.0.0.0/8"],
    ["203.0.113.7/24", "hostBits 203.0.113.0/24 or 203.0.113.7/32"],
    ["255.255.255.255/1", "hostBits 128.0.0.0/1 or 255.255.255.255/32"],
    ["1.2.3.4/0", "hostBits 0.0.0.0/0 or 1.2.3.4/32"],
    ["203.0.113.0-203.0.113.9", "dash 203.0.113.0/29 203.0.113.8/31"],
    ["203.0.113.7 - 203.0.113.7", "dash 203.0.113.7/32"],
    ["203.0.113.0–203.0.113.255", "dash 203.0.113.0/24"],
    ["::1", "ipv6"],
    ["2001:db8::/32", "ipv6"],
    ["::ffff:203.0.113.7", "ipv6"],
    ["fe80::1%eth0", "ipv6"],
    ["2001:db8::1-2001:db8::5", "ipv6"],
  ])("%s is %s", (text, expected) => {
    expect(print(classifyIpEntry(text))).toBe(expected);
  });

  test.each<[text: string, reason: GarbageReason]>([
    ["", "empty"],
    [" ", "blanks"],
    [" 203.0.113.7", "blanks"],
    ["203.0.113.7\n", "blanks"],
    ["203.0.113.7\u00a0", "blanks"],
    ["999.1.1.1", "octet-too-large"],
    ["1.2.3.256/24", "octet-too-large"],
    ["01.2.3.4", "leading-zero"],
    ["1.2.3.00", "leading-zero"],
    ["1.2.3", "octet-count"],
    ["1.2.3.4.5", "octet-count"],
    ["1.2.3.", "octet-count"],
    ["2130706433", "octet-count"],
    ["1.2.3/24", "octet-count"],
    ["1.2.3.4/", "prefix-missing"],
    ["1.2.3.4/33", "prefix-too-long"],
    ["1.2.3.4/99999999999999999999", "prefix-too-long"],
    ["1.2.3.4/08", "prefix-not-a-number"],
    ["1.2.3.4/-1", "prefix-not-a-number"],
    ["1.2.3.4/+8", "prefix-not-a-number"],
    ["1.2.3.4/255.255.255.0", "prefix-not-a-number"],
    ["1.2.3.4/ 8", "prefix-not-a-number"],
    ["1.2.3.4-1.2.3.0", "reversed-range"],
    ["1.2.3.4/8/8", "not-an-address"],
    ["1.2.3.4-", "not-an-address"],
    ["1.2.3.4-5", "not-an-address"],
    ["1.2.3.4-1.2.3.5-1.2.3.6", "not-an-address"],
    ["1.2.3.0/24-1.2.4.0/24", "not-an-address"],
    ["1.2.3.4-::1", "not-an-address"],
    ["1.2.3.4,1.2.3.5", "not-an-address"],
    ["0x7f.1", "not-an-address"],
    ["１.2.3.4", "not-an-address"],
    ["١.٢.٣.٤", "not-an-address"],
    ["1。2。3。4", "not-an-address"],
    ["'10.91.4.0/24'", "not-an-address"],
    ["[::1]", "not-an-address"],
    ["::1/129", "not-an-address"],
    ["*", "not-an-address"],
    ["Internet", "not-an-address"],
  ])("%j is garbage: %s", (text, reason) => {
    expect(classifyIpEntry(text)).toEqual({ kind: "garbage", reason });
  });

  test.each(["1", "1.", ".", ":", "::1-", "-", "/", "1.2.3.4/", " ", "1.2.3.4-", "\u2013 "])(
    "%j a million times over is refused before a pattern could backtrack for minutes",
    (part) => {
      expect(classifyIpEntry(part.repeat(1_000_000)).kind).toBe("garbage");
    },
  );

  test("any text is classified, never thrown at", () => {
    const near = fc.string({
      unit: fc.constantFrom(...Array.from("0123456789./-:% afx\u2013１")),
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.oneof(near, fc.string({ unit: "binary" })), (text) => {
        const { certain, possible } = contribution(classifyIpEntry(text));
        expect(certain.isSubsetOf(possible)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  test("host bits are set exactly where the address is not the network's", () => {
    fc.assert(
      fc.property(address, fc.integer({ min: 0, max: 32 }), (x, prefix) => {
        const entry = classifyIpEntry(`${formatIpv4(x)}/${prefix}`);
        expect(entry.kind).toBe(x % 2 ** (32 - prefix) === 0 ? "cidr" : "hostBits");
      }),
    );
  });
});

describe("contribution", () => {
  test.each([
    { text: "203.0.113.7", certain: ["203.0.113.7/32"], possible: ["203.0.113.7/32"] },
    { text: "203.0.113.0/24", certain: ["203.0.113.0/24"], possible: ["203.0.113.0/24"] },
    { text: "203.0.113.7/24", certain: [], possible: ["203.0.113.0/24"] },
    { text: "203.0.113.0-203.0.113.9", certain: [], possible: ["203.0.113.0/29", "203.0.113.8/31"] },
    { text: "0.0.0.0/0", certain: ["0.0.0.0/0"], possible: ["0.0.0.0/0"] },
    { text: "1.2.3.4/0", certain: ["0.0.0.0/0"], possible: ["0.0.0.0/0"] },
    { text: "172.0.0.0/8", certain: ["172.0.0.0/8"], possible: ["172.0.0.0/8"] },
    { text: "192.0.2.1", certain: ["192.0.2.1/32"], possible: ["192.0.2.1/32"] },
    { text: "168.63.129.17", certain: ["168.63.129.17/32"], possible: ["168.63.129.17/32"] },
  ])("$text", ({ text, certain, possible }) => {
    const bounds = contribution(classifyIpEntry(text));
    expect(bounds.certain.toCidrs()).toEqual(certain);
    expect(bounds.possible.toCidrs()).toEqual(possible);
  });

  test.each([
    "10.1.2.3",
    "10.0.0.0/8",
    "10.1.2.3/8",
    "172.16.0.0/12",
    "192.168.1.0-192.168.1.9",
    "127.0.0.1",
    "169.254.1.1",
    "100.64.0.0/10",
    "168.63.129.16",
    "0.0.0.0",
    "0.0.0.0/8",
    "224.0.0.1",
    "255.255.255.255",
    "224.0.0.0/3",
    "::1",
    "::ffff:203.0.113.7",
    "::/0",
    "1.2.3",
    "999.1.1.1",
    "",
    " 203.0.113.7",
    "1.2.3.4-1.2.3.0",
  ])("%j contributes nothing", (text) => {
    expect(contribution(classifyIpEntry(text)).possible.isEmpty).toBe(true);
  });

  test("an address allows itself or nothing", () => {
    fc.assert(
      fc.property(address, (x) => {
        const { certain, possible } = contribution(classifyIpEntry(formatIpv4(x)));
        expect(certain.equals(possible)).toBe(true);
        expect(possible.isSubsetOf(IpSet.of([{ first: x, last: x }]))).toBe(true);
      }),
    );
  });
});

function print(entry: IpEntry): string {
  switch (entry.kind) {
    case "cidr":
      expect(entry.network).toBe(`${formatIpv4(entry.range.first)}/${entry.prefix}`);
      return `cidr ${entry.network}`;
    case "hostBits":
      expect(entry.range.first).toBe(parseIpv4(entry.network.split("/")[0] ?? ""));
      return `hostBits ${entry.network} or ${entry.address}`;
    case "dash":
      expect(IpSet.of([entry.range]).toCidrs()).toEqual(entry.cidrs);
      return `dash ${entry.cidrs.join(" ")}`;
    case "ipv6":
    case "garbage":
      return entry.kind;
  }
}
