// @vitest-environment-options { "counts": "work" }
import { expect, test } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver/node";
import type { DiffResult } from "../../server/src/protocol/what-if-baseline.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { editorOf } from "../lsp/support/memory.ts";
import { workOfAsync } from "./work.ts";

/** Vaults and subnets, each of which is compared with each. */
const template = (action: string): string => `
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { subnets: [for i in range(0, 20): { name: 'subnet\${i}' }] }
}
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = [for i in range(0, 20): {
  name: 'kv-shop-\${i}'
  properties: { networkAcls: { defaultAction: '${action}', ipRules: [for j in range(0, 20): { value: '203.0.113.\${j}' }] } }
}]
`;

test("a comparison that is cancelled meanwhile is not made", async () => {
  const uri = "file:///w/main.bicep";
  const editor = await editorOf({});
  await editor.open(uri, template("Deny"), "bicep");
  const between = {
    before: [{ uri, text: template("Allow") }],
    after: [{ uri, text: template("Deny") }],
  };
  const compare = async (isCancelled: boolean): Promise<number> => {
    const source = new CancellationTokenSource();
    return workOfAsync(async () => {
      const asked = editor.connection.sendRequest<DiffResult>(serverRequests.diff, { between }, source.token);
      if (isCancelled) source.cancel();
      const answer = await asked.then(
        ({ changes }) => changes.length,
        () => "cancelled",
      );
      if (isCancelled) expect(answer).toBe("cancelled");
      else expect(answer).toBeGreaterThan(0);
    });
  };
  await compare(false);
  const whole = await compare(false);
  const cancelled = await compare(true);
  expect(cancelled).toBeLessThan(whole / 2);
});
