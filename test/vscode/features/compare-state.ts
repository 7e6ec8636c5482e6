import { expect } from "vitest";
import { until } from "../support/until.ts";
import type { Workbench } from "../support/workbench.ts";
import { type Feature, openTemplate } from "./feature.ts";

export const compareState: readonly Feature[] = [
  { name: "the command that exports a state is copied", show: copyCommand },
  { name: "templates are compared with a deployed state, by vault and by caller", show: compare },
  { name: "a file that is not a state is refused, with the reason", show: refuse },
];

async function compare(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  await choose(workbench, "deployed.json");
  await expect
    .poll(() => workbench.titles())
    .toContainEqual(expect.stringContaining("Differences from the deployed state"));
  await expect.poll(() => workbench.pages()).toContain("Differences from the state");
  const page = await workbench.pages();
  expect(page).toContain("publicNetworkAccess: the state says Enabled, the template says Disabled");
  expect(page).toContain("kv-prod (prod)");
  await followLink(workbench, "main.json:29");
  await expect.poll(() => workbench.fileInFront()).toBe("main.json");
  await expect.poll(() => workbench.editor.visibleText()).toContain("kv-data");
  // Closes it without bringing it to the front.
  await workbench.page.getByRole("tab", { name: preview }).click({ button: "middle" });
  await expect.poll(() => workbench.titles()).not.toContainEqual(expect.stringMatching(preview));
}

const preview = /Differences from the deployed state/;

/** Clicks a link of a rendered page. */
async function followLink({ page }: Workbench, text: string): Promise<void> {
  await until(`a page has the link ${text}`, async () => {
    for (const frame of page.frames()) {
      const link = frame.locator("a", { hasText: text }).first();
      if ((await link.count().catch(() => 0)) > 0) return link.click().then(() => true);
    }
    return false;
  });
}

async function copyCommand(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  await workbench.run("Key Vault Network: Compare with Deployed State...");
  await workbench.quickInput.choose("Copy the command that exports the state (terraform)");
  await expect.poll(() => workbench.clipboard.read()).toBe("terraform show -json > state.json");
}

async function refuse(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  await choose(workbench, "main.json");
  // Not every version shows it where it appears first.
  await workbench.run("Notifications: Show Notifications");
  const list = workbench.page.locator(".notifications-center .notification-list-item-message");
  await expect
    .poll(() => list.allInnerTexts())
    .toContainEqual(expect.stringMatching(/^main\.json: not a state; expected JSON/));
  await workbench.run("Notifications: Clear All Notifications");
}

/** Picks a file in VS Code's own dialog, which lists the folder. */
async function choose(workbench: Workbench, file: string): Promise<void> {
  await workbench.run("Key Vault Network: Compare with Deployed State...");
  await workbench.quickInput.choose("Choose a state file...");
  await workbench.quickInput.choose(file);
}
