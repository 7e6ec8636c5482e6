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
      note: "203.0.113.7/24 is taken as the whole network 203.0.113.0/24; for the one address write 203.0.113.7/32.",
    });
  });

  test.each([
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.0/127", "203.0.113.0-203.0.113.1"],
  ])("%s is IPv4 in another spelling, and a note says so", (input, text) => {
    expect(parseAddressSource(input)).toMatchObject({
      kind: "ipv4",
      text,
      note: `${input} is another spelling of the IPv4 source ${text}.`,
    });
  });

  test.each([
    ["", '"" is no address: the text is empty.'],
    ["   ", '"" is no address: the text is empty.'],
    ["1.2.3", '"1.2.3" is no address: an IPv4 address has four parts.'],
    [
      "01.2.3.4",
      '"01.2.3.4" is no address: a part of the address has a leading zero, which some programs read as octal.',
    ],
    ["1.2.3.4/33", '"1.2.3.4/33" is no address: the prefix length is above 32.'],
    ["1.2.3.4-1.2.3.0", '"1.2.3.4-1.2.3.0" is no address: the range ends before it begins.'],
    ["::1-::5", '"::1-::5" is no address: a range of IPv6 addresses is written as a prefix.'],
    ["intranet", '"intranet" is no address: it is not an IPv4 address.'],
    ["a\nb\u202ec\u2028d", '"a\ufffdb\ufffdc\ufffdd" is no address: it is not an IPv4 address.'],
  ])("%j is malformed", (input, start) => {
    const source = parseAddressSource(input);
    const message = source.kind === "malformed" ? source.message : "";
    expect(message.slice(0, start.length)).toBe(start);
    expect(message).toContain("Accepted are an IPv4 address (203.0.113.7), a CIDR");
  });

  test("a message is one short line whatever is pasted", () => {
    const pasted = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("x".repeat(1_000_000), "😀".repeat(500)),
    );
    fc.assert(
      fc.property(pasted, (input) => {
        const source = parseAddressSource(input);
        const message = source.kind === "malformed" ? source.message : "";
        expect(message).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(message.length).toBeLessThan(450);
      }),
      { numRuns: 500 },
    );
  });

  test("an excerpt says where it was cut, and only then", () => {
    const message = (input: string): string => {
      const source = parseAddressSource(input);
      return source.kind === "malformed" ? source.message : "";
    };
    expect(message("x".repeat(60))).toContain(`"${"x".repeat(60)}" is`);
    expect(message("x".repeat(61))).toContain(`"${"x".repeat(60)}…" is`);
    expect(message("\u{e000}a\u{10ffff}")).toContain('"\ufffda\ufffd" is');
  });
});
