import { expect } from "vitest";
import { until } from "../support/until.ts";
import type { Workbench } from "../support/workbench.ts";
import type { Feature } from "./feature.ts";
import { action, openTemplate } from "./feature.ts";

export const testExplorer: readonly Feature[] = [
  {
    name: "access tests run in the Test Explorer, and their states are shown next to them in the file",
    show: runTests,
  },
  { name: "a failure shows the expected and actual access, and the property", show: tellFailure },
  { name: "tests that run continuously follow the template", show: runContinuously },
];

async function runTests(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  await workbench.run("Key Vault Network: Run Access Tests");
  await expect.poll(() => rows(workbench)).toContainEqual(expect.stringMatching(/keyvault-access.*Failed/));
  await workbench.openFile(".keyvault-access.jsonc");
  const states = workbench.page.locator(".glyph-margin-widgets .testing-run-glyph");
  await expect
    .poll(() =>
      states.evaluateAll((glyphs) =>
        glyphs.map((glyph) => /testing-(\w+)-icon/.exec(glyph.getAttribute("class") ?? "")?.[1]),
      ),
    )
    .toEqual(["passed", "failed"]);
}

async function tellFailure(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await openTemplate(workbench);
  await workbench.run("Test: Peek Output");
  const peek = page.locator(".test-output-peek");
  await expect
    .poll(() => peek.allInnerTexts())
    .toContainEqual(expect.stringContaining("internet can reach 'kv-prod'"));
  await expect.poll(() => peek.locator(".original .view-line").allInnerTexts()).toEqual(["denied"]);
  await expect.poll(() => peek.locator(".modified .view-line").allInnerTexts()).toEqual(["allowed"]);
  await expect.poll(() => workbench.statusBar()).toContainEqual(expect.stringContaining("Ln 16,"));
  await page.keyboard.press("Escape");
}

async function runContinuously(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  await workbench.run("Test: Start Continuous Run");
  await workbench.editor.replace(action, '"Deny"');
  await workbench.openFile(".keyvault-access.jsonc");
  await until("nothing fails", async () => (await rows(workbench)).every((row) => row.includes("Passed")));
  await workbench.run("Test: Stop Continuous Run");
  await openTemplate(workbench);
  await workbench.editor.undo();
}

async function rows({ page }: Workbench): Promise<readonly string[]> {
  const labels = page.locator(".test-explorer .monaco-list-row");
  return labels.evaluateAll((elements) => elements.map((row) => row.getAttribute("aria-label") ?? ""));
}
