import { expect, test } from "vitest";
import { useWeb } from "./support/session.ts";
import { openVault } from "./support/templates.ts";

const vscode = useWeb();

test("an open vault is reported in the browser too, from a virtual file system", async () => {
  const workbench = await vscode.open({ "infra/main.json": openVault });
  await workbench.openFile("infra/main.json");
  await expect
    .poll(() => workbench.editor.squiggles())
    .toContainEqual({ severity: "warning", text: '"Allow"' });
  await expect
    .poll(() => workbench.problems())
    .toContainEqual(expect.objectContaining({ source: "keyvault-network", code: "KV101" }));
});
