import { expect, test } from "vitest";
import { useDesktop } from "./support/session.ts";
import { openVault } from "./support/templates.ts";
import type { Workbench } from "./support/workbench.ts";

const vscode = useDesktop();

const accessFile = `{
  "version": 1,
  "tests": [
    { "name": "Internet stays out", "from": "internet", "to": "*", "expect": "deny" }
  ]
}
`;

const forbidden =
  "Code: Forbidden Message: Client address is not authorized and caller is not a trusted service. " +
  "Client address: 20.111.13.60 Caller: appid=11111111-2222-3333-4444-555555555555;oid=11111111-2222-3333-4444-555555555555;iss=https://sts.windows.net/ " +
  'Vault: kv;location=westeurope InnerError: {"code":"ForbiddenByFirewall"}';

test("a test of the access file fails in the Test Explorer, and passes once the template is mended", async () => {
  const workbench = await vscode.open({ "main.json": openVault, ".keyvault-access.jsonc": accessFile });
  await workbench.openFile("main.json");
  await expect.poll(() => workbench.editor.lenses()).not.toEqual([]);
  await workbench.run("Key Vault Network: Run Access Tests");
  await expect.poll(() => explorerRow(workbench)).toMatch(/Failed/);
  await workbench.editor.replace('"Allow"', '"Deny"');
  await workbench.run("Key Vault Network: Run Access Tests");
  await expect.poll(() => explorerRow(workbench)).toMatch(/Passed/);
});

test("a verdict becomes an access test, whose name waits to be written", async () => {
  const workbench = await vscode.open({ "main.json": openVault });
  await simulateInternet(workbench);
  await workbench.tree("Access Simulation").click("kv");
  await chooseInMenu(workbench, "kv", "Add as Access Test");
  await expect
    .poll(() => workbench.openTabs())
    .toContainEqual(expect.stringContaining(".keyvault-access.jsonc"));
  await expect.poll(() => workbench.editor.visibleText()).toContain('"expect": "allow"');
});

test("the change that turns a verdict is shown beside the file, which stays as it is", async () => {
  const workbench = await vscode.open({ "main.json": openVault });
  await simulateInternet(workbench);
  await workbench.tree("Access Simulation").press("kv", "Preview Fix");
  // There are several ways; the narrowest comes first.
  await expect.poll(() => workbench.quickInput.title()).toBe("Deny internet on kv");
  await workbench.quickInput.accept();
  await expect.poll(() => titles(workbench)).toContain("Deny internet on kv: Set defaultAction");
});

test("a pasted 403 is explained, and whoever asked is not named", async () => {
  const workbench = await vscode.open({ "main.json": openVault });
  await workbench.openFile("main.json");
  await workbench.run("Key Vault Network: Explain a 403 Error...");
  await expect.poll(() => workbench.quickInput.title()).toBe("Explain a 403 Error");
  // A browser asks before the clipboard is read, so here it is not read unasked.
  await workbench.quickInput.choose("Paste an error...");
  await expect.poll(() => workbench.quickInput.message()).toContain("the log around it");
  await workbench.quickInput.fill(forbidden);
  await workbench.quickInput.accept();
  await expect.poll(() => titles(workbench)).toContain("Why the vault answered 403");
  await expect.poll(() => shownText(workbench)).toContain("The network turned away 20.111.13.60 → kv");
  expect(await shownText(workbench)).not.toContain("11111111-2222");
});

test("an environment is selected, and what the lens says follows", async () => {
  const parameter = '"parameters": { "action": { "type": "string" } },';
  const template = openVault
    .replace('"resources"', `${parameter}\n  "resources"`)
    .replace('"Allow"', "\"[parameters('action')]\"");
  const environments = '{ "dev": { "set": { "action": "Allow" } }, "prod": { "set": { "action": "Deny" } } }';
  const workbench = await vscode.open({
    "main.json": template,
    ".keyvault-access.jsonc": `{ "version": 1, "environments": ${environments} }`,
  });
  await workbench.openFile("main.json");
  for (const [name, lens] of [
    ["dev", "Firewall off"],
    ["prod", "Deny by default"],
  ] as const) {
    await workbench.run("Key Vault Network: Select Environment...");
    await workbench.quickInput.choose(name);
    await expect.poll(() => workbench.editor.lenses()).toContainEqual(expect.stringContaining(lens));
  }
});

test("the matrix opens as a panel whose cells say what the templates say", async () => {
  const workbench = await vscode.open({ "main.json": openVault });
  await workbench.openFile("main.json");
  await expect.poll(() => workbench.editor.lenses()).not.toEqual([]);
  await workbench.run("Key Vault Network: Show Access Matrix");
  await expect.poll(() => matrixCells(workbench)).toEqual(["Allowed · exposed"]);
});

/** What stands on the tabs of the editors, and not the names of the files behind them. */
async function titles(workbench: Workbench): Promise<string> {
  return (await workbench.page.locator(".tab .label-name").allInnerTexts())
    .join("\n")
    .replaceAll("\u00a0", " ");
}

/** The text of the Markdown preview, which is a page within the page. */
async function shownText(workbench: Workbench): Promise<string> {
  const bodies = workbench.page.frames().map((frame) => frame.locator("body.vscode-body").allInnerTexts());
  return (await Promise.all(bodies)).flat().join("\n");
}

async function matrixCells(workbench: Workbench): Promise<readonly string[]> {
  const cells = await Promise.all(
    workbench.page.frames().map((frame) => frame.locator("td[data-id]").allTextContents()),
  );
  return cells.flat();
}

async function simulateInternet(workbench: Workbench): Promise<void> {
  await workbench.openFile("main.json");
  await expect.poll(() => workbench.editor.lenses()).not.toEqual([]);
  await workbench.run("Key Vault Network: Simulate Access...");
  await workbench.quickInput.fill("internet");
  await expect
    .poll(async () => (await workbench.quickInput.rows()).map(({ label }) => label))
    .toContain("internet");
  await workbench.quickInput.accept();
  await expect.poll(async () => (await workbench.tree("Access Simulation").rows()).length).toBeGreaterThan(1);
}

async function explorerRow(workbench: Workbench): Promise<string> {
  const row = workbench.page
    .locator('.test-explorer .monaco-list-row[aria-label*=".keyvault-access.jsonc"]')
    .first();
  return (await row.count()) === 0 ? "" : ((await row.getAttribute("aria-label")) ?? "");
}

async function chooseInMenu(workbench: Workbench, label: string, entry: string): Promise<void> {
  const tree = workbench.page.getByRole("tree", { name: "Access Simulation", exact: true });
  await tree.locator(".monaco-list-row").getByText(label, { exact: true }).first().click({ button: "right" });
  // A sheet over the menu swallows clicks at first, so the keyboard chooses.
  await workbench.page.getByRole("menuitem", { name: entry }).first().hover({ force: true });
  await workbench.page.keyboard.press("Enter");
}
