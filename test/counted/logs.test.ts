// @vitest-environment-options { "counts": "work" }
import { expect, it } from "vitest";
import { readError } from "../../server/src/core/index.ts";
import { workOf } from "./work.ts";

// Regular expressions count as one step each; that none of them takes more than linear time is shown in `test/tidy/patterns`.
it.each([
  ["one long word", "a"],
  ["one long host", "a.vault."],
  ["hosts without an end", "kv-one.vault.azure.net/"],
  ["failures of other hosts", "getaddrinfo ENOTFOUND a.example.org "],
  ["failures without a host", "x timed out connect timed out "],
  ["digits", "10.1.2.4:443 "],
  ["escapes", '\\n\\"\\r'],
  ["colours", "\u001b[31m"],
  ["blank lines", "\r\n"],
  ["beginnings of everything", 'dial tcp lookup Trying connect to (10.1.2. net/ Get "https://'],
])("a log of %s is read with work in proportion to its length", (_, text) => {
  const work = (length: number): number =>
    workOf(() => {
      readError(text.repeat(Math.ceil(length / text.length)));
    });
  work(10_000);
  const [few, more, most] = [work(50_000), work(100_000), work(200_000)] as const;
  expect(most - more).toBeLessThan(2.2 * Math.max(more - few, 1_000));
});
