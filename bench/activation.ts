import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../scripts/browser.ts";
import { startVSCodeServer } from "../scripts/vscode/server.ts";
import type { Row } from "./table.ts";

/** When the extension is activated, in seconds after the extension host began, and how long the window stays open after that. */
interface Moment {
  readonly what: string;
  readonly windows: number;
  readonly before: number;
  readonly after: number;
}

/** The first window stays until the code that was compiled is kept. */
const moments: readonly Moment[] = [
  { what: "for the first time, in a window that has started", windows: 1, before: 8, after: 12 },
  { what: "while the window starts", windows: 3, before: 0, after: 0 },
  { what: "in a window that has started", windows: 5, before: 8, after: 0 },
];

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
    for (const { what, windows, ...moment } of moments) {
      const suite = await writeSuite(join(folder, `${what}.cjs`), moment);
      const times: (number | null)[] = [];
      for (let at = 0; at < windows; at++) times.push(await activation(browser, server.url(folder), suite));
      rows.push({ what: `${what}, in the ${release} release of VS Code`, takes: told(times) });
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
async function writeSuite(
  outfile: string,
  { before, after }: Pick<Moment, "before" | "after">,
): Promise<string> {
  await build({
    stdin: {
      contents: `import { extensions } from "vscode";
        export async function run() {
          await new Promise((go) => setTimeout(go, ${1000 * before}));
          const extension = extensions.getExtension("keyvault-network.keyvault-network");
          const wasActive = extension.isActive;
          const start = performance.now();
          await extension.activate();
          console.error("activated " + (wasActive ? "before" : performance.now() - start));
          await new Promise((go) => setTimeout(go, ${1000 * after}));
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
