import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PictureFacts } from "../../client/src/picture/picture-facts.ts";
import { picturePage } from "../../client/src/picture/picture-page.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { english } from "./english.ts";
import {
  buildPages,
  type Built,
  expectAccessible,
  openPage,
  send,
  sent,
  type Theme,
  themeNames,
} from "./open-page.ts";
import { facts } from "./picture-facts.ts";

let browser: Browser;
let built: Built;

beforeAll(async () => {
  browser = await launchBrowser();
  built = await buildPages();
});

afterAll(() => browser.close());

const titles = facts.picture?.vaults.flatMap(({ lanes }) => lanes.map(({ title }) => title)) ?? [];

test("it draws every lane, with the names of the gates always in sight", async () => {
  const page = await open(facts);
  expect(await page.locator(".lane title").allTextContents()).toEqual(titles);
  await page.setViewportSize({ width: 900, height: 400 });
  const top = () => page.locator("#picture .head").evaluate((head) => head.getBoundingClientRect().top);
  const before = await top();
  await page.locator("#picture").evaluate((box) => {
    box.scrollTop = 200;
  });
  expect(await top()).toBe(before);
});

test("it fits the width of a narrow panel, and is scrolled when it is zoomed", async () => {
  const page = await open(facts);
  await page.setViewportSize({ width: 400, height: 600 });
  const widths = () =>
    page.locator("#picture").evaluate(({ scrollWidth, clientWidth }) => scrollWidth / clientWidth);
  await expect.poll(widths).toBe(1);
  await page.locator("#zoom").fill("200");
  await expect.poll(widths).toBeGreaterThan(1.9);
});

test("a click opens the line that decides, and the steps", async () => {
  const page = await open(facts);
  await page.locator(".lane").nth(3).click();
  const verdict = facts.lanes[0]?.[3]?.[0];
  expect((await sent(page)).slice(1)).toEqual([
    { kind: "place", place: verdict?.place },
    { kind: "steps", id: verdict?.id, from: verdict?.from },
  ]);
});

describe("the keyboard", () => {
  test("goes from lane to lane, opens the steps, and comes back", async () => {
    const page = await open(facts);
    await page.locator('.lane[tabindex="0"]').focus();
    for (const key of ["ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
    const verdict = facts.lanes[0]?.[2]?.[0];
    expect((await sent(page)).at(-1)).toEqual({ kind: "steps", id: verdict?.id, from: verdict?.from });
    const steps = { title: "snet-app → kv", summary: "Allowed", steps: [], notes: [] };
    await send(page, { kind: "steps", id: verdict?.id, steps });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("snet-app → kv");
    await page.keyboard.press("Escape");
    expect(await focusedLane(page)).toBe(titles[2]);
    await page.keyboard.press("End");
    expect(await focusedLane(page)).toBe(titles.at(-1));
    expect(await page.locator('.lane[tabindex="0"]').count()).toBe(1);
  });

  test("stays on its lane when the templates change", async () => {
    const page = await open(facts);
    await page.locator('.lane[tabindex="0"]').focus();
    await page.keyboard.press("ArrowDown");
    await send(page, { kind: "picture", facts });
    expect(await focusedLane(page)).toBe(titles[1]);
  });
});

test("a list says the same, and leads to the same lines", async () => {
  const page = await open(facts);
  await page.locator("#list summary").click();
  const links = page.locator("#list ul ul button");
  expect(await links.allTextContents()).toEqual(facts.lanes.flat(2).map(({ label }) => label));
  await links.nth(2).click();
  expect((await sent(page)).at(-1)).toEqual({ kind: "place", place: facts.lanes.flat(2)[2]?.place });
});

test("another environment or vault is asked for, where there are several", async () => {
  const environments = ["dev", "prod"].map((name) => ({ value: name, label: name }));
  const page = await open({ ...facts, environments });
  await page.locator("#environment").selectOption("prod");
  const vault = facts.vaults.find(({ label }) => label === "kv-shop-dev")?.value;
  await page.locator("#vault").selectOption("kv-shop-dev");
  expect((await sent(page)).at(-1)).toEqual({
    kind: "own",
    own: { kind: "select", selection: { environment: "prod", vault } },
  });
  await send(page, { kind: "picture", facts });
  expect(await page.locator("#environment").isVisible()).toBe(false);
});

test("it is exported as it looks, as an image", async () => {
  const page = await open(facts, "dark");
  await page.locator("#png").click();
  await expect.poll(() => sent(page)).toContainEqual(expect.objectContaining({ kind: "own" }));
  const colors = await page.evaluate(async () => {
    const messages = Reflect.get(globalThis, "sent") as { own?: { image: string } }[];
    const image = new Image();
    // The page's policy allows this one, which it made itself.
    image.src = messages.find(({ own }) => own)?.own?.image ?? "";
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: image.width, height: image.height });
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
    const found = new Set<string>();
    for (let at = 0; at < data.length; at += 4) found.add(data.slice(at, at + 3).join(" "));
    return { width: image.width, all: [...found] };
  });
  expect(colors.width).toBe(2 * (facts.picture?.width ?? 0));
  // The ground, what is allowed, and what is blocked.
  for (const color of ["31 31 31", "137 209 133", "241 76 76"]) expect(colors.all).toContain(color);
});

test.each([
  ["reduce", 0],
  ["no-preference", 2],
] as const)("with motion %s, %i parts of the current lane move", async (reducedMotion, count) => {
  const page = await open(facts);
  await page.emulateMedia({ reducedMotion });
  await page.getByRole("button", { name: /^4 addresses/ }).focus();
  const names = await page
    .locator(".lane.current path")
    .evaluateAll((parts) => parts.map((part) => getComputedStyle(part).animationName));
  expect(names.filter((name) => name !== "none")).toHaveLength(count);
});

test.each(themeNames)("axe finds nothing in a %s theme", async (theme) => {
  const environments = ["dev", "prod"].map((name) => ({ value: name, label: name }));
  const page = await open({ ...facts, environments, notes: ["Vaults that are not drawn: 2."] }, theme);
  await page.locator("#list summary").click();
  await expectAccessible(page);
  await page.locator("#list summary").click();
  await page.locator(".lane").nth(1).focus();
  if (process.env["PICTURES"]) await page.screenshot({ path: `test-results/picture ${theme}.png` });
});

function focusedLane(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.querySelector("title")?.textContent);
}

function open(shown: PictureFacts, theme: Theme = "light"): Promise<Page> {
  return openPage(browser, built, picturePage(english), { kind: "picture", facts: shown }, theme);
}
