import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { hasGit } from "../support/git.ts";
import { shown } from "./features/feature.ts";
import { useDesktop } from "./support/session.ts";
import { openVault } from "./support/templates.ts";

const vscode = useDesktop();

test.runIf(hasGit)("verdicts are compared with the last commit", async () => {
  const workbench = await vscode.open({ "main.json": openVault }, commit);
  await workbench.openFile("main.json");
  await workbench.editor.replace('"Allow"', '"Deny"');
  await workbench.run("Key Vault Network: Simulate Access...");
  await workbench.quickInput.fill("internet");
  await expect.poll(() => workbench.quickInput.rows()).toHaveLength(1);
  await workbench.quickInput.accept();
  await expect.poll(() => shown(workbench)).toContain("kv | Denied · default");
  await workbench.run("Key Vault Network: Set What-If Baseline");
  await workbench.quickInput.choose("The last commit (Git HEAD)");
  await expect.poll(() => shown(workbench)).toContain("kv | was Allowed · Denied · default");
});

function commit(folder: string): void {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  for (const args of [["init"], ["add", "."], [...identity, "commit", "--message", "Begin"]])
    execFileSync("git", args, { cwd: folder, stdio: "ignore" });
}
