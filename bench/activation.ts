import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../scripts/browser.ts";
import type { Release } from "../scripts/vscode/server-installation.ts";
import type { VSCode } from "../scripts/vscode/server.ts";
import { startVSCodeServer } from "../scripts/vscode/server.ts";
import { within } from "../test/vscode/support/until.ts";
import { openWorkbench } from "../test/vscode/support/workbench.ts";
import type { Row } from "./table.ts";
import { ordinaryArm } from "./templates.ts";

const windows = 5;

/** How long the extension takes to activate in VS Code, as VS Code measures it: loading its code and the call of `activate`. */
export async function benchActivation(): Promise<readonly Row[]> {
  execFileSync("npm", ["run", "--silent", "package"]);
  const browser = await launchBrowser();
  const rows: Row[] = [];
  for (const release of ["oldest", "current"] as const) rows.push(await activations(browser, release));
  await browser.close();
  return rows;
}

async function activations(browser: Browser, release: Release): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-activation-"));
  writeFileSync(join(folder, "main.json"), ordinaryArm(5_000));
  const server = await startVSCodeServer({ extensions: [resolve("dist/keyvault-network.vsix")], release });
  const times: number[] = [];
  for (let at = 0; at < windows; at++) times.push(await activation(browser, server, folder));
  await server.dispose();
  rmSync(folder, { recursive: true });
  const sorted = times.toSorted((a, b) => a - b);
  const told = (time: number | undefined): string => `${time ?? "?"} ms`;
  return {
    what: `VS Code, the ${release} release that is tested`,
    least: told(sorted[0]),
    median: told(sorted[Math.floor(sorted.length / 2)]),
  };
}

/** In a new window, in which a file is opened. */
async function activation(browser: Browser, server: VSCode, folder: string): Promise<number> {
  const workbench = await openWorkbench(browser, server.url(folder));
  await workbench.openFile("main.json");
  await workbench.run("Developer: Show Running Extensions");
  const time = await within(30_000, () => timeShown(workbench.page));
  await workbench.close();
  if (time === undefined) throw new Error("VS Code did not say how long the activation took.");
  return time;
}

/** "Activation: 12ms", in the row of the extension. */
async function timeShown(page: Page): Promise<number | undefined> {
  const rows = page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "Key Vault Network" });
  const [text = ""] = await rows.allInnerTexts();
  const [, time] = /Activation: (\d+)ms/.exec(text) ?? [];
  return time === undefined ? undefined : Number(time);
}
