import { describe, expect, test } from "vitest";
import { readAccessFile, type Span, wordsIn } from "../../server/src/core/index.ts";

/** The problems of a text, each as the text at its span and its message. */
function problems(text: string): readonly string[] {
  const { problems: found } = readAccessFile({ id: "/.keyvault-access.jsonc", text });
  return found.map(
    ({ span, fault }) => `${text.slice(span.start, span.end)} | ${wordsIn("en").accessFile(fault)}`,
  );
}

/** All places that something read from a text names. */
function spansIn(read: unknown): readonly Span[] {
  if (typeof read !== "object" || read === null) return [];
  if (read instanceof Map) return [...read.values()].flatMap(spansIn);
  const own = "start" in read && "end" in read ? [read as Span] : [];
  return [...own, ...Object.values(read).flatMap(spansIn)];
}

test("a text that ends anywhere is read with places inside of it", () => {
  const text =
    '{ "version": 1, "sources": { "lab": { "ip": ["203.0.113.7"] } }, "tests": [{ "name": "Closed", "from": "lab", "to": "*", "expect": "deny" }] }';
  expect(spansIn(readAccessFile({ id: "/.keyvault-access.jsonc", text })).length).toBeGreaterThan(5);
  for (let end = 1; end <= text.length; end++) {
    const read = readAccessFile({ id: "/.keyvault-access.jsonc", text: text.slice(0, end) });
    const outside = spansIn(read).filter((span) => span.start > span.end || span.end > end);
    expect(outside, text.slice(0, end)).toEqual([]);
  }
});

describe("reading an access file", () => {
  test.each([
    ["nothing wrong", '{ "version": 1, /* why */ "tests": [], }', []],
    ["no version", '{ "tests": [] }', ["{ | Missing property 'version'."]],
    ["another version", '{ "version": 2 }', ["2 | Expected 1."]],
    [
      "an unknown key",
      '{ "version": 1, "limits": { "widest": 1 } }',
      ["\"widest\" | Unknown property 'widest'; expected widestIpPrefix or maxAddresses."],
    ],
    ["a wrong type", '{ "version": 1, "tests": 3 }', ["3 | Expected an array."]],
    [
      "a source without anything",
      '{ "version": 1, "sources": { "a": {} } }',
      ["{} | Missing property 'ip', 'subnet', 'service', 'tag', 'consumer', or 'any'."],
    ],
    [
      "a source of two kinds",
      '{ "version": 1, "sources": { "a": { "ip": "1.1.1.1", "any": true } } }',
      ["\"any\" | Unknown property 'any'; expected ip or description."],
    ],
    [
      "a test without a vault",
      '{ "version": 1, "tests": [{ "from": "internet", "expect": "deny" }] }',
      ["{ | Missing property 'to'."],
    ],
    [
      "a word that is none",
      '{ "version": 1, "tests": [{ "from": "internet", "to": "*", "expect": "denied" }] }',
      ['"denied" | Expected "allow" or "deny".'],
    ],
    [
      "a suppression without a reason",
      '{ "version": 1, "suppressions": [{ "rule": "KV103" }] }',
      ["{ | Missing property 'reason'."],
    ],
    [
      "a rule that cannot be",
      '{ "version": 1, "suppressions": [{ "rule": "103", "reason": "r" }] }',
      ["\"103\" | '103' is not the code or name of a rule, such as KV103 or wide-ip-rule."],
    ],
    [
      "a number out of bounds",
      '{ "version": 1, "limits": { "widestIpPrefix": 33 } }',
      ["33 | Expected a number from 0 to 32."],
    ],
    ["a syntax error", '{ "version": 1 "tests": [] }', ["\"tests\" | Expected ','."]],
    ["nothing at all", "", []],
    ["a text too deep", "[".repeat(10_000), ["[ | Nested too deeply to be read."]],
  ])("%s", (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test("goes on behind mistakes", () => {
    const text = `{
      "sources": { "a": { "ip": "203.0.113.7" }, "b": },
      "tests": [
        { "name": "one", "from": "a", "to": "kv", "expect": "allow" },
        { "name": "two", "from": "a", "to": "kv", "expect": },
        { "name": "three", "from": "internet", "to": "kv", "expect": "deny" }
      ]
    }`;
    const file = readAccessFile({ id: "/.keyvault-access.jsonc", text });
    expect([...file.sources.keys()]).toEqual(["a"]);
    expect(file.tests.map(({ name }) => name)).toEqual(["one", "three"]);
    expect(file.problems).not.toEqual([]);
  });

  test("a suppression that ends on no day of the calendar accepts nothing", () => {
    const text = `{ "version": 1, "suppressions": [
      { "rule": "KV103", "reason": "r", "until": "2026-02-30" },
      { "rule": "KV104", "reason": "r", "until": "2028-02-29" }] }`;
    const file = readAccessFile({ id: "/a", text });
    expect(file.suppressions.map(({ rule }) => rule.value)).toEqual(["KV104"]);
    expect(file.problems.map(({ fault }) => fault)).toEqual([
      { kind: "wrong-format", value: "2026-02-30", format: "date" },
    ]);
  });

  test("never fails, wherever the text is cut", () => {
    const text = `{ "version": 1, "root": true, "onUnknown": "skip",
      "sources": { "s": { "subnet": "v/s", "serviceEndpoints": [], "privateEndpoint": true, "description": "d" } },
      "environments": { "e": { "parameters": ["a", "b"], "set": { "p": [1, { "q": null }] } } },
      "tests": [{ "from": ["s"], "to": "*", "expect": "allow", "via": "ipRule", "environment": "e", "severity": "hint" }],
      "limits": { "widestIpPrefix": 28, "maxAddresses": 64 }, "rules": { "KV101": "off" },
      "suppressions": [{ "rule": "KV103", "target": "**", "reason": "r", "until": "2027-01-31" }] }`;
    expect(problems(text)).toEqual([]);
    for (let end = 0; end < text.length; end++) {
      for (const { span } of readAccessFile({ id: "/a", text: text.slice(0, end) }).problems) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(end);
      }
    }
  });
});
