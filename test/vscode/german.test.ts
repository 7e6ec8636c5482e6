import { expect, test } from "vitest";
import { shown } from "../states/printed.ts";
import { hasEnglish } from "../support/english-left.ts";
import { openBicep } from "./support/languages.ts";
import type { Row } from "./support/list.ts";
import { useDesktop } from "./support/session.ts";
import { twoVaults } from "./support/templates.ts";
import { until } from "./support/until.ts";
import type { Workbench } from "./support/workbench.ts";

/** All tests share a window in German; VS Code's own words in it are English, as it has no others. */
const vscode = useDesktop({}, undefined, "shared", { language: "de" });

const accessFile = `{
  "version": 1,
  "sources": { "labor": { "ip": "203.0.113.0/28" } },
  "tests": [{ "name": "Labor", "from": "labor", "to": "kv", "expect": "deny" }]
}
`;

/** A vault whose rules the state determines. */
const unset = `param regeln array

resource offen 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-offen'
  properties: {
    networkAcls: { bypass: 'None', defaultAction: 'Deny', ipRules: regeln }
  }
}
`;

let window: Workbench | undefined;

async function workbench(): Promise<Workbench> {
  window ??= await vscode.open({
    "kv.bicep": openBicep,
    "main.json": twoVaults,
    ".keyvault-access.jsonc": accessFile,
    "neu.bicep": "\n",
    "offen.bicep": unset,
    "zustand.json": `${JSON.stringify(shown({ name: "kv-offen", ipRules: ["203.0.113.0/28"] }), null, 2)}\n`,
    ".vscode/settings.json":
      '{ "keyVaultNetwork.rules": { "KV101": "warning" }, "keyVaultNetwork.assumeDeployed": "zustand.json" }\n',
  });
  return window;
}

async function openBicepFile(): Promise<Workbench> {
  const opened = await workbench();
  await opened.openFile("kv.bicep");
  await expect.poll(() => opened.editor.lenses()).not.toEqual([]);
  return opened;
}

/** The texts, none of which may have English words in it. */
function german(texts: readonly string[]): readonly string[] {
  expect(texts.filter(hasEnglish)).toEqual([]);
  return texts;
}

test("lens and problems", async () => {
  const { editor, problems } = await openBicepFile();
  expect(german(await editor.lenses())).toEqual([
    expect.stringMatching(/^Firewall aus · .*Zugriff simulieren/),
  ]);
  const found = await until("there are problems", async () => {
    const all = await problems();
    return all.length > 0 && all;
  });
  expect(german(found.map(({ message }) => message))).toContainEqual(
    expect.stringMatching(/'kv' ist von jeder öffentlichen Adresse erreichbar/),
  );
});

test("hover, quick fixes and the page of a rule", async () => {
  const { editor, pages, closeEditor } = await openBicepFile();
  const hover = await editor.hover("'AzureServices'", "Vertrauenswürdige");
  german(hover.split("\n"));
  const titles = await editor.codeActions("'Allow'", "KV101 erklären");
  expect(german(titles.filter((title) => /KV|defaultAction|Alle/.test(title)))).not.toEqual([]);
  await editor.applyCodeAction("'Allow'", "KV101 erklären");
  await expect.poll(pages).toContain("Warum");
  german((await pages()).split("\n").filter((line) => !/[{}:=~/]/.test(line)));
  expect(await pages()).toContain("Nach der Korrektur");
  await closeEditor();
});

test("simulator, view of vaults and matrix", async () => {
  const opened = await openBicepFile();
  const { quickInput, page } = opened;
  await opened.run("Key Vault Network: Zugriff simulieren...");
  await expect.poll(() => quickInput.title()).toBe("Zugriff simulieren");
  german([await quickInput.placeholder(), ...(await quickInput.rows()).flatMap(said)]);
  await quickInput.fill("azure backup");
  await quickInput.choose("Azure Backup");
  await expect.poll(() => quickInput.title()).toContain("Key Vaults");
  await quickInput.accept();
  const simulation = opened.tree("Zugriffssimulation");
  await expect.poll(async () => (await simulation.rows()).length).toBeGreaterThan(1);
  await simulation.expand("kv");
  const steps = async (): Promise<readonly string[]> => (await simulation.rows()).flatMap(said);
  await expect.poll(steps).toContainEqual(expect.stringMatching(/^\d Standardaktion$/));
  german(await steps());
  await opened.openView("Übersicht");
  const vaults = opened.tree("Übersicht");
  await vaults.expand("kv");
  const rows = async (): Promise<readonly string[]> => (await vaults.rows()).flatMap(said);
  await expect.poll(rows).toContain("Standardaktion");
  german(await rows());
  await opened.run("Key Vault Network: Zugriffsmatrix anzeigen");
  const matrix = await until("the matrix has cells", async () => {
    const found = await Promise.all(
      page.frames().map((frame) =>
        frame
          .locator("body:has(td[data-id])")
          .allInnerTexts()
          .catch(() => []),
      ),
    );
    return found.flat().join("\n") || false;
  });
  german(matrix.split("\n"));
  await opened.closeEditor();
});

