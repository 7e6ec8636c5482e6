import axe from "axe-core";
import { build } from "esbuild";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { matrixOf } from "../../client/src/matrix/matrix.ts";
import type { Matrix } from "../../client/src/matrix/matrix.ts";
import { matrixPage } from "../../client/src/matrix/matrix-page.ts";
import { english } from "./english.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { circumstances, results } from "./matrix-results.ts";

/** Some of the colours that VS Code gives its webviews, by the kind of theme. */
const themes = {
  light: { foreground: "#3b3b3b", background: "#ffffff", border: "#e5e5e5" },
  dark: { foreground: "#cccccc", background: "#1f1f1f", border: "#2b2b2b" },
  "high contrast": { foreground: "#ffffff", background: "#000000", border: "#6fc3df" },
} as const;

const matrix = matrixOf(english, results, circumstances);
let browser: Browser;
let script = "";

beforeAll(async () => {
  browser = await launchBrowser();
  const entry = join(import.meta.dirname, "../../client/webview/matrix.ts");
  const built = await build({ entryPoints: [entry], bundle: true, format: "iife", write: false });
  script = built.outputFiles[0]?.text ?? "";
});

afterAll(() => browser.close());

test("it shows all cells, and how open each vault is", async () => {
  const page = await open(matrix);
  const rows = await page.locator("tr").all();
  const shown = await Promise.all(rows.map((row) => row.locator("th, td").allTextContents()));
  const { vaults, rows: sources, environments } = matrix;
  expect(shown).toEqual([
    ["", ...vaults],
    ...sources.map(({ source, cells }) => [source, ...cells.map((cell) => cell?.text ?? "")]),
    ["", ...(environments?.names ?? [])],
    ...(environments?.rows ?? []).map(({ vault, cells }) => [vault, ...cells]),
  ]);
});

test("it shows beneath a vault where other roots look it up", async () => {
  const page = await open({ ...matrix, lookups: ["app/main.tf, jobs/main.bicep", ""] });
  expect(await page.locator("thead th small").allTextContents()).toEqual(["app/main.tf, jobs/main.bicep"]);
  expect(await page.locator("thead th").first().textContent()).toBe("kvapp/main.tf, jobs/main.bicep");
});

test("it explains every shape it draws, and what there is to know besides", async () => {
  const page = await open(matrix);
  expect(await page.locator("#legend li svg").count()).toBe(5);
  expect(await page.locator("#notes").textContent()).toBe("Removed since the baseline: gone.");
  const plainly = await open({ ...matrix, environments: null });
  expect(await plainly.locator("#environments").isHidden()).toBe(true);
});

test("names of templates stay text", async () => {
  const odd = { ...matrix, vaults: ["<img src=x onerror=alert(1)>", "data"] };
  const page = await open(odd);
  expect(await page.locator("img").count()).toBe(0);
  expect(await page.locator("thead th").first().textContent()).toBe(odd.vaults[0]);
});

describe("the keyboard", () => {
  test("moves from cell to cell, and only one of them is on the way of Tab", async () => {
    const page = await open(matrix);
    await page.locator('td[tabindex="0"]').focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await focused(page)).toBe("Denied · default");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toBe("was Denied · Allowed · exposed");
    expect(await page.locator('td[tabindex="0"]').count()).toBe(1);
  });

  test("opens, fixes and copies", async () => {
    const page = await open(matrix);
    await page.locator('td[tabindex="0"]').focus();
    for (const key of ["Enter", "f", "c"]) await page.keyboard.press(key);
    const id = matrix.rows[0]?.cells[0]?.id;
    expect(await page.evaluate("sent")).toEqual([
      { kind: "ready" },
      { kind: "open", id, from: "203.0.113.7" },
      { kind: "fix", id, from: "203.0.113.7" },
      { kind: "copy" },
    ]);
  });
});

test.each([
  ["all", 5],
  ["changed", 1],
  ["allowed", 3],
  ["exposed", 1],
])("the filter %s leaves %i cells to be seen", async (filter, count) => {
  const page = await open(matrix);
  await page.locator("#filter").selectOption(filter);
  expect(await page.locator("td[data-id]:not(.hidden)").count()).toBe(count);
});

test.each(Object.keys(themes) as (keyof typeof themes)[])(
  "axe finds nothing in a %s theme",
  async (theme) => {
    const page = await open(matrix, theme);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  },
);

async function open(shown: Matrix, theme: keyof typeof themes = "light"): Promise<Page> {
  const page = await browser.newPage();
  const address = "https://matrix.example/";
  const html = matrixPage(english, { script: `${address}matrix.js`, nonce: "once", language: "en" });
  await page.route(address, (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.route(`${address}matrix.js`, (route) =>
    route.fulfill({ contentType: "text/javascript", body: script }),
  );
  await page.addInitScript(
    "globalThis.sent = []; globalThis.acquireVsCodeApi = () => ({ postMessage: (each) => sent.push(each), getState: () => undefined, setState: () => undefined });",
  );
  await page.goto(address);
  await page.evaluate(putOn, Object.entries(themes[theme]));
  await page.evaluate((data) => {
    window.dispatchEvent(new MessageEvent("message", { data }));
  }, shown);
  return page;
}

function putOn(colors: [string, string][]): void {
  const names: Record<string, string> = {
    foreground: "--vscode-editor-foreground",
    background: "--vscode-editor-background",
    border: "--vscode-panel-border",
  };
  for (const [name, color] of colors) document.documentElement.style.setProperty(names[name] ?? name, color);
}

async function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.textContent);
}

/** Markdown's escapes taken back. */
