import { expect } from "vitest";
import type { Workbench } from "../support/workbench.ts";
import { type Feature, openTemplate, openView } from "./feature.ts";

export const accessFile: readonly Feature[] = [
  { name: "names in the access file are completed, found and renamed", show: workWithNames },
  { name: "a mistake in the access file is reported once, with what was meant", show: correct },
  { name: "a verdict becomes an access test", show: addTest },
  { name: "a fix says in its title which access tests it fixes and breaks", show: scoreFixes },
];

/** The name of a source where a test uses it. */
const use = 'office", "to"';

async function workWithNames({ openFile, editor, page, statusBar, run }: Workbench): Promise<void> {
  await openFile(".keyvault-access.jsonc");
  expect(await editor.suggestions(use, "office")).toContain("internet");
  await editor.putCursorAt(use);
  await run("Go to Definition");
  await expect.poll(statusBar).toContainEqual(expect.stringContaining("Ln 4, Col 6"));
  await editor.putCursorAt(use);
  await page.keyboard.press("F2");
  const name = page.locator(".rename-box input");
  await name.fill("berlin");
  await name.press("Enter");
  await expect.poll(editor.visibleText).toMatch(/"berlin": \{[^]*"from": "berlin"/);
  await editor.undo();
  await expect.poll(editor.visibleText).toContain('"from": "office"');
}

async function correct(workbench: Workbench): Promise<void> {
  await workbench.openFile(".keyvault-access.jsonc");
  await workbench.editor.replace('"ip"', '"ipp"');
  const own = async () =>
    (await workbench.problems())
      .filter(({ file, source }) => file === ".keyvault-access.jsonc" && source !== "")
      .map(({ source, message }) => `${source}: ${message}`);
  await expect.poll(own).toContain("keyvault-network: Unknown property 'ipp'; did you mean 'ip'?");
  expect((await own()).filter((each) => !each.startsWith("keyvault-network:"))).toEqual([]);
  await workbench.editor.undo();
  await expect.poll(own).not.toContainEqual(expect.stringContaining("ipp"));
}

async function addTest(workbench: Workbench): Promise<void> {
  await openView(workbench);
  await workbench.tree("Access Simulation").menu("kv-data, denied for office", "Add as Access Test");
  await expect
    .poll(() => workbench.editor.visibleText())
    .toMatch(/"Internet is blocked"[^]*"from": "office", "to": "kv-data", "expect": "deny"/);
  await workbench.editor.undo();
}

async function scoreFixes(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  const titles = await workbench.editor.codeActions('"ipRules"', "Explain KV208");
  expect(titles).toContainEqual(expect.stringMatching(/^Turn on the firewall .*(?:breaks|fixes) .*\)$/));
}
