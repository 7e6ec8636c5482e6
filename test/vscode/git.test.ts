import { execFileSync } from "node:child_process";
import { beforeAll, expect, test } from "vitest";
import { hasGit } from "../support/git.ts";
import { shown } from "./features/feature.ts";
import { useDesktop } from "./support/session.ts";
import { openVault } from "./support/templates.ts";
import type { Workbench } from "./support/workbench.ts";

const vscode = useDesktop({}, undefined, "shared");
let workbench: Workbench;

/** A vault that was open in the last commit, and that an editor has closed since; it is saved in the second test. */
beforeAll(async () => {
  if (!hasGit) return;
  workbench = await vscode.open({ "main.json": openVault }, (folder) => {
    git(folder, "init", "--initial-branch", "main");
    git(folder, "add", ".");
    git(folder, ...identity, "commit", "--message", "Begin");
    git(folder, "branch", "release");
  });
  await workbench.openFile("main.json");
  await workbench.editor.replace('"Allow"', '"Deny"');
});

test.runIf(hasGit)("verdicts are compared with the last commit", async () => {
  await workbench.run("Key Vault Network: Simulate Access...");
  await workbench.quickInput.fill("internet");
  await expect.poll(() => workbench.quickInput.rows()).toHaveLength(1);
  await workbench.quickInput.accept();
  await expect.poll(() => shown(workbench)).toContain("kv | Denied · default");
  await workbench.run("Key Vault Network: Set What-If Baseline");
  await workbench.quickInput.choose("The last commit (Git HEAD)");
  await expect.poll(() => shown(workbench)).toContain("kv | was Allowed · Denied · default");
});

test.runIf(hasGit)(
  "a review shows who loses access since a branch, at the line too, and between commits",
  async () => {
    await workbench.run("Key Vault Network: Review Access Changes...");
    await workbench.quickInput.choose("release");
    await expect
      .poll(() => workbench.pages())
      .toMatch(/Compared with release[^]*Loses access[^]*internet\s+kv\s+Allowed\s+Denied/);
    const notes = () =>
      workbench.page
        .locator(".monaco-editor .view-line span")
        .evaluateAll((spans) => spans.map((span) => getComputedStyle(span, "::after").content).join("\n"));
    await expect.poll(notes).toContain("internet: was Allowed at release");
    await workbench.focusFirstGroup();
    await workbench.editor.save();
    git(vscode.path("."), ...identity, "commit", "--all", "--message", "Close");
    await workbench.run("Key Vault Network: Review Access Changes...");
    await workbench.quickInput.choose("Two revisions…");
    await workbench.quickInput.fill("HEAD~1..HEAD");
    await workbench.quickInput.accept();
    await expect.poll(() => workbench.pages()).toMatch(/HEAD~1\.\.HEAD[^]*Loses access/);
  },
);

const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];

function git(folder: string, ...argv: readonly string[]): void {
  execFileSync("git", argv, { cwd: folder, stdio: "ignore" });
}
