import { expect, test } from "vitest";
import { readError } from "../../server/src/core/index.ts";

test("a long log does not hide the failure at its end", () => {
  const text = `${"restored 200 OK\n".repeat(250_000)}getaddrinfo ENOTFOUND kv-one.vault.azure.net`;
  expect(readError(text)).toMatchObject({ shape: "name-resolution", vault: "kv-one" });
});
