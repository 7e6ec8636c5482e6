import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../../scripts/browser.ts";
import { startVSCodeServer } from "../../scripts/vscode/server.ts";
import { bundleSuite, suiteTemplate } from "../electron/bundle.ts";

// What no person sees, such as the tools for language models, is asked by an extension beside ours: the suite that also runs in
// VS Code's own builds (`npm run test:electron`).

const root = resolve(import.meta.dirname, "../..");
let folder = "";
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keyvault-network-suite-"));
  await bundleSuite(join(folder, "suite.cjs"));
  await writeFile(join(folder, "main.json"), suiteTemplate);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

test.each(["oldest", "current"] as const)(
  "the suite of the extension host passes in the %s VS Code",
  async (release) => {
    const server = await startVSCodeServer({ extensions: [], release });
    try {
      const page = await browser.newPage();
      const outcome = runsTests(page);
      await page.goto(withTests(server.url(folder)));
      expect(await outcome).toEqual({ code: 0, log: "" });
    } finally {
      await server.dispose();
    }
  },
);

/** VS Code hands the outcome of its tests to two functions of the page, if there are such. */
async function runsTests(page: Page): Promise<{ readonly code: number; readonly log: string }> {
  const errors: string[] = [];
  await page.exposeFunction("codeAutomationLog", (type: string, args: readonly unknown[]) => {
    if (type === "error") errors.push(args.map(String).join(" "));
  });
  const code = await new Promise<number>((end) => void page.exposeFunction("codeAutomationExit", end));
  return { code, log: code === 0 ? "" : errors.join("\n") };
}

function withTests(address: string): string {
  const { host } = new URL(address);
  const remote = (path: string) => `vscode-remote://${host}${path}`;
  const payload = [
    ["extensionDevelopmentPath", remote(root)],
    ["extensionTestsPath", remote(join(folder, "suite.cjs"))],
    ["skipWelcome", "true"],
  ];
  return `${address}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
