import { expect } from "vitest";
import type { Workbench } from "../support/workbench.ts";
import { type Feature, openTemplate, openView, shown } from "./feature.ts";

export const environments: readonly Feature[] = [
  { name: "lens and views show where environments disagree, and follow the one selected", show: select },
];

async function select(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  await expect
    .poll(() => workbench.editor.lenses())
    .toContainEqual(
      expect.stringMatching(/^dev: Firewall off · any network \| prod: Deny by default · 256 addresses/),
    );
  await workbench.openView("Overview");
  const vaults = async () =>
    (await workbench.tree("Overview").rows()).map(({ label, description }) => `${label} | ${description}`);
  await expect
    .poll(vaults)
    .toEqual(
      expect.arrayContaining([
        "kv-prod (dev) | Public · main.json",
        "kv-prod (prod) | Selected networks · main.json",
        "kv-data | Private · main.json",
      ]),
    );
  await openView(workbench);
  await choose(workbench, "prod");
  await expect
    .poll(() => workbench.editor.lenses())
    .toContainEqual(expect.stringMatching(/^Deny by default · 256 addresses/));
  await expect.poll(() => shown(workbench)).toContain("kv-prod | Allowed · IP rule 1");
  await expect
    .poll(() => workbench.statusBar())
    .toContainEqual(expect.stringMatching(/Key Vault Network: 2 vaults,.* environment prod/));
  await choose(workbench, "All environments");
  await expect.poll(() => shown(workbench)).toContain("kv-prod (dev) | Allowed · firewall off");
}

async function choose({ run, quickInput }: Workbench, name: string): Promise<void> {
  await run("Key Vault Network: Select Environment...");
  await expect.poll(quickInput.title).toBe("Select Environment");
  await quickInput.choose(name);
}
