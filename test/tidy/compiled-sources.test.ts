import { resolve } from "node:path";
import { expect, test } from "vitest";
import { LineIndex } from "../../server/src/core/index.ts";
import { LineIndex as same } from "../../server/src/core/text/line-index.ts";
import { compiledSources } from "../support/compiled-sources.ts";

test("a module of the product is the same one for all that import it", () => {
  expect(LineIndex).toBe(same);
});

/** What a run with some options imports where Vite finds a file. */
async function imported(options: object, path: string): Promise<unknown> {
  const { configureVitest, resolveId } = compiledSources();
  if (typeof configureVitest !== "function" || typeof resolveId !== "function") throw new Error("no hooks");
  configureVitest.call({} as never, { vitest: { config: options } } as never);
  const found = { resolve: () => Promise.resolve({ id: resolve(path) }) };
  return resolveId.call(found as never, path, undefined, {} as never);
}

test.each([
  ["watches files", { watch: true }],
  ["runs the tests of changes", { watch: false, changed: "main" }],
  ["runs the tests that import a file", { watch: false, related: ["server/src/cli.ts"] }],
])("Vite loads the product where Vitest %s", async (_what, options) => {
  expect(await imported(options, "server/src/core/index.ts")).toBeNull();
});

test("Vite loads modules that are not part of the product", async () => {
  for (const path of ["client/src/client.ts", "server/src/core/services/catalogue.json"])
    expect(await imported({ watch: false }, path)).toEqual({ id: resolve(path) });
});
