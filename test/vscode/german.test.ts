import { expect, test } from "vitest";
import { useDesktop } from "./support/session.ts";
import { openVault } from "./support/templates.ts";

const vscode = useDesktop({}, undefined, "for each test", { language: "de" });

test("commands, views and questions are said in German to who has set it", async () => {
  const workbench = await vscode.open({ "main.json": openVault });
  await workbench.openFile("main.json");
  await expect.poll(() => workbench.editor.lenses()).not.toEqual([]);
  expect(await workbench.commands("Zugriff simulieren")).toContain(
    "Key Vault Network: Zugriff simulieren...",
  );
  await workbench.run("Key Vault Network: Zugriff simulieren...");
  await expect.poll(() => workbench.quickInput.title()).toBe("Zugriff simulieren");
  await workbench.quickInput.fill("internet");
  await expect.poll(() => workbench.quickInput.rows()).toHaveLength(1);
  await workbench.quickInput.accept();
  await expect
    .poll(async () => (await workbench.tree("Zugriffssimulation").rows()).length)
    .toBeGreaterThan(1);
});
