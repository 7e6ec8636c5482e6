import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hosts } from "./support/hosts.ts";
import type { Workbench } from "./support/workbench.ts";

const template = readFileSync(join(import.meta.dirname, "../fixes/closed.bicep"), "utf8");
const wish = "Allow vnet/db on kv: Add a private endpoint for 'kv' in vnet/db";

for (const { name, use } of hosts)
  describe(name, () => {
    const vscode = use();

    test("a declared private endpoint is shown as a difference, and discarded or applied from its title bar", async () => {
      const workbench = await vscode.open({ "main.bicep": template });
      await workbench.openFile("main.bicep");
      await simulate(workbench);
      await preview(workbench);
      await workbench.pressInTitleBar("Discard Fix");
      await expect.poll(() => workbench.titles()).not.toContainEqual(expect.stringContaining(wish));
      await preview(workbench);
      await workbench.screenshot(`preview of a declared private endpoint, ${name}`);
      await workbench.pressInTitleBar("Apply Fix");
      await expect.poll(() => workbench.titles()).not.toContainEqual(expect.stringContaining(wish));
      await expect
        .poll(() => workbench.tree("Access Simulation").rows())
        .toContainEqual(
          expect.objectContaining({
            label: "kv",
            description: expect.stringContaining("was Denied · Allowed") as string,
          }),
        );
      await expect.poll(() => workbench.editor.visibleText()).toContain("vaultZone");
    });
  });

async function simulate(workbench: Workbench): Promise<void> {
  const { quickInput } = workbench;
  await workbench.run("Key Vault Network: Simulate Access...");
  await quickInput.fill("vnet/db");
  await quickInput.choose("vnet/db");
  await expect
    .poll(() => workbench.tree("Access Simulation").rows())
    .toContainEqual(expect.objectContaining({ label: "kv", icon: "codicon-circle-slash" }));
}

async function preview(workbench: Workbench): Promise<void> {
  const { quickInput } = workbench;
  await workbench.tree("Access Simulation").menu("kv", "Preview Fix");
  await expect
    .poll(() => quickInput.rows())
    .toContainEqual(expect.objectContaining({ description: "main.bicep:22" }));
  const rows = await quickInput.rows();
  const row = rows.find(({ label }) => label.startsWith("Add a private endpoint"));
  await quickInput.choose(row?.label ?? "");
  await expect.poll(() => workbench.titles()).toContainEqual(expect.stringContaining(wish));
}
