import { expect, test } from "vitest";
import { sayValues } from "../../server/src/core/words/words.ts";

test.each([
  ["tier", "premium", 'tier = "premium"'],
  ["open", true, "open = true"],
  ["local.open", true, "local.open = true"],
  ["startsWith(name, 'a')", true, "startsWith(name, 'a')"],
  ["startsWith(name, 'a')", false, "startsWith(name, 'a') = false"],
  ["length(ips) > 2", true, "length(ips) > 2"],
  ["length(ips) > 2", false, "(length(ips) > 2) = false"],
  ["!open", false, "(!open) = false"],
])("%s as %s is said as %s", (name, value, said) => {
  expect(sayValues([[name, value]])).toEqual([said]);
});
