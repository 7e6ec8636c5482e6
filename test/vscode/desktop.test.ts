import { expect, test } from "vitest";
import { useDesktop } from "./support/session.ts";
import { openVault } from "./support/templates.ts";
import type { Workbench } from "./support/workbench.ts";

const vscode = useDesktop();

test("an open vault gets a wavy line under what opens it, and a row in Problems", async () => {
  const workbench = await vscode.open({ "infra/main.json": openVault });
  await workbench.openFile("infra/main.json");
  await expect
    .poll(() => workbench.editor.squiggles())
    .toContainEqual({ severity: "warning", text: '"Allow"' });
  await expect
    .poll(() => ours(workbench))
    .toMatchObject([{ file: "main.json", severity: "warning", code: "KV101", line: 16 }]);
});

test("the wavy line goes when the firewall closes, before anything is saved", async () => {
  const workbench = await vscode.open({ "main.json": openVault });
  await workbench.openFile("main.json");
  await expect.poll(() => ours(workbench)).toHaveLength(1);
  await workbench.editor.replace('"Allow"', '"Deny"');
  await expect.poll(() => ours(workbench)).toEqual([]);
});

async function ours(workbench: Workbench) {
  return (await workbench.problems()).filter((problem) => problem.source === "keyvault-network");
}
