import { expect, test } from "vitest";
import { nearestSpelling } from "../../server/src/core/text/nearest-spelling.ts";

test.each([
  ["a letter too many, also in a short word", "ipp", ["ip", "subnet", "tag"], "ip"],
  ["a missing letter", "subnt", ["ip", "subnet"], "subnet"],
  ["another letter", "tests", ["texts"], "texts"],
  ["two letters in the wrong order", "form", ["name", "to", "from"], "from"],
  ["another case", "Expect", ["expect"], "expect"],
  ["another word", "colour", ["ip", "subnet"], null],
  ["two that are equally close", "xat", ["cat", "bat"], null],
  ["nothing to choose from", "ip", [], null],
  ["the middle of a long text", "a subnet of the network", ["subnet"], null],
])("%s", (_, written, words, nearest) => {
  expect(nearestSpelling(written, words)).toBe(nearest);
});
