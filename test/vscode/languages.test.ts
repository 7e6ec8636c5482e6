import { describe, expect, test } from "vitest";
import { openBicep, openTerraform, packageVendor } from "./support/languages.ts";
import type { Session } from "./support/session.ts";
import { useDesktop } from "./support/session.ts";

interface Words {
  readonly open: string;
  readonly closed: string;
  /** What the fix is called. */
  readonly title: string;
}

const bicepWords: Words = {
  open: "'Allow'",
  closed: "'Deny'",
  title: "Set defaultAction to 'Deny' (blocks callers that are not listed)",
};
const terraformWords: Words = {
  open: '"Allow"',
  closed: '"Deny"',
  title: "Set default_action to 'Deny' (blocks callers that are not listed)",
};

describe("without the vendors' extensions", () => {
  const vscode = useDesktop();

  test("Bicep is judged while half a line is typed, and repaired", async () => {
    await judgesAndRepairs(vscode, "main.bicep", openBicep, bicepWords);
  });

  test("Terraform is judged while half a line is typed, and repaired", async () => {
    await judgesAndRepairs(vscode, "main.tf", openTerraform, terraformWords);
  });
});

describe("beside an extension that owns the language", () => {
  const vscode = useDesktop({}, async () => [await packageVendor()]);

  test("Bicep is judged and repaired all the same", async () => {
    await judgesAndRepairs(vscode, "main.bicep", openBicep, bicepWords);
  });
});

/** The open vault is underlined; without a value nothing is claimed; with it again the fix closes the vault. */
async function judgesAndRepairs(vscode: Session, file: string, text: string, words: Words) {
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
