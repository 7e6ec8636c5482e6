import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { IpSet } from "../../server/src/core/ip/ip-set.ts";
import { parseAddressSource } from "../../server/src/core/ip/source-text.ts";

describe("parseAddressSource", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7", ["203.0.113.7/32"]],
    ["203.0.113.7/32", "203.0.113.7", ["203.0.113.7/32"]],
    ["203.0.113.0/24", "203.0.113.0/24", ["203.0.113.0/24"]],
    ["  203.0.113.0/24\t", "203.0.113.0/24", ["203.0.113.0/24"]],
    ["0.0.0.0/0", "0.0.0.0/0", ["0.0.0.0/0"]],
    ["10.1.2.3", "10.1.2.3", ["10.1.2.3/32"]],
    ["203.0.113.8-203.0.113.9", "203.0.113.8-203.0.113.9", ["203.0.113.8/31"]],
    ["203.0.113.8 – 203.0.113.9", "203.0.113.8-203.0.113.9", ["203.0.113.8/31"]],
    ["203.0.113.8-203.0.113.8", "203.0.113.8", ["203.0.113.8/32"]],
  ])("%j is %s", (input, text, cidrs) => {
    const source = parseAddressSource(input);
    expect(source).toMatchObject({ kind: "ipv4", text });
    expect(source).not.toHaveProperty("note");
    expect(source.kind === "ipv4" && IpSet.of([source.range]).toCidrs()).toEqual(cidrs);
  });

  test.each([
    ["2001:DB8::1", "2001:db8::1"],
    [" 2001:db8::/32 ", "2001:db8::/32"],
    ["2001:db8::1/32", "2001:db8::/32"],
    ["::/0", "::/0"],
  ])("%j is the IPv6 source %s", (input, text) => {
    expect(parseAddressSource(input)).toMatchObject({ kind: "ipv6", text, prefix: { text } });
  });

  test("host bits mean the whole network, and a note says so", () => {
    expect(parseAddressSource("203.0.113.7/24")).toMatchObject({
      kind: "ipv4",
      text: "203.0.113.0/24",
      note: {
        kind: "host-bits",
        text: "203.0.113.7/24",
        network: "203.0.113.0/24",
        address: "203.0.113.7/32",
      },
    });
  });

  test("a range may end in its last number only, and a note says how it is read", () => {
    const text = "203.0.113.1-203.0.113.14";
    for (const input of ["203.0.113.1-14", "203.0.113.1 – 14"])
      expect(parseAddressSource(input)).toMatchObject({
        kind: "ipv4",
        text,
        note: { kind: "short-range", text: input, range: text },
      });
    expect(parseAddressSource("203.0.113.14-1")).toMatchObject({ kind: "malformed", why: "reversed-range" });
    expect(parseAddressSource("203.0.113.1-256")).toMatchObject({ kind: "malformed" });
  });

  test.each([
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.0/127", "203.0.113.0-203.0.113.1"],
  ])("%s is IPv4 in another spelling, and a note says so", (input, text) => {
    expect(parseAddressSource(input)).toMatchObject({
      kind: "ipv4",
      text,
      note: { kind: "mapped-ipv4", text: input, ipv4: text },
    });
  });

  test.each([
    ["", "", "empty"],
    ["   ", "", "empty"],
    ["1.2.3", "1.2.3", "octet-count"],
    ["01.2.3.4", "01.2.3.4", "leading-zero"],
    ["1.2.3.4/33", "1.2.3.4/33", "prefix-too-long"],
    ["1.2.3.4-1.2.3.0", "1.2.3.4-1.2.3.0", "reversed-range"],
    ["::1-::5", "::1-::5", "ipv6-range"],
    ["intranet", "intranet", "not-an-address"],
    ["a\nb\u202ec\u2028d", "a\ufffdb\ufffdc\ufffdd", "not-an-address"],
  ])("%j is malformed", (input, text, why) => {
    expect(parseAddressSource(input)).toEqual({ kind: "malformed", text, why });
  });

  test("what is quoted of it is one short line whatever is pasted", () => {
    const pasted = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("x".repeat(1_000_000), "😀".repeat(500)),
    );
    fc.assert(
      fc.property(pasted, (input) => {
        const source = parseAddressSource(input);
        const text = source.kind === "malformed" ? source.text : "";
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(text.length).toBeLessThan(125);
      }),
      { numRuns: 500 },
    );
  });

  test("an excerpt says where it was cut, and only then", () => {
    const text = (input: string): string => {
      const source = parseAddressSource(input);
      return source.kind === "malformed" ? source.text : "";
    };
    expect(text("x".repeat(60))).toBe("x".repeat(60));
    expect(text("x".repeat(61))).toBe(`${"x".repeat(60)}…`);
    expect(text("\u{e000}a\u{10ffff}")).toBe("\ufffda\ufffd");
  });
});
