import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ReviewFacts, reviewFacts } from "../../client/src/what-if/review-facts.ts";
import { reviewPage } from "../../client/src/what-if/review-page.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { english } from "./english.ts";
import {
  buildPages,
  type Built,
  expectAccessible,
  openPage,
  sent,
  type Theme,
  themeNames,
} from "./open-page.ts";
import { reviewed } from "./review-results.ts";

const facts = reviewFacts(english, await reviewed(), { kind: "baseline", hasGit: true });
let browser: Browser;
let built: Built;

beforeAll(async () => {
  browser = await launchBrowser();
  built = await buildPages();
});

afterAll(() => browser.close());

test("it shows a table for those who gain access, and one for those who lose it", async () => {
  const page = await open(facts);
  expect(await page.locator("#caption").textContent()).toBe("Compared with main");
  const rows = await page.locator("section tbody tr").all();
  const shown = await Promise.all(rows.map((row) => row.locator("th, td").allTextContents()));
  expect(shown).toEqual(
    facts.parts.flatMap((part) =>
      part.rows.map(({ source, vault, before, after, where }) => [source, vault, before, after, where]),
    ),
  );
});

test("it is operated by the keyboard alone", async () => {
  const page = await open(facts);
  for (const key of ["Tab", "Enter", "Tab", "Enter", "Tab", "Enter"]) await page.keyboard.press(key);
  expect(await sent(page)).toEqual([
    { kind: "ready" },
    { kind: "own", own: "choose" },
    { kind: "own", own: "copy" },
    { kind: "place", place: facts.parts[0]?.rows[0]?.place },
  ]);
});

test("it says so if nothing changes", async () => {
  const review = "The callers that were compared have the same access.";
  const unchanged = { ...(await reviewed()), changes: [], review };
  const page = await open(reviewFacts(english, unchanged, { kind: "baseline", hasGit: false }));
  expect(await page.locator("#notes").textContent()).toBe(
    `Git is not available here, so only changes since the review was opened are shown. ${review}`,
  );
  expect(await page.locator("section").count()).toBe(0);
});

test.each(themeNames)("axe finds nothing in a %s theme", async (theme) => {
  const page = await open(facts, theme);
  await expectAccessible(page);
  if (process.env["PICTURES"]) await page.screenshot({ path: `test-results/review ${theme}.png` });
});

function open(shown: ReviewFacts, theme: Theme = "light"): Promise<Page> {
  return openPage(browser, built, reviewPage(english), { kind: "review", facts: shown }, theme);
}
