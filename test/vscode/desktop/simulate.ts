import { writeFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { chooseByTyping, chooseFromMenu, countClicks, focused, runByTyping } from "../support/keyboard.ts";
import type { Row } from "../support/list.ts";
import type { Session } from "../support/session.ts";
import { twoVaults } from "../support/templates.ts";
import type { Workbench } from "../support/workbench.ts";

const open = `param allowedIps array
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [for ip in allowedIps: { value: ip }] }
  }
}
`;

/** The simulator, as it is asked, and another answer of it for a value that is only assumed; what one test leaves behind, the next one finds. */
export function asks(vscode: Session): void {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await vscode.open({ "main.json": twoVaults });
    await workbench.openFile("main.json");
  });

  test("an address asked about from the palette gets its verdict, gate by gate", async () => {
    await simulate(workbench, "203.0.113.7");
    // Two vaults: both of the active file are chosen already.
    await expect.poll(() => workbench.quickInput.rows()).toHaveLength(2);
    await workbench.quickInput.accept();
    const tree = workbench.tree("Access Simulation");
    await expect
      .poll(() => shown(workbench))
      .toEqual(["203.0.113.7", "kv-prod | Allowed · IP rule 1", "kv-data | Denied · address not listed"]);
    await tree.expand("kv-prod");
    await expect
      .poll(() => shown(workbench))
      .toEqual([
        "203.0.113.7",
        "kv-prod | Allowed · IP rule 1",
        "1 Private endpoint | none",
        "2 Perimeter | none",
        "3 Trusted services | not trusted",
        "4 Public access | Enabled",
        "5 Default action | Deny",
        "6 Subnet rules | no match",
        "7 IP rules | 203.0.113.0/24",
        "kv-data | Denied · address not listed",
      ]);
    const [, verdict] = await tree.rows();
    expect(verdict).toMatchObject({ icon: "codicon-pass-filled" });
    expect(verdict?.accessibleName).toMatch(
      /^kv-prod, allowed for 203\.0\.113\.7\. IP rule 1 .* main\.json:\d+/,
    );
  });

  test("a step leads to the property that says so, and the keyboard stays in the tree until asked again", async () => {
    const tree = workbench.tree("Access Simulation");
    await tree.click("5 Default action");
    const line = lineOf(twoVaults, '"defaultAction": "Deny",');
    await expect.poll(() => workbench.statusBar()).toContainEqual(expect.stringContaining(`Ln ${line}, `));
    expect(await focusIn(workbench, "Access Simulation")).toBe(true);
    await tree.click("5 Default action");
    await expect.poll(() => focusIn(workbench, "Access Simulation")).toBe(false);
  });

  test("what is typed is explained before it is chosen", async () => {
    await workbench.run("Key Vault Network: Simulate Access...");
    const rows = async () =>
      (await workbench.quickInput.rows()).map(({ label, description }) => `${label} | ${description}`);
    await expect.poll(rows).toContain("internet | any client without a rule of its own");
    await workbench.quickInput.fill("10.1.1.4");
    await expect.poll(rows).toEqual(["10.1.1.4 | a private address", "vnet-prod/snet-app | 10.1.1.0/24"]);
    await workbench.quickInput.fill("198.51.100.0/28");
    await expect.poll(rows).toEqual(["198.51.100.0/28 | 16 addresses, evaluated as a whole"]);
    await workbench.quickInput.fill("203.0.113.1-14, internet");
    await expect.poll(rows).toEqual(["203.0.113.1-14, internet | 2 sources, each evaluated separately"]);
    await workbench.quickInput.fill("build.contoso.com");
    await expect.poll(rows).toEqual(["build.contoso.com | not a valid source"]);
    await workbench.quickInput.fill("azure-devops");
    await expect.poll(async () => (await rows()).join("\n")).toContain("AzureDevOps | service tag");
    await workbench.quickInput.fill("999.1.1.1");
    await expect.poll(rows).toEqual(["999.1.1.1 | not a valid source"]);
    const [mistake] = await workbench.quickInput.rows();
    expect(mistake?.detail).toContain("above 255");
    // Enter has no effect here: an invalid source is not simulated.
    await workbench.quickInput.accept();
    expect(await workbench.quickInput.isOpen()).toBe(true);
    await workbench.quickInput.cancel();
  });

  test("the code lens asks about its own vault", async () => {
    await workbench.editor.goTo(1);
    await expect
      .poll(() => workbench.editor.lenses())
      .toContainEqual(expect.stringMatching(/^Deny by default/));
    await workbench.editor.clickLens("Simulate access");
    await workbench.quickInput.fill("azure backup");
    await workbench.quickInput.choose("Azure Backup");
    const answered = async () => {
      const rows = await shown(workbench);
      return rows.slice(rows.indexOf("Azure Backup | service"));
    };
    await expect
      .poll(answered)
      .toEqual(
        expect.arrayContaining([
          "Azure Backup | service",
          expect.stringMatching(/^kv-prod \| Allowed for “Allow backup and restore/),
        ]),
      );
    expect(await answered()).not.toContainEqual(expect.stringMatching(/^kv-data/));
  });

  test("a value is assumed for one more answer by the keyboard alone, and nothing is written", async () => {
    await writeFile(vscode.path("main.bicep"), open);
    const { page } = workbench;
    const clicks = await countClicks(page);
    await chooseByTyping(workbench, "Control+p", "main.bicep", "main.bicep");
    await expect.poll(() => workbench.editor.lenses()).not.toEqual([]);
    await runByTyping(workbench, "Simulate Access...");
    await expect.poll(() => workbench.quickInput.title()).toBe("Simulate Access");
    await page.keyboard.type("203.0.113.8");
    await expect.poll(() => focused(page)).toMatch(/^203\.0\.113\.8/);
    await page.keyboard.press("Enter");
    // The vault of the active file is chosen already.
    await expect.poll(() => workbench.quickInput.title()).toContain("Vaults");
    await page.keyboard.press("Enter");
    await expect.poll(() => focused(page)).toMatch(/^kv, depends/);
    await chooseFromMenu(page, /^What If a Value Were/);
    await expect.poll(() => workbench.quickInput.title()).toContain("What If allowedIps Were...");
    await page.keyboard.type("203.0.113.0/24, 198.51.100.7");
    await page.keyboard.press("Enter");
    const label = "203.0.113.8 if allowedIps = 203.0.113.0/24, 198.51.100.7";
    await expect.poll(() => shown(workbench)).toContain("kv | was Depends · Allowed · IP rule 1");
    await expect.poll(async () => (await shown(workbench)).join("\n")).toContain(label);
    expect(await workbench.openTabs()).toEqual(["main.json", "main.bicep"]);
    expect(await workbench.editor.visibleText()).toContain("param allowedIps array");
    expect(await clicks()).toBe(0);
  });
}

/** Asks about the vaults of the active file, of which there is one, or all are chosen afterwards. */
export async function simulate(workbench: Workbench, source: string): Promise<void> {
  await workbench.run("Key Vault Network: Simulate Access...");
  await workbench.quickInput.fill(source);
  await expect.poll(() => labels(workbench)).toContain(source);
  await workbench.quickInput.accept();
  await expect.poll(() => labels(workbench)).not.toContain(source);
}

async function labels(workbench: Workbench): Promise<readonly string[]> {
  return (await workbench.quickInput.rows()).map((row) => row.label);
}

/** The rows of the view *Access Simulation*. */
export async function shown(workbench: Workbench): Promise<readonly string[]> {
  const rows = await workbench.tree("Access Simulation").rows();
  return rows.map(({ label, description }: Row) =>
    description === "" ? label : `${label} | ${description}`,
  );
}

/** The number of the line that holds `text`, from 1. */
function lineOf(template: string, text: string): number {
  return template.slice(0, template.indexOf(text)).split("\n").length;
}

function focusIn(workbench: Workbench, name: string): Promise<boolean> {
  return workbench.page
    .locator(`[role="tree"][aria-label="${name}"]`)
    .evaluate((element) => element.contains(document.activeElement));
}
