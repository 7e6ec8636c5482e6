import { describe, expect, test } from "vitest";
import { readError } from "../../server/src/core/index.ts";

describe("hostile logs", () => {
  const megabytes = (text: string): string => text.repeat(Math.ceil(4_000_000 / text.length));
  test.each([
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
  ])("are read in time in proportion to their length: %s", (_, text) => {
    const start = performance.now();
    readError(megabytes(text));
    // 4 MB take less than 2 s on a busy machine; anything quadratic takes minutes.
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  test("do not hide the failure at their end", () => {
    const text = `${megabytes("restored 200 OK\n")}getaddrinfo ENOTFOUND kv-one.vault.azure.net`;
    expect(readError(text)).toMatchObject({ shape: "name-resolution", vault: "kv-one" });
  });
});
