import type { Metafile } from "esbuild";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import { serveFolder } from "../../../site/serve-folder.ts";
import { playgroundMetafile, siteFolder } from "./built-site.ts";

/** The playground as a static host serves it, below a path that it does not know. */
export interface ServedPlayground {
  readonly url: string;
  readonly browser: Browser;
  readonly metafile: Metafile;
  /** What pages did that they should not: errors, requests to others, violations of the policy. */
  readonly faults: string[];
  /** The files of the last page that was opened, by their paths in the site. */
  readonly loaded: string[];
  readonly close: () => Promise<void>;
}

export async function servePlayground(): Promise<ServedPlayground> {
  const [browser, server] = await Promise.all([
    launchBrowser(),
    serveFolder({ folder: siteFolder, path: "/some/where/", port: 0, maxAge: 0 }),
  ]);
  return {
    ...{ browser, metafile: playgroundMetafile(), url: `${server.address}playground/` },
    ...{ faults: [], loaded: [] },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** A new page of it, with a fragment; its faults are collected. */
export async function openPlayground(
  { browser, url, faults, loaded }: ServedPlayground,
  fragment = "",
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
  });
  page.on("pageerror", ({ message }) => faults.push(message));
  loaded.length = 0;
  // Also those of the worker.
  context.on("request", (request) => {
    const site = new URL("../", url).href;
    if (request.url().startsWith(site)) loaded.push(request.url().slice(site.length));
    else if (!request.url().startsWith("data:")) faults.push(request.url());
  });
  await page.goto(`${url}${fragment}`);
  return page;
}

/** The problems as they are listed: "KV101 · main.bicep:16". */
export async function problems(page: Page): Promise<readonly string[]> {
  return page.locator("#problems .place span:last-child").allTextContents();
}

/** The text field of the editor. */
export function editor(page: Page): Locator {
  return page.locator(".cm-content");
}

/** Adds a file and types its text. */
export async function addFile(page: Page, name: string, text: string): Promise<void> {
  await page.locator("#add-file").click();
  await page.locator("#file-name").fill(name);
  await page.locator("#file-accept").click();
  await expect.poll(() => page.locator('#files [aria-selected="true"]').textContent()).toBe(name);
  await editor(page).focus();
  await page.keyboard.insertText(text);
}

/** The line that the cursor is in. */
export function activeLine(page: Page): Promise<string | null> {
  return page.locator(".cm-activeLine").textContent();
}
