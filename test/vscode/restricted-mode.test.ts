import { expect, test } from "vitest";
import { useDesktop } from "./support/session.ts";
import { openVault } from "./support/templates.ts";

const vscode = useDesktop({ trust: false });

test("a folder that is not trusted is checked all the same", async () => {
  const workbench = await vscode.open({ "main.json": openVault });
  await workbench.openFile("main.json");
  await expect.poll(() => workbench.statusBar()).toContainEqual(expect.stringMatching(/Restricted Mode/));
  await expect
    .poll(() => workbench.editor.squiggles())
    .toContainEqual({ severity: "warning", text: '"Allow"' });
});
