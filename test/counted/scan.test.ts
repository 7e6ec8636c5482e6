// @vitest-environment-options { "counts": "work" }
import { expect, it } from "vitest";
import { serverRequests } from "../../server/src/protocol.ts";
import { editorOf } from "../lsp/support/memory.ts";
import { workOfAsync } from "./work.ts";

/** The work of scanning so many templates, each with a vault of its own. */
async function scanned(count: number): Promise<number> {
  const files = Array.from({ length: count }, (_, at) => [
    `file:///w/r${at}/main.bicep`,
    `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {\n  name: 'kv${at}'\n}\n`,
  ]);
  const editor = await editorOf(Object.fromEntries(files) as Record<string, string>);
  return workOfAsync(async () => {
    await editor.request(serverRequests.scan, {});
  });
}

it("templates that are scanned are linked once, however many they are", async () => {
  // The first run also prepares what all share.
  await scanned(4);
  const [few, many] = [await scanned(30), await scanned(120)];
  // It would be 7.5 if all were linked again after each.
  expect(many / few).toBeLessThan(6);
});
