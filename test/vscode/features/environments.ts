import { expect } from "vitest";
import type { Workbench } from "../support/workbench.ts";
import type { Feature } from "./feature.ts";
import { openTemplate, openView, shown } from "./feature.ts";

export const environments: readonly Feature[] = [
  { name: "a lens tells where environments disagree, and all follows the one selected", show: select },
];

async function select(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  await expect
    .poll(() => workbench.editor.lenses())
    .toContainEqual(expect.stringMatching(/^Firewall off · any network · dev public, prod selected/));
  await openView(workbench);
  await choose(workbench, "prod");
  await expect
    .poll(() => workbench.editor.lenses())
    .toContainEqual(expect.stringMatching(/^Deny by default · 256 addresses/));
  await expect.poll(() => shown(workbench)).toContain("kv-prod | Allowed · IP rule 1");
  await expect
    .poll(() => workbench.statusBar())
    .toContainEqual(expect.stringContaining("Key Vault Network: 3 vaults, environment prod"));
  await choose(workbench, "Defaults");
  await expect.poll(() => shown(workbench)).toContain("kv-prod | Allowed · firewall off");
}

async function choose({ run, quickInput }: Workbench, name: string): Promise<void> {
  await run("Key Vault Network: Select Environment...");
  await expect.poll(quickInput.title).toBe("Select Environment");
  await quickInput.choose(name);
}