test("a state that the settings name, and that it cannot be used", async () => {
  const opened = await workbench();
  const { editor, openFile, openView, page } = opened;
  await openFile("offen.bicep");
  await expect.poll(() => editor.lenses()).toContainEqual(expect.stringContaining("16 Adressen"));
  expect(german(await editor.lenses())).toContainEqual(
    expect.stringContaining("angenommen wie bereitgestellt"),
  );
  await openFile("zustand.json");
  await editor.replace('"kv-offen"', '"kv-offen');
  await openView("Übersicht");
  const message = page.locator(".tree-explorer-viewlet-tree-view .message");
  await expect.poll(() => message.allInnerTexts()).toContainEqual(expect.stringContaining("zustand.json: "));
  german(await message.allInnerTexts());
  await editor.undo();
  await expect.poll(() => message.allInnerTexts()).not.toContainEqual(expect.stringContaining("zustand"));
});

test("walkthrough and settings", async () => {
  const { closeEditor, editor, openFile, page, quickInput, run } = await workbench();
  await run("Welcome: Open Walkthrough...");
  await quickInput.choose("Erste Schritte mit Key Vault Network");
  const steps = page.locator(".getting-started-step");
  await expect.poll(() => steps.count()).toBe(4);
  expect(german(await steps.allInnerTexts())).toContainEqual(
    expect.stringContaining("Fragen, wer ihn erreicht"),
  );
  // https://github.com/microsoft/vscode/blob/1.100.3/src/vs/workbench/contrib/welcomeGettingStarted/browser/gettingStarted.ts
  const pictures = page.locator("img");
  await expect
    .poll(() => pictures.evaluateAll((all) => all.map((each) => (each as HTMLImageElement).srcset)), {
      timeout: 10_000,
    })
    .toContainEqual(expect.stringMatching(/walkthrough(?:%2F|\/)de(?:%2F|\/)open-/));
  await closeEditor();
  await run("Preferences: Open Settings (UI)");
  await page.locator(".settings-editor .suggest-input-container").click();
  await page.keyboard.type("@ext:keyvault-network.keyvault-network");
  const descriptions = page.locator(".settings-editor .setting-item-description");
  const categories = page.locator(".settings-editor .setting-item-category");
  // While the list is filtered, it still shows others.
  await expect
    .poll(async () => [...new Set((await categories.allInnerTexts()).map((text) => text.split(/ ›|:/)[0]))])
    .toEqual(["Key Vault Network"]);
  german(await descriptions.allInnerTexts());
  await closeEditor();
  await openFile(".vscode/settings.json");
  await editor.hover('"KV101"', "open-to-the-internet: Die Firewall ist aus");
});

test("snippets, and what is explained in an access file", async () => {
  const { editor, openFile, quickInput, run } = await workbench();
  for (const template of ["neu.bicep", "main.json"]) {
    await openFile(template);
    await run("Snippets: Insert Snippet");
    await quickInput.fill("kv-");
    await expect
      .poll(async () => (await quickInput.rows()).flatMap(said))
      .toEqual(expect.arrayContaining([expect.stringContaining("Ein Key Vault ohne öffentlichen Zugriff")]));
    await quickInput.cancel();
  }
  await openFile(".keyvault-access.jsonc");
  german([await editor.hover('"tests"', "Zugriffstests.")]);
});

function said({ label, description, detail, accessibleName }: Row): readonly string[] {
  return [label, description, detail, accessibleName];
}
