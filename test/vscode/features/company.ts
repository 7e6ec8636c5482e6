import { expect } from "vitest";
import type { Workbench } from "../support/workbench.ts";
import { type Feature, openTemplate } from "./feature.ts";

export const company: readonly Feature[] = [
  { name: "the walkthrough has four steps with their pictures", show: walkthrough },
  { name: "an issue is reported without a word of a template", show: reportIssue },
  { name: "the output has a channel", show: output },
  { name: "no result came as a notification", show: noNotifications },
];

async function walkthrough(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.run("Welcome: Open Walkthrough...");
  await workbench.quickInput.choose("Get Started with Key Vault Network");
  const steps = page.locator(".getting-started-step");
  await expect.poll(() => steps.count()).toBe(4);
  for (const index of [0, 1, 2, 3]) {
    await steps.nth(index).click();
    const picture = page.locator(".getting-started-media img");
    await expect
      .poll(() =>
        picture.evaluateAll((images) =>
          images.map((image) => image instanceof HTMLImageElement && image.naturalWidth > 0),
        ),
      )
      .toEqual([true]);
  }
  await workbench.closeEditor();
}

async function output(workbench: Workbench): Promise<void> {
  await workbench.run("Key Vault Network: Show Output");
  const channel = workbench.page.locator(".part.panel [aria-label*='Key Vault Network']").first();
  await channel.waitFor();
}

/** Some versions have a form for it in a window of its own, others ask whether they may go to the web site. */
async function reportIssue(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await openTemplate(workbench);
  await workbench.run("Key Vault Network: Report Issue...");
  await expect.poll(() => report(workbench)).toMatch(/What I did:|keyvault-network\/issues\/new/);
  expect(await report(workbench)).not.toMatch(/kv-prod|203\.0\.113/);
  for (const other of page.context().pages()) if (other !== page) await other.close();
  await page.keyboard.press("Escape");
}

async function report({ page }: Workbench): Promise<string> {
  const forms = page
    .context()
    .pages()
    .filter((each) => each !== page)
    .map((each) =>
      each
        .locator("textarea")
        .evaluateAll((areas) => areas.map((area) => (area instanceof HTMLTextAreaElement ? area.value : "")))
        // The window may be loading still.
        .catch(() => []),
    );
  const dialogs = page.locator(".monaco-dialog-box").allInnerTexts();
  return (await Promise.all([...forms, dialogs])).flat().join("\n");
}

async function noNotifications(workbench: Workbench): Promise<void> {
  expect(await workbench.notifications()).toEqual([]);
}
