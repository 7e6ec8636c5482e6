import { beforeAll, expect, test } from "vitest";
import { openBicep, openTerraform } from "../support/languages.ts";
import type { Files, Session } from "../support/session.ts";
import { linkedRoots, sixRoots } from "./linked-roots.ts";
import type { Workbench } from "../support/workbench.ts";

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

const pipeline = `pool: { vmImage: ubuntu-latest }
steps:
  - task: AzureKeyVault@2
    inputs:
      azureSubscription: production
      KeyVaultName: kv-shop
`;

/** A file of each language; nothing opens the template that declares the vault of the pipeline. */
export const everyLanguage: Files = {
  "azure-pipelines.yml": pipeline,
  "infra/shop.bicep": openBicep.replace("'Allow'", "'Deny'").replace("'kv'", "'kv-shop'"),
  "main.bicep": openBicep,
  "main.tf": openTerraform,
};

/** Languages without the vendors' extensions, and what a language says of another one's root; what one test leaves behind, the next one finds. */
export function languages(vscode: Session): void {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await vscode.open({ ...everyLanguage, ...sixRoots() });
  });

  test("a pipeline shows that the vault it reads blocks it", async () => {
    await showsBlockedPipeline(workbench);
  });

  test("Bicep is judged while half a line is typed, and repaired", async () => {
    await judgesAndRepairs(workbench, "main.bicep", bicepWords);
  });

  test("that no extension colors Bicep is said next to its language, until it is dismissed", async () => {
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

  test("Terraform is judged while half a line is typed, and repaired", async () => {
    await judgesAndRepairs(workbench, "main.tf", terraformWords);
  });

  linkedRoots(() => workbench);
}

/** Only the pipeline was opened so far; the template that declares the vault is found in the folder. */
export async function showsBlockedPipeline(workbench: Workbench) {
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
export async function judgesAndRepairs(workbench: Workbench, file: string, words: Words) {
  const { open, closed, title } = words;
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
