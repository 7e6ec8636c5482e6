import axe from "axe-core";
import { build } from "esbuild";
import { join } from "node:path";
import type { Browser, Page as BrowserPage } from "playwright-core";
import { expect } from "vitest";
import { type Page, pageDocument } from "../../client/src/panels/page.ts";

/** Colors that VS Code gives its pages, by the kind of theme. */
export const themes = {
  light: {
    "editor-foreground": "#3b3b3b",
    "editor-background": "#ffffff",
    "panel-border": "#e5e5e5",
    descriptionForeground: "#3b3b3b",
    "charts-green": "#388a34",
    "charts-red": "#f14c4c",
    "charts-yellow": "#bf8803",
    "charts-blue": "#1a85ff",
    focusBorder: "#005fb8",
    "input-background": "#ffffff",
    "input-border": "#cecece",
    "button-secondaryBackground": "#e5e5e5",
    "button-secondaryForeground": "#3b3b3b",
    "textLink-foreground": "#005fb8",
  },
  dark: {
    "editor-foreground": "#cccccc",
    "editor-background": "#1f1f1f",
    "panel-border": "#2b2b2b",
    descriptionForeground: "#9d9d9d",
    "charts-green": "#89d185",
    "charts-red": "#f14c4c",
    "charts-yellow": "#cca700",
    "charts-blue": "#3794ff",
    focusBorder: "#0078d4",
    "input-background": "#313131",
    "input-border": "#3c3c3c",
    "button-secondaryBackground": "#313131",
    "button-secondaryForeground": "#cccccc",
    "textLink-foreground": "#4daafc",
  },
  "high contrast": {
    "editor-foreground": "#ffffff",
    "editor-background": "#000000",
    "panel-border": "#6fc3df",
    contrastBorder: "#6fc3df",
    descriptionForeground: "#ffffff",
    "charts-green": "#89d185",
    "charts-red": "#f48771",
    "charts-yellow": "#ffd370",
    "charts-blue": "#9cdcfe",
    focusBorder: "#f38518",
    "input-background": "#000000",
    "input-border": "#6fc3df",
    "textLink-foreground": "#21a6ff",
  },
} as const;

export type Theme = keyof typeof themes;
export const themeNames = Object.keys(themes) as readonly Theme[];

/** The script and the style sheet of all pages. */
export interface Built {
  readonly script: string;
  readonly style: string;
}

export async function buildPages(): Promise<Built> {
  const entry = join(import.meta.dirname, "../../client/webview/pages.ts");
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "iife",
    write: false,
    outdir: "x",
  });
  const text = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  return { script: text(".js"), style: text(".css") };
}

/** Loading the page of a browser again for the next test costs a fraction of another page. */
const pages = new WeakMap<Browser, BrowserPage>();
const viewport = { width: 1200, height: 720 };
const address = "https://page.example/";

/** Opens the page of a browser as VS Code does, and sends it a first message. What it says is in its variable `sent`. */
export async function openPage(
  browser: Browser,
  built: Built,
  own: Page,
  message: object,
  theme: Theme = "light",
): Promise<BrowserPage> {
  const page = pages.get(browser) ?? (await newPage(browser));
  await page.unrouteAll();
  await serve(page, built, own);
  // As a test may have left it.
  await page.setViewportSize(viewport);
  await page.emulateMedia({ reducedMotion: null });
  await page.goto(address);
  await page.evaluate(putOn, { colors: Object.entries(themes[theme]), theme });
  await send(page, message);
  return page;
}

async function newPage(browser: Browser): Promise<BrowserPage> {
  const page = await browser.newPage({ viewport });
  pages.set(browser, page);
  await page.addInitScript(
    "globalThis.sent = []; globalThis.acquireVsCodeApi = () => ({ postMessage: (each) => sent.push(each), getState: () => undefined, setState: () => undefined });",
  );
  return page;
}

async function serve(page: BrowserPage, { script, style }: Built, own: Page): Promise<void> {
  const parts = { script: `${address}pages.js`, style: `${address}pages.css`, nonce: "once", language: "en" };
  await page.route(`${address}**`, (route) => {
    const path = route.request().url().slice(address.length);
    if (path === "pages.js") return route.fulfill({ contentType: "text/javascript", body: script });
    if (path === "pages.css") return route.fulfill({ contentType: "text/css", body: style });
    return route.fulfill({ contentType: "text/html; charset=utf-8", body: pageDocument(own, parts) });
  });
}

/** Says something to the page, as its host does. */
export async function send(page: BrowserPage, message: object): Promise<void> {
  await page.evaluate((data) => {
    window.dispatchEvent(new MessageEvent("message", { data }));
  }, message);
}

/** What the page has said to its host. */
export function sent(page: BrowserPage): Promise<readonly object[]> {
  return page.evaluate("sent");
}

function putOn({ colors, theme }: { readonly colors: [string, string][]; readonly theme: string }): void {
  for (const [name, color] of colors) document.documentElement.style.setProperty(`--vscode-${name}`, color);
  document.body.classList.add(`vscode-${theme.replace(" ", "-")}`);
}

/** Checks a page against the accessibility guidelines. */
export async function expectAccessible(page: BrowserPage): Promise<void> {
  await page.evaluate(axe.source);
  await expectNoViolation(page, "axe.run()");
}

/** Checks the colors of a page that was found accessible in other colors. */
export async function expectReadable(page: BrowserPage): Promise<void> {
  await expectNoViolation(page, 'axe.run({ runOnly: ["color-contrast"] })');
}

async function expectNoViolation(page: BrowserPage, run: string): Promise<void> {
  const { violations } = await page.evaluate<axe.AxeResults>(run);
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

export function focused(page: BrowserPage): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.textContent);
}
