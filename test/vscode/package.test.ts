import { statSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";

/** test/tidy checks the contents of the package; this test checks its size. */
// The language server with its catalogue, service tags and grammar is two thirds of it, and runs in the browser as one file.
it("packages an extension of at most 1.3 MB", () => {
  const vsix = resolve(import.meta.dirname, "../../dist/keyvault-network.vsix");
  expect(statSync(vsix).size).toBeLessThanOrEqual(1_300_000);
});
