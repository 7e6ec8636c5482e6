import { expect } from "vitest";
import { until } from "../support/until.ts";
import type { Workbench } from "../support/workbench.ts";
import { action, type Feature, openTemplate } from "./feature.ts";

/** Before anything else: nothing has been opened yet. */
export const accessTestsAtStart: readonly Feature[] = [
  { name: "a folder with an access file has its tests, before a file is opened", show: findTests },
];

export const testExplorer: readonly Feature[] = [
  {
    name: "access tests run in the Test Explorer, and their states are shown next to them in the file",
    show: runTests,
  },
  { name: "a failure says in plain words what is wrong, next to the property", show: tellFailure },
  { name: "a test is run from the line above it, which says how it went", show: runOne },
  { name: "coverage shows the vault that no test mentions", show: cover },
  { name: "tests that run continuously follow the template", show: runContinuously },
];

async function findTests(workbench: Workbench): Promise<void> {
  await expect
    .poll(() => entry(workbench))
    .toContainEqual("1 of 2 access tests pass. Fails: Internet is blocked");
  expect(await workbench.openTabs()).not.toContain("main.json");
  await workbench.page.locator(".statusbar-item", { has: workbench.page.locator(".codicon-beaker") }).click();
  await workbench.tree("Test Explorer").expand(".keyvault-access.jsonc");
  await expect.poll(() => rows(workbench)).toContainEqual(expect.stringMatching(/^prod/));
  await workbench.openContainer("Explorer");
}

async function entry({ page }: Workbench): Promise<readonly string[]> {
  const items = page.locator(".statusbar-item", { has: page.locator(".codicon-beaker") });
  return items.evaluateAll((found) => found.map((item) => item.getAttribute("aria-label") ?? ""));
}

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
  const peeked = async () => plain(await peek.allInnerTexts());
  await expect.poll(peeked).toContain("internet can reach 'kv-prod' in dev.");
  await expect.poll(peeked).toContain("Actual: allowed");
  await expect.poll(() => workbench.statusBar()).toContainEqual(expect.stringContaining("Ln 16,"));
  await page.keyboard.press("Escape");
}

/** The page shows spaces as no-break spaces. */
function plain(texts: readonly string[]): string {
  return texts.join("\n").replaceAll("\u00a0", " ");
}

async function runOne(workbench: Workbench): Promise<void> {
  await workbench.openFile(".keyvault-access.jsonc");
  await expect.poll(() => lenses(workbench)).toEqual(["Run · passes", "Run · fails in dev"]);
  await workbench.run("Test: Clear All Results");
  const states = workbench.page.locator(".glyph-margin-widgets .testing-run-glyph");
  const failed = () =>
    states.evaluateAll((glyphs) =>
      glyphs.map((glyph) => glyph.getAttribute("class")?.includes("failed") === true),
    );
  await expect.poll(failed).toEqual([false, false]);
  await workbench.editor.clickLens("Run · fails in dev");
  // Some versions open the place of the failure.
  await until("the second test has failed, and the first one has not run", async () => {
    await workbench.openFile(".keyvault-access.jsonc");
    const [first, second] = await failed();
    return first === false && second === true;
  });
}

/** The icon before a title is a character of its own. */
async function lenses({ editor }: Workbench): Promise<readonly string[]> {
  return (await editor.lenses()).map((title) => title.trim());
}

async function cover(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  await workbench.openContainer("Explorer");
  await workbench.run("Test: Run All Tests with Coverage");
  const file = workbench.page.locator(".explorer-folders-view .monaco-list-row", { hasText: "main.json" });
  await expect.poll(() => file.innerText()).toContain("50%");
  await workbench.run("Test: Clear All Results");
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
