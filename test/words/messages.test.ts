import { expect, test } from "vitest";
import { said } from "../../server/src/core/words/messages.ts";

const says = {
  digits: (count: number) => `#${count}`,
  and: (words: readonly string[]) => words.join(" + "),
  ends: { in: "inside", out: "outside" },
};

/** A message, an argument of the fact, and what is said. */
const messages: readonly (readonly [message: string, name: unknown, said: string])[] = [
  ["without places", null, "without places"],
  ["'{name}'", "kv-{prod}|$&?", "'kv-{prod}|$&?'"],
  ["{name} again {name}", 2, "2 again 2"],
  ["{name.first.1}", { first: ["a", "b"] }, "b"],
  ["{name:and}", ["a", "b"], "a + b"],
  ["{name:ends}", "out", "outside"],
  ["{name|address|addresses}.", 1, "#1 address."],
  ["{name|address|addresses}.", 0, "#0 addresses."],
  ["one{name? more}.", true, "one more."],
  ["one{name? more}.", false, "one."],
  ["one{name? more}.", null, "one."],
  ["one{name? more}.", [], "one."],
  ["{name?after {name}|first}", "x", "after x"],
  ["{name?after {name}|first}", undefined, "first"],
  ["{name=Allow?on|{name=Deny?off|unclear}}", "Deny", "off"],
  ["{name=Allow?on|{name=Deny?off|unclear}}", "allow", "unclear"],
  ["{name=1?one|{name:digits}}", 1, "one"],
];

test.each(messages)("%s of %j", (message, name, expected) => {
  expect(said({ it: message }, () => says).it({ name })).toBe(expected);
});

test.each(["{", "{}", "{a b}", "{name?", "{name:"])("%s is no message", (message) => {
  expect(() => said({ it: message }).it({ name: "x" })).toThrow();
});
