import type { Frame } from "playwright-core";
import { expect } from "vitest";
import { until } from "../support/until.ts";
import type { Workbench } from "../support/workbench.ts";
import { action, type Feature, openTemplate, openView, shown } from "./feature.ts";

export const whatIf: readonly Feature[] = [
  {
    name: "what an edit does to access is marked in view and matrix, until it is undone",
    show: compare,
  },
  { name: "the matrix shows the same cells as a page and as Markdown", show: showMatrix },
  { name: "the picture is drawn, follows an edit, and leads to the line that decides", show: showPicture },
  { name: "a review shows who gains access as one edits, and says that there is no git here", show: review },
  { name: "results are exported, as Markdown and as a picture", show: exportResults },
];

async function compare(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  await workbench.run("Key Vault Network: Set What-If Baseline");
  const clear = "Key Vault Network: Clear What-If Baseline";
  await expect.poll(() => workbench.commands(clear)).toContain(clear);
  await workbench.editor.replace(action, '"Deny"');
  await openView(workbench);
  await expect.poll(() => shown(workbench)).toContain("kv-prod (dev) | was Allowed · Denied · default");
  await workbench.run("Key Vault Network: Show Access Matrix");
  await expect.poll(() => cells(workbench)).toContain("Allowed → Denied · default");
  await workbench.closeEditor();
  await workbench.editor.undo();
  await expect.poll(() => shown(workbench)).not.toContainEqual(expect.stringContaining("was "));
  await workbench.run(clear);
}

async function showMatrix(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  await workbench.run("Key Vault Network: Show Access Matrix");
  const onPage = await until("the matrix has cells", async () => {
    const found = await cells(workbench);
    return found.length > 0 && found;
  });
  expect(onPage).toContain("Allowed · exposed");
  // Nobody has asked about anything: the rows come from the templates and the access file.
  expect(await texts(workbench, "#matrix tbody th > span")).toEqual(
    expect.arrayContaining(["internet", "office", "203.0.113.0/24"]),
  );
  await workbench.closeEditor();
  await workbench.run("Key Vault Network: Show Access Matrix as Markdown");
  await expect.poll(() => workbench.pages()).toContain("Key Vault Network");
  const inDocument = await texts(workbench, ".markdown-body table:first-of-type tbody td:not(:first-child)");
  expect(inDocument.map((text) => text.replace(/^[✓⚠⊘?] /, "")).toSorted()).toEqual(onPage.toSorted());
  await workbench.closeEditor();
}

async function showPicture(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  await workbench.run("Key Vault Network: Show Access Picture");
  const lanes = () => texts(workbench, ".lane title");
  await expect.poll(lanes).toContainEqual(expect.stringMatching(/^internet \(dev\): Allowed · exposed\./));
  await workbench.focusFirstGroup();
  await workbench.editor.replace(action, '"Deny"');
  await expect.poll(lanes).toContainEqual(expect.stringMatching(/^internet: Denied · default\./));
  await workbench.editor.undo();
  await expect.poll(lanes).toContainEqual(expect.stringMatching(/^internet \(dev\): Allowed · exposed\./));
  // In a browser, the edit may have been saved, and what was taken back would be lost with the editor.
  await workbench.editor.save();
  await workbench.closeEditor();
  await expect.poll(() => workbench.openTabs()).not.toContain("main.json");
  const picture = await frameWith(workbench, ".lane");
  await picture.locator(".lane", { hasText: "internet (dev)" }).first().click();
  await expect.poll(() => workbench.openTabs()).toContain("main.json");
  await expect.poll(() => texts(workbench, "#steps h2")).toContain("internet → kv-prod (dev)");
  await workbench.run("View: Close All Editors");
}

/** The frame of the page that has such an element. */
async function frameWith({ page }: Workbench, selector: string): Promise<Frame> {
  return until(`a page has ${selector}`, async () => {
    for (const frame of page.frames())
      if (
        await frame
          .locator(selector)
          .count()
          .catch(() => 0)
      )
        return frame;
    return false;
  });
}

async function review(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  await workbench.run("Key Vault Network: Review Access Changes...");
  await expect
    .poll(() => workbench.pages())
    .toMatch(/Git is not available here[^]*The callers that were compared/);
  await workbench.focusFirstGroup();
  await workbench.editor.replace(action, '"Deny"');
  await expect
    .poll(() => workbench.pages())
    .toMatch(
      /\d callers? loses? access to .*proved[^]*Loses access[^]*internet\s+kv-prod \(dev\)\s+Allowed\s+Denied/,
    );
  const since: unknown = expect.stringMatching(/−[\d,]+ addresses since the baseline/);
  await expect.poll(() => workbench.statusBar()).toContainEqual(since);
  await expect
    .poll(() => workbench.editor.lenses())
    .toContainEqual(expect.stringContaining(" addresses since the baseline"));
  await workbench.editor.undo();
  await expect
    .poll(() => workbench.pages())
    .toContain("The callers that were compared have the same access.");
  await expect.poll(() => workbench.statusBar()).not.toContainEqual(since);
  await workbench.run("Key Vault Network: Clear What-If Baseline");
  await workbench.run("View: Close All Editors");
}

async function exportResults(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  await exportAs(workbench, "Markdown", "keyvault-access.md");
  await expect.poll(() => workbench.editor.visibleText()).toContain("# Key Vault Network");
  await openTemplate(workbench);
  await exportAs(workbench, "Image (SVG)", "keyvault-access.svg", "kv-prod");
  await expect.poll(() => workbench.editor.visibleText()).toContain("Who can reach kv-prod");
}

async function exportAs(workbench: Workbench, format: string, file: string, vault?: string): Promise<void> {
  const { quickInput } = workbench;
  await workbench.run("Key Vault Network: Export Results...");
  await quickInput.choose(format);
  if (vault !== undefined) await quickInput.choose(vault);
  await expect.poll(() => quickInput.value()).toContain(file);
  await quickInput.accept();
  await expect.poll(() => workbench.openTabs()).toContain(file);
}

function cells(workbench: Workbench): Promise<readonly string[]> {
  return texts(workbench, "td[data-id]");
}

async function texts({ page }: Workbench, selector: string): Promise<readonly string[]> {
  const found = page.frames().map((frame) =>
    frame
      .locator(selector)
      .allTextContents()
      .catch(() => []),
  );
  return (await Promise.all(found)).flat();
}
