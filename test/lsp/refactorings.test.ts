import { expect, it } from "vitest";
import { Editor } from "./support/editor.ts";

const uri = "file:///w/main.bicep";
const text = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      ipRules: [
        { value: '203.0.113.4' }
        { value: '203.0.113.6' }
      ]
    }
  }
}
`;

it("offers to merge IP rules, with the edit and without a finding", async () => {
  const editor = await Editor.start();
  await editor.open(uri, text, "bicep");
  const [merge, ...others] = await editor.actions(uri, "'203.0.113.4'");
  expect(others).toEqual([]);
  expect(merge?.kind).toBe("refactor.rewrite");
  expect(merge?.title).toBe("Merge 2 IP rules into 203.0.113.4/30 (allows 2 more addresses)");
  expect(editor.edited(uri, merge?.edit)).toBe(
    text
      .replace("        { value: '203.0.113.4' }\n", "        { value: '203.0.113.4/30' }\n")
      .replace("        { value: '203.0.113.6' }\n", ""),
  );
});
