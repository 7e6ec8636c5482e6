import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../../scripts/browser.ts";
import { expectAccessible, expectReadable } from "../client/open-page.ts";
import { siteAddress } from "./support/built-site.ts";
import { openAt } from "./support/open.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** One page of each template. */
const templates = [
  "",
  "de/",
  "rules/",
  "rules/KV101/",
  "de/rules/KV801/",
  "guides/pipelines/",
  "access-file/reference/",
];

test.each(templates)("/%s is accessible in both themes", async (path) => {
  const page = await openAt(browser, path, { colorScheme: "light" });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectReadable(page);
  await page.close();
});

test("on a phone, nothing is wider than the screen, and the list of pages is folded", async () => {
  const page = await openAt(browser, "", { viewport: { width: 360, height: 720 } });
  for (const path of templates) {
    await page.goto(siteAddress + path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(360);
    expect(await page.locator("details.side[open]").count(), path).toBe(0);
  }
  await page.close();
});
