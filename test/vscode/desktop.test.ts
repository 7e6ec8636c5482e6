import { beforeAll, expect, test } from "vitest";
import { useDesktop } from "./support/session.ts";
import { openVault } from "./support/templates.ts";
import type { Workbench } from "./support/workbench.ts";

/** One window for all tests: what one leaves behind, the next one finds. */
const vscode = useDesktop({}, undefined, "shared");
let workbench: Workbench;

beforeAll(async () => {
  workbench = await vscode.open({ "infra/main.json": openVault });
  await workbench.openFile("infra/main.json");
});

test("an open vault gets a wavy line under what opens it, and a row in Problems", async () => {
  await expect
    .poll(() => workbench.editor.squiggles())
    .toContainEqual({ severity: "warning", text: '"Allow"' });
  await expect
    .poll(() => ours())
    .toMatchObject([{ file: "main.json", severity: "warning", code: "KV101", line: 16 }]);
});

test("the hover on bypass says which callers it allows and which it does not", async () => {
  const text = await workbench.editor.hover('"AzureServices"', "trusted");
  expect(text).toMatch(/not|except/i);
});

test("both go when the firewall closes, before anything is saved", async () => {
  await workbench.editor.replace('"Allow"', '"Deny"');
  await expect.poll(() => ours()).toEqual([]);
  await workbench.editor.replace('"Deny"', '"Allow"');
  await expect.poll(() => ours()).toHaveLength(1);
});

test("the fix closes the firewall, and the wavy line goes", async () => {
  await workbench.editor.applyCodeAction(
    '"Allow"',
    "Set defaultAction to 'Deny' (blocks callers that are not listed)",
  );
  await expect.poll(() => workbench.editor.visibleText()).toContain('"defaultAction": "Deny"');
  await expect.poll(() => workbench.editor.squiggles()).toEqual([]);
});

async function ours() {
  return (await workbench.problems()).filter((problem) => problem.source === "keyvault-network");
}
