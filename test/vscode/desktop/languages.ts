import { expect, test } from "vitest";
import { openBicep, openTerraform } from "../support/languages.ts";
import type { Session } from "../support/session.ts";

interface Words {
  readonly open: string;
  readonly closed: string;
  /** What the fix is called. */
  readonly title: string;
}

export const bicepWords: Words = {
  open: "'Allow'",
  closed: "'Deny'",
  title: "Set defaultAction to 'Deny' (blocks callers that are not listed)",
};
const terraformWords: Words = {
  open: '"Allow"',
  closed: '"Deny"',
  title: "Set default_action to 'Deny' (blocks callers that are not listed)",
};

/** Languages without the vendors' extensions. */
export function languages(vscode: Session): void {
  test("Bicep is judged while half a line is typed, and repaired", async () => {
    await judgesAndRepairs(vscode, "main.bicep", openBicep, bicepWords);
  });

  test("that no extension colors Bicep is said next to its language, until it is dismissed", async () => {
    const workbench = await vscode.open({ "main.bicep": openBicep });
    await workbench.openFile("main.bicep");
    // The entries of the status bar move while the server starts.
    await expect.poll(() => workbench.editor.lenses()).not.toEqual([]);
    await workbench.page.locator('.statusbar-item[id*="status.languageStatus"]').first().click();
    const hint = workbench.page.locator(".hover-language-status", { hasText: "No colors for Bicep" });
    await hint.waitFor();
    await workbench.screenshot("a language without colors");
    await workbench.page.keyboard.press("Escape");
    await workbench.run("Key Vault Network: Find an Extension for Bicep or Terraform...");
    await expect
      .poll(async () => (await workbench.quickInput.rows()).map(({ label }) => label))
      .toEqual(["Find an extension for Bicep", "Do not show this again"]);
    await workbench.quickInput.choose("Do not show this again");
    await workbench.page.locator('.statusbar-item[id*="status.languageStatus"]').first().click();
    await expect.poll(() => hint.count()).toBe(0);
    expect(await workbench.notifications()).toEqual([]);
  });

  test("a pipeline shows that the vault it reads blocks it", async () => {
    await showsBlockedPipeline(vscode);
  });

  test("Terraform is judged while half a line is typed, and repaired", async () => {
    await judgesAndRepairs(vscode, "main.tf", openTerraform, terraformWords);
  });
}

const pipeline = `pool: { vmImage: ubuntu-latest }
steps:
  - task: AzureKeyVault@2
    inputs:
      azureSubscription: production
      KeyVaultName: kv-shop
`;

/** Only the pipeline is opened; the template that declares the vault is found in the folder. */
export async function showsBlockedPipeline(vscode: Session) {
  const workbench = await vscode.open({
    "infra/main.bicep": openBicep.replace("'Allow'", "'Deny'").replace("'kv'", "'kv-shop'"),
    "azure-pipelines.yml": pipeline,
  });
  const { editor } = workbench;
  await workbench.openFile("azure-pipelines.yml");
  await expect
    .poll(() => editor.squiggles(), { timeout: 60_000 })
    .toContainEqual({ severity: "warning", text: "kv-shop" });
  await expect
    .poll(() => editor.lenses())
    .toEqual([expect.stringMatching(/^kv-shop · Deny by default.* \| Simulate access$/)]);
  await workbench.screenshot("a pipeline that a vault blocks");
}

/** The open vault is underlined; without a value nothing is claimed; with it again the fix closes the vault. */
export async function judgesAndRepairs(vscode: Session, file: string, text: string, words: Words) {
  const { open, closed, title } = words;
  const workbench = await vscode.open({ [file]: text });
  const { editor } = workbench;
  const warning = { severity: "warning", text: open };
  await workbench.openFile(file);
  await expect.poll(() => editor.squiggles()).toContainEqual(warning);
  await expect.poll(async () => (await editor.lenses()).join("\n")).toContain("Firewall off · any network");
  await editor.replace(open, " ");
  await expect.poll(() => editor.squiggles()).not.toContainEqual(warning);
  await editor.type(open);
  await expect.poll(() => editor.squiggles()).toContainEqual(warning);
  await editor.applyCodeAction(open, title);
  await expect.poll(() => editor.visibleText()).toContain(closed);
  await expect.poll(() => editor.squiggles()).not.toContainEqual(warning);
}
