import { beforeAll, expect, test } from "vitest";
import { useWeb } from "./support/session.ts";
import { openVault } from "./support/templates.ts";
import type { Workbench } from "./support/workbench.ts";

/** What one test leaves behind, the next one finds. */
const vscode = useWeb("shared");
let workbench: Workbench;

beforeAll(async () => {
  workbench = await vscode.open({ "infra/main.json": openVault });
});

test("an open vault is reported in the browser too, from a virtual file system, and the log says what was read", async () => {
  await workbench.openFile("infra/main.json");
  await expect
    .poll(() => workbench.editor.squiggles())
    .toContainEqual({ severity: "warning", text: '"Allow"' });
  await expect
    .poll(() => workbench.problems())
    .toContainEqual(expect.objectContaining({ source: "keyvault-network", code: "KV101" }));
  // The log of the desktop needs a native module, which the server of the tests does not have.
  await workbench.run("Key Vault Network: Scan Workspace");
  await expect
    .poll(() => workbench.notifications())
    .toContainEqual(expect.stringMatching(/^1 vault: 1 public/));
  await workbench.run("Key Vault Network: Show Output");
  const lines = workbench.page.locator(".part.panel .view-line");
  const log = async () => (await lines.allInnerTexts()).join("\n").replaceAll("\u00a0", " ");
  await expect.poll(log).toMatch(/The language server started in \d+ ms/);
  await expect.poll(log).toMatch(/Searched for templates: read 1 files, of which 1 are relevant/);
  expect(await log()).not.toMatch(/subscription|standard/);
});

test("any rule is explained from the palette, found by a word of what it reports", async () => {
  await workbench.run("Key Vault Network: Explain Rule...");
  await workbench.quickInput.fill("uses a group ID");
  await workbench.quickInput.choose("KV401");
  // In the browser, the rendered page is in a frame of another origin, so the source text is checked.
  await workbench.page.getByRole("button", { name: "Show Source" }).click();
  await expect.poll(() => workbench.editor.visibleText()).toContain("# KV401 wrong-group-id");
});
