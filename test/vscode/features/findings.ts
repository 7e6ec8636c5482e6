import { expect } from "vitest";
import type { Workbench } from "../support/workbench.ts";
import type { Feature } from "./feature.ts";

export const findings: readonly Feature[] = [
  { name: "findings are listed, the most severe first", show: listFindings },
  { name: "a finding is suppressed from the list, with the cursor on its reason", show: suppress },
];

async function listFindings(workbench: Workbench): Promise<void> {
  await workbench.openView("Findings");
  await expect.poll(() => labels(workbench)).toContainEqual(expect.stringMatching(/^Access test 'Internet/));
  const severities = (await labels(workbench)).filter((label) => /^(?:Errors|Warnings)$/.test(label));
  expect(severities).toEqual(["Errors", "Warnings"]);
}

async function suppress(workbench: Workbench): Promise<void> {
  await workbench.openView("Findings");
  const begin = "1 IP rule of 'kv-prod' in dev has no effect";
  await expect.poll(() => labels(workbench)).toContainEqual(expect.stringContaining(begin));
  const label = (await labels(workbench)).find((each) => each.startsWith(begin)) ?? "";
  await workbench.tree("Findings").menu(label, "Suppress Finding");
  await expect.poll(() => workbench.editor.visibleText()).toMatch(/\/\/.*KV208.*reason/);
  await workbench.page.keyboard.press("Escape");
  await workbench.editor.undo();
}

async function labels(workbench: Workbench): Promise<readonly string[]> {
  return (await workbench.tree("Findings").rows()).map(({ label }) => label);
}
