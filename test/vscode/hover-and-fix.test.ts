import { expect, test } from "vitest";
import { useDesktop } from "./support/session.ts";
import { openVault } from "./support/templates.ts";

const vscode = useDesktop();

test("the hover on bypass says which callers it allows and which it does not", async () => {
  const workbench = await vscode.open({ "main.json": openVault });
  await workbench.openFile("main.json");
  const text = await workbench.editor.hover('"AzureServices"', "trusted");
  expect(text).toMatch(/not|except/i);
});

test("the fix closes the firewall, and the wavy line goes", async () => {
  const workbench = await vscode.open({ "main.json": openVault });
  await workbench.openFile("main.json");
  await workbench.editor.applyCodeAction(
    '"Allow"',
    "Set defaultAction to 'Deny' (blocks callers that are not listed)",
  );
  await expect.poll(() => workbench.editor.visibleText()).toContain('"defaultAction": "Deny"');
  await expect.poll(() => workbench.editor.squiggles()).toEqual([]);
});
