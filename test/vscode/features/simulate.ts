import { expect } from "vitest";
import type { Workbench } from "../support/workbench.ts";
import { type Feature, openTemplate, openView, shown } from "./feature.ts";

export const simulate: readonly Feature[] = [
  { name: "several sources, saved ones among them, are asked about several vaults", show: askSeveral },
  { name: "every gate that blocks a caller is shown", show: tellAllBlockers },
  { name: "the smallest change that would let a caller in is shown as a difference", show: previewFix },
  { name: "a source is offered again as a recent one", show: offerRecent },
  { name: "the steps of a verdict open as a document, and are copied as Markdown", show: openTrace },
];

async function askSeveral(workbench: Workbench): Promise<void> {
  const { quickInput } = workbench;
  await openTemplate(workbench);
  await workbench.run("Key Vault Network: Simulate Access...");
  await quickInput.pressButton("Choose Several Sources");
  await workbench.page.locator(".quick-input-count").getByText("0 Selected").waitFor();
  await quickInput.choose("office");
  await quickInput.choose("internet");
  await quickInput.accept();
  await expect.poll(() => quickInput.title()).toContain("Vaults");
  expect((await quickInput.rows()).map(({ label, detail }) => `${label}: ${detail}`)).toEqual(
    expect.arrayContaining([
      "kv-prod: dev: Firewall off · any network | prod: Deny by default · 256 addresses · trusted services",
      "kv-data: Public access disabled",
    ]),
  );
  await quickInput.accept();
  await expect
    .poll(() => shown(workbench))
    .toEqual([
      "internet | any client",
      "kv-prod (dev) | Allowed · exposed",
      "kv-prod (prod) | Denied · default",
      "kv-data | Denied · public access off",
      "office | saved source",
      "kv-prod (dev) | Allowed · firewall off",
      "kv-prod (prod) | Allowed · IP rule 1",
      "kv-data | Denied · public access off",
    ]);
}

async function tellAllBlockers(workbench: Workbench): Promise<void> {
  await workbench.tree("Access Simulation").expand("kv-data, denied for office");
  await expect
    .poll(() => shown(workbench))
    .toEqual(
      expect.arrayContaining([
        "4 Public access | Disabled",
        "5 Default action | Deny, not reached",
        "7 IP rules | none, not reached",
      ]),
    );
}

async function previewFix(workbench: Workbench): Promise<void> {
  await workbench.tree("Access Simulation").menu("kv-data, denied for office", "Preview Fix");
  await expect
    .poll(() => workbench.titles())
    .toContainEqual(expect.stringMatching(/^Allow office on kv-data: Add 203\.0\.113\.0\/28 to ipRules/));
  await workbench.closeEditor();
}

async function offerRecent(workbench: Workbench): Promise<void> {
  const { quickInput } = workbench;
  await openView(workbench);
  await workbench.run("Key Vault Network: Simulate Access...");
  await quickInput.fill("198.51.100.9");
  await quickInput.choose("198.51.100.9");
  await expect.poll(() => quickInput.title()).toContain("Vaults");
  await quickInput.accept();
  await expect.poll(() => shown(workbench)).toContain("198.51.100.9");
  await workbench.run("Key Vault Network: Simulate Access...");
  await expect
    .poll(() => quickInput.rows())
    .toContainEqual(expect.objectContaining({ label: "198.51.100.9", icon: "codicon-history" }));
  await quickInput.cancel();
  await workbench.tree("Access Simulation").menu("198.51.100.9", "Remove Source");
  await expect.poll(() => shown(workbench)).not.toContain("198.51.100.9");
}

async function openTrace(workbench: Workbench): Promise<void> {
  const tree = workbench.tree("Access Simulation");
  await tree.menu("kv-data, denied for office", "Copy as Markdown");
  await expect
    .poll(() => workbench.clipboard.read())
    .toContain("**office → kv-data (dev, prod)**: Denied · public access off");
  await tree.menu("kv-data, denied for office", "Open Trace");
  await expect.poll(() => workbench.pages()).toContain("office → kv-data (dev, prod): Denied");
  expect(await workbench.pages()).toMatch(/Public network access is disabled\./);
  await workbench.closeEditor();
}
