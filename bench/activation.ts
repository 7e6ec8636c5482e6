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

/** When the extension is activated, and how many seconds that is after the extension host began. */
const moments = [
  ["while the window starts", 0],
  ["in a window that has started", 8],
] as const;

/**
 * How long the extension takes in VS Code's extension host to load its code and to activate, in new windows: while each starts, and when it
 * has started, as where a first template is opened.
 */
export async function benchActivation(): Promise<readonly Row[]> {
  execFileSync(process.execPath, ["esbuild.mjs"]);
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-activation-"));
  const browser = await launchBrowser();
  const rows: Row[] = [];
  for (const release of ["oldest", "current"] as const) {
    const server = await startVSCodeServer({ extensions: [], release });
    for (const [moment, seconds] of moments) {
      const suite = await writeSuite(join(folder, `after-${seconds}.cjs`), seconds);
      const times: (number | null)[] = [];
      for (let at = 0; at < windows; at++) times.push(await activation(browser, server.url(folder), suite));
      rows.push({ what: `${moment}, in the ${release} release of VS Code`, takes: told(times) });
    }
    await server.dispose();
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

/** What the extension host runs as its tests: after some seconds it activates the extension, and says how long that took. */
async function writeSuite(outfile: string, seconds: number): Promise<string> {
  await build({
    stdin: {
      contents: `import { extensions } from "vscode";
        export async function run() {
          await new Promise((go) => setTimeout(go, ${1000 * seconds}));
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
  return outfile;
}

/**
 * Null if VS Code activated it before the test could ask for it. VS Code hands what its tests print to functions of the page, if there
 * are such.
 */
async function activation(browser: Browser, address: string, suite: string): Promise<number | null> {
  const page = await browser.newPage();
  const printed: string[] = [];
  await page.exposeFunction("codeAutomationLog", (_: string, args: readonly unknown[]) => {
    printed.push(args.map(String).join(" "));
  });
  const ended = new Promise<number>((end) => void page.exposeFunction("codeAutomationExit", end));
  const remote = (path: string) => `vscode-remote://${new URL(address).host}${path}`;
  const payload = [
    ["extensionDevelopmentPath", remote(process.cwd())],
    ["extensionTestsPath", remote(suite)],
    ["skipWelcome", "true"],
  ];
  await page.goto(`${address}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
  await ended;
  await page.close();
  const [, time] = /activated ([\d.]+|before)/.exec(printed.join("\n")) ?? [];
  if (time === undefined) throw new Error(`VS Code did not activate the extension: ${printed.join("\n")}`);
  return time === "before" ? null : Number(time);
}
