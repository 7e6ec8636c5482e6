import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useDesktop } from "./support/session.ts";
import { openBicep } from "./support/languages.ts";
import { languageServers } from "./support/processes.ts";
import { openVault } from "./support/templates.ts";
import { retrying, until, within } from "./support/until.ts";
import type { Workbench } from "./support/workbench.ts";

const vscode = useDesktop({}, undefined, "shared");
let workbench: Workbench;

const parameter = '"parameters": { "action": { "type": "string" } },';
const [written, closed] = ["\"[parameters('action')]\"", '"Deny"'];

let outside = "";
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), "keyvault-network-outside-"));
  await writeFile(join(outside, "kv.bicep"), openBicep.replace("'kv'", "'kv-outside'"));
  workbench = await vscode.open({
    "main.json": openVault,
    "chosen/chosen.json": openVault
      .replace('"resources"', `${parameter}\n  "resources"`)
      .replace('"Allow"', written),
    "chosen/.keyvault-access.jsonc":
      '{ "version": 1, "environments": { "dev": { "set": { "action": "Allow" } } } }',
    "main.bicep": `${openBicep.replace("'kv'", "'own'")}module m '../${basename(outside)}/kv.bicep' = {\n  name: 'm'\n}\n`,
  });
});
afterAll(() => rm(outside, { recursive: true }));

describe("when the server is killed while the user types", () => {
  test("another one takes over, and findings follow the text", async () => {
    await workbench.openFile("main.json");
    await expect.poll(() => workbench.editor.squiggles()).toHaveLength(1);
    const killed = await theServer();
    await workbench.editor.putCursorAt('"kv"');
    const typing = workbench.editor.type("    ");
    process.kill(killed, "SIGKILL");
    await typing;
    await workbench.editor.replace('"Allow"', '"Deny"');
    await expect.poll(() => workbench.editor.squiggles()).toEqual([]);
    await workbench.editor.replace('"Deny"', '"Allow"');
    await expect
      .poll(() => workbench.editor.squiggles())
      .toContainEqual({ severity: "warning", text: '"Allow"' });
    expect(await theServer()).not.toBe(killed);
  });

  test("the environment that was chosen stays in force", async () => {
    const expectLens = (lens: string) =>
      expect.poll(() => workbench.editor.lenses()).toContainEqual(expect.stringContaining(lens));
    await workbench.openFile("chosen/chosen.json");
    await workbench.run("Key Vault Network: Select Environment...");
    await workbench.quickInput.choose("dev");
    await expectLens("Firewall off");
    process.kill(await theServer(), "SIGKILL");
    await workbench.editor.replace(written, closed);
    await expectLens("Deny by default");
    await workbench.editor.replace(closed, written);
    await expectLens("Firewall off");
  });
});

test("a path that leads out of the workspace is followed only when the person says so", async () => {
  await workbench.openFile("main.bicep");
  await workbench.openView("Overview");
  const tabs = await workbench.openTabs();
  const vaults = workbench.tree("Overview");
  const isListed = async () => (await vaults.rows()).some(({ label }) => label === "kv-outside");
  // While vaults of the file just opened are added, its row moves away from the pointer.
  await retrying(
    "the person is asked",
    async () => {
      if (await within(3_000, isListed)) await vaults.click("kv-outside");
    },
    async () => (await workbench.notifications()).some((text) => text.includes("outside the workspace")),
  );
  expect(await workbench.openTabs()).toEqual(tabs);
  await workbench.pressInNotification("Open");
  await expect.poll(() => workbench.openTabs()).toContain("kv.bicep");
});

function theServer(): Promise<number> {
  let servers: readonly number[] = [];
  return until(
    () => `there is one language server, where there are ${servers.length}`,
    () => {
      servers = languageServers();
      return Promise.resolve(servers.length === 1 && servers[0]);
    },
  );
}
