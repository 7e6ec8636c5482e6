import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../../scripts/browser.ts";
import { expectAccessible } from "../client/open-page.ts";
import { elsewhere, siteAddress, siteFiles, sizeOf } from "./support/built-site.ts";
import { openAt } from "./support/open.ts";
import { watch } from "./support/watch.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("without scripts", () => {
  test("a rule is read in each language of templates", async () => {
    const page = await openAt(browser, "rules/KV101/", { javaScriptEnabled: false });
    const bicep = page.locator('[data-panel="bicep"]');
    expect(await bicep.isVisible()).toBe(false);
    await page.getByRole("radio", { name: "Bicep" }).check();
    expect(await bicep.isVisible()).toBe(true);
    expect(await bicep.locator(".finding").first().textContent()).toContain(
      "'kv' is reachable from any public address",
    );
    expect(await page.locator(".scripted").filter({ visible: true }).count()).toBe(0);
    await page.close();
  });

  test("the start page has its example with what is found in it", async () => {
    const page = await openAt(browser, "", { javaScriptEnabled: false });
    expect(await page.locator(".finding a").allTextContents()).toEqual(["KV101", "KV208"]);
    expect(await page.locator(".live-answers tbody tr").first().innerText()).toMatch(
      /internet\s+Allowed.*\s+Denied/,
    );
    await page.close();
  });
});

describe("search", () => {
  test.each([
    ["bypass", "rules/KV106/"],
    ["KV101", "rules/KV101/"],
    ["kv101", "rules/KV101/"],
    ["sarif", "command-line/"],
  ])("finds %s", async (query, address) => {
    const page = await openAt(browser, "services/");
    await page.keyboard.press("/");
    await page.getByRole("searchbox").fill(query);
    const hrefs = () =>
      page
        .locator("dialog li a")
        .evaluateAll((links) => links.map((each) => (each as HTMLAnchorElement).href));
    await expect
      .poll(async () => (await hrefs()).map((each) => each.replace(/#.*/, "")))
      .toContain(siteAddress + address);
    await page.close();
  });

  test("works by the keyboard alone, in German too", async () => {
    const page = await openAt(browser, "de/rules/KV101/");
    await page.keyboard.press("/");
    await page.keyboard.type("verwaltetes HSM");
    await expect.poll(() => page.locator("dialog li").count()).toBeGreaterThan(0);
    await expectAccessible(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/de\/rules\/KV306\//);
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog[open]").count()).toBe(0);
    await page.close();
  });

  test("says if nothing is found", async () => {
    const page = await openAt(browser, "");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("searchbox").fill("zzzzqqqq");
    await expect.poll(() => page.locator("dialog [role=status]").textContent()).toBe("Nothing was found.");
    await page.close();
  });
});

test("the keyboard reaches the content first, then the choice of a language, and a chosen theme stays", async () => {
  const page = await openAt(browser, "rules/KV101/");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
  await page.getByRole("radio", { name: "ARM JSON" }).focus();
  await page.keyboard.press("ArrowRight");
  expect(await page.locator('[data-panel="bicep"]').isVisible()).toBe(true);
  await page.getByRole("radio", { name: "System" }).focus();
  await page.keyboard.press("ArrowLeft");
  expect(await page.getByRole("radio", { name: "Dark" }).isChecked()).toBe(true);
  await page.goto(`${siteAddress}rules/KV102/`);
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  expect(await page.locator('[data-panel="bicep"]').isVisible()).toBe(true);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(16, 22, 29)");
  await page.close();
});

describe("the address of a rule", () => {
  test.each(["rules/kv101/", "rules/open-to-the-internet/"])("%s leads to its page", async (path) => {
    const page = await openAt(browser, path);
    await page.waitForURL(`${siteAddress}rules/KV101/`);
    await page.close();
  });

  test("in any other spelling is corrected by the page for what is not there", async () => {
    const page = await openAt(browser, "de/rules/Kv101.html");
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Page not found");
    await page.getByRole("status").getByRole("link", { name: "KV101" }).click();
    await page.waitForURL(`${siteAddress}de/rules/KV101/`);
    await page.close();
  });
});

test("a rule and the example of the start page are opened in the playground", async () => {
  const page = await openAt(browser, "rules/KV302/");
  await page.getByRole("link", { name: "Open in playground" }).click();
  const places = page.locator("#problems .place");
  await expect.poll(async () => (await places.allTextContents()).join()).toContain("KV302");
  await page.goto(siteAddress);
  await page.getByRole("link", { name: "Change it yourself" }).click();
  await expect.poll(async () => (await places.allTextContents()).join()).toMatch(/KV101.*KV208/);
  await page.close();
});

test("the site works below any path", async () => {
  const page = await browser.newPage();
  const watched = watch(page, elsewhere);
  await page.goto(elsewhere);
  await page.getByRole("link", { name: "All rules" }).first().click();
  await page.getByRole("main").getByRole("link", { name: "KV403" }).click();
  await page.waitForURL(`${elsewhere}rules/KV403/`);
  await page.keyboard.press("/");
  await page.getByRole("searchbox").fill("trusted services");
  await page.locator("dialog li a").first().click();
  expect(watched).toEqual({ errors: [], elsewhere: [] });
  await page.close();
});

test.each(["", "rules/KV101/", "services/"])("/%s stays where it is while it loads", async (path) => {
  const page = await openAt(browser, path);
  await page.evaluate(() => document.fonts.ready);
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          resolve(list.getEntries().reduce((sum, entry) => sum + Number(Reflect.get(entry, "value")), 0));
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => {
          resolve(0);
        }, 300);
      }),
  );
  // https://web.dev/articles/cls calls this good.
  expect(shift).toBeLessThan(0.1);
  await page.close();
});

test("print shows every language of an example, light even in the dark theme", async () => {
  const page = await openAt(browser, "rules/KV101/", { colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".panel").filter({ visible: true }).count()).toBe(3);
  expect(await page.getByRole("navigation").filter({ visible: true }).count()).toBe(0);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    "rgb(252, 252, 250)",
  );
  await page.close();
});

describe("is small", () => {
  test.each([
    ["index.html", 15_000],
    ["rules/KV101/index.html", 32_000],
    ["assets/site.css", 16_000],
    ["assets/theme.js", 500],
    ["assets/site.js", 3_000],
  ])("%s: at most %i bytes", (file, most) => {
    expect(sizeOf(file)).toBeLessThan(most);
  });

  test("search: its program, and what it searches", () => {
    const programs = siteFiles(".js").filter((file) => file.startsWith("assets/search-"));
    expect(programs.map(sizeOf)).toEqual([expect.toSatisfy((size: number) => size < 30_000)]);
    for (const file of siteFiles(".json").filter((each) => each.startsWith("assets/")))
      expect(sizeOf(file), file).toBeLessThan(600_000);
  });
});
