import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../scripts/browser.ts";
import { startVSCodeServer } from "../scripts/vscode/server.ts";
import type { Row } from "./table.ts";

const windows = 3;

/** How long the extension takes in VS Code's extension host to load its code and to activate, in new windows. */
export async function benchActivation(): Promise<readonly Row[]> {
  execFileSync(process.execPath, ["esbuild.mjs"]);
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-activation-"));
  await writeSuite(join(folder, "suite.cjs"));
  const browser = await launchBrowser();
  const rows: Row[] = [];
  for (const release of ["oldest", "current"] as const) {
    const server = await startVSCodeServer({ extensions: [], release });
    const times: (number | null)[] = [];
    for (let at = 0; at < windows; at++) times.push(await activation(browser, server.url(folder), folder));
    await server.dispose();
    rows.push({ what: `activation in the ${release} release of VS Code`, takes: told(times) });
  }
  await browser.close();
  rmSync(folder, { recursive: true });
  return rows;
}

function told(times: readonly (number | null)[]): string {
  const known = times.filter((time) => time !== null).toSorted((a, b) => a - b);
  const missing = times.length - known.length;
  const unknown = missing > 0 ? [`unknown in ${missing} windows, where VS Code activated it first`] : [];
  return [...known.map((time) => `${time.toFixed(0)} ms`), ...unknown].join(", ");
}

/** What the extension host runs as its tests: it activates the extension, and says how long that took. */
async function writeSuite(outfile: string): Promise<void> {
  await build({
    stdin: {
      contents: `import { extensions } from "vscode";
        export async function run() {
          const extension = extensions.getExtension("keyvault-network.keyvault-network");
          const wasActive = extension.isActive;
          const start = performance.now();
          await extension.activate();
          console.error("activated " + (wasActive ? "before" : performance.now() - start));
        }`,
      resolveDir: process.cwd(),
    },
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
  });
}

/**
 * Null if VS Code activated it before the test could ask for it. VS Code hands what its tests print to functions of the page, if there
 * are such.
 */
async function activation(browser: Browser, address: string, folder: string): Promise<number | null> {
  const page = await browser.newPage();
  const printed: string[] = [];
  await page.exposeFunction("codeAutomationLog", (_: string, args: readonly unknown[]) => {
    printed.push(args.map(String).join(" "));
  });
  const ended = new Promise<number>((end) => void page.exposeFunction("codeAutomationExit", end));
  const remote = (path: string) => `vscode-remote://${new URL(address).host}${path}`;
  const payload = [
    ["extensionDevelopmentPath", remote(process.cwd())],
    ["extensionTestsPath", remote(join(folder, "suite.cjs"))],
    ["skipWelcome", "true"],
  ];
  await page.goto(`${address}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
  await ended;
  await page.close();
  const [, time] = /activated ([\d.]+|before)/.exec(printed.join("\n")) ?? [];
  if (time === undefined) throw new Error(`VS Code did not activate the extension: ${printed.join("\n")}`);
  return time === "before" ? null : Number(time);
}
