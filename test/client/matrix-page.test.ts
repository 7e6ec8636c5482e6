import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Matrix, matrixOf } from "../../client/src/matrix/matrix.ts";
import { matrixPage } from "../../client/src/matrix/matrix-page.ts";
import { shownSteps } from "../../client/src/verdicts/shown-steps.ts";
import { verdictNamed } from "../../client/src/verdicts/named-verdicts.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { english } from "./english.ts";
import { circumstances, results } from "./matrix-results.ts";
import {
  buildPages,
  type Built,
  expectAccessible,
  focused,
  openPage,
  send,
  sent,
  type Theme,
  themeNames,
} from "./open-page.ts";

const matrix = matrixOf(english, results, circumstances);
const [first] = matrix.rows;
const id = first?.cells[0]?.id ?? "";
let browser: Browser;
let built: Built;

beforeAll(async () => {
  browser = await launchBrowser();
  built = await buildPages();
});

afterAll(() => browser.close());

test("it shows how open each vault is, and then all cells", async () => {
  const page = await open(matrix);
  const rows = await page.locator("tr:not(.room)").all();
  const shown = await Promise.all(
    rows.map((row) => row.locator("th > span:first-child, td").allTextContents()),
  );
  const { vaults, rows: sources, environments } = matrix;
  expect(shown).toEqual([
    ["", ...(environments?.names ?? [])],
    ...(environments?.rows ?? []).map(({ vault, cells }) => [
      vault,
      ...cells.map((cell) => cell?.text ?? ""),
    ]),
    ["", ...vaults],
    ...sources.map(({ source, cells }) => [source, ...cells.map((cell) => cell?.text ?? "")]),
  ]);
  const red = page.locator('.exposure[data-exposure="public"]');
  expect(await red.allTextContents()).toEqual(["public"]);
  expect(await red.evaluate((mark) => getComputedStyle(mark).borderTopColor)).toBe("rgb(241, 76, 76)");
});

test("a table that the page leaves less room later takes the keyboard while it has to be scrolled", async () => {
  const { environments } = matrix;
  const many = environments && {
    ...environments,
    rows: Array.from({ length: 8 }, () => environments.rows).flat(),
  };
  const page = await open({ ...matrix, environments: many });
  const region = page.getByRole("region", { name: environments?.caption ?? "" });
  await page.setViewportSize({ width: 1200, height: 4_000 });
  await expect.poll(() => region.getAttribute("tabindex")).toBeNull();
  await page.setViewportSize({ width: 1200, height: 240 });
  await expect.poll(() => region.getAttribute("tabindex")).toBe("0");
  await expectAccessible(page);
  await page.setViewportSize({ width: 1200, height: 4_000 });
  await expect.poll(() => region.getAttribute("tabindex")).toBeNull();
});

test("a low panel shows a short table of environments as a whole, and both tables are reached by scrolling", async () => {
  const page = await open(matrix);
  await page.setViewportSize({ width: 900, height: 240 });
  const heights = (selector: string) =>
    page.locator(selector).evaluate(({ clientHeight, scrollHeight }) => [clientHeight, scrollHeight]);
  const [shown, whole] = await heights("#environments .scroll");
  expect(shown).toBe(whole);
  expect((await heights(".grid"))[0]).toBeGreaterThan(140);
});

test("what is unknown can be left out", async () => {
  const page = await open(matrix);
  const kinds = () =>
    page
      .locator("#matrix td[data-kind]:not(.hidden)")
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-kind")));
  const before = await kinds();
  await page.locator("#filter").selectOption("known");
  await expect.poll(kinds).toEqual(before.filter((kind) => kind !== "depends"));
});

test("it shows beneath a vault where other roots look it up, and beneath a source what it is", async () => {
  const page = await open({ ...matrix, lookups: ["app/main.tf, jobs/main.bicep", ""] });
  expect(await page.locator("#matrix thead th small").allTextContents()).toEqual([
    "app/main.tf, jobs/main.bicep",
  ]);
  expect(await page.locator("#matrix tbody th small").first().textContent()).toBe("any client");
});

test("it explains every shape it draws, and what there is to know besides", async () => {
  const page = await open(matrix);
  expect(await page.locator("#legend ul").isVisible()).toBe(false);
  expect(await page.locator("#legend li svg").count()).toBe(5);
  expect(await page.locator("#notes").textContent()).toBe("Removed since the baseline: gone.");
  const plainly = await open({ ...matrix, environments: null });
  expect(await plainly.locator("#environments").isHidden()).toBe(true);
});

test("names of templates stay text", async () => {
  const odd = { ...matrix, vaults: ["<img src=x onerror=alert(1)>", "data"] };
  const page = await open(odd);
  expect(await page.locator("img").count()).toBe(0);
  expect(await page.locator("#matrix thead th > span:first-child").first().textContent()).toBe(odd.vaults[0]);
});

describe("the keyboard", () => {
  test("moves from cell to cell, and only one of them is on the way of Tab", async () => {
    const page = await open(matrix);
    await page.locator("#copy").focus();
    // The legend, and then the current cell: no table is a stop of its own.
    for (const key of ["Tab", "Tab", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
    expect(await focused(page)).toBe("Denied · default");
    for (const key of ["ArrowLeft", "ArrowDown"]) await page.keyboard.press(key);
    expect(await focused(page)).toBe("Denied → Allowed · exposed");
    expect(await page.locator('td[tabindex="0"]').count()).toBe(1);
  });

  test("shows the steps, follows them to their lines, and comes back", async () => {
    const page = await open(matrix);
    await page.locator('td[tabindex="0"]').focus();
    await page.keyboard.press("Enter");
    const named = verdictNamed(results, id);
    if (!named) throw new Error("There is a verdict.");
    const steps = shownSteps(english, named);
    await send(page, { kind: "steps", id, steps });
    expect(await focused(page)).toBe("laptop → kv");
    expect(await page.locator("#steps ol strong").allTextContents()).toEqual(
      named.verdict.steps
        .filter(({ gate }) => gate !== "control-plane" && gate !== "default-deny")
        .map(({ title }) => title),
    );
    await page.locator("#steps .link").last().focus();
    await page.keyboard.press("Enter");
    expect((await sent(page)).at(-1)).toEqual({
      kind: "place",
      place: steps.steps.findLast(({ place }) => place)?.place,
    });
    await page.keyboard.press("Escape");
    expect(await page.locator("#steps").isHidden()).toBe(true);
    expect(await focused(page)).toBe("Allowed · IP rule 1");
  });

  test("stays at its cell when rows appear above it", async () => {
    const page = await open(matrix);
    await page.locator('td[tabindex="0"]').focus();
    const [row] = matrix.rows;
    const rows = [{ ...row, from: "office", source: "office", cells: [null, null] }, ...matrix.rows];
    await send(page, { kind: "matrix", matrix: { ...matrix, rows } });
    expect(await focused(page)).toBe("Allowed · IP rule 1");
    await page.keyboard.press("f");
    expect((await sent(page)).at(-1)).toEqual({ kind: "fix", id, from: "203.0.113.7" });
  });

  test("acts on the verdict whose steps are in sight, until those of another are there", async () => {
    const page = await openSteps();
    await page.locator("td[data-id]").nth(1).click();
    await page.locator('#steps button[value="fix"]').click();
    expect((await sent(page)).at(-1)).toEqual({ kind: "fix", id, from: "203.0.113.7" });
  });

  test("closes the steps of a verdict that is gone, and comes back", async () => {
    const page = await openSteps();
    await send(page, { kind: "steps", id, steps: null });
    expect(await page.locator("#steps").isHidden()).toBe(true);
    expect(await focused(page)).toBe("Allowed · IP rule 1");
  });

  test("asks for steps, fixes and copies", async () => {
    const page = await open(matrix);
    await page.locator('td[tabindex="0"]').focus();
    for (const key of ["Enter", "f", "c"]) await page.keyboard.press(key);
    expect(await sent(page)).toEqual([
      { kind: "ready" },
      { kind: "steps", id, from: "203.0.113.7" },
      { kind: "fix", id, from: "203.0.113.7" },
      { kind: "own", own: "copy" },
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

test.each([
  ["lap", ["laptop"], ["kv", "data"]],
  ["dat", ["laptop", "internet", "site (certificates)", "site (settings)"], ["data"]],
  ["nothing of the kind", [], []],
])("the text %j leaves the rows %j and the columns %j", async (text, rows, columns) => {
  const page = await open(matrix);
  await page.locator("#search").fill(text);
  const names = (part: string) => page.locator(`#matrix ${part} th > span:first-child`).allTextContents();
  expect([await names("tbody"), await names("thead")]).toEqual([rows, columns]);
});

describe("a matrix of 500 sources and 100 vaults", () => {
  /** Made in the page: it would take longer to send it there. */
  async function openLarge(): Promise<Page> {
    const page = await open(matrix);
    await page.evaluate((small) => {
      const list = <T>(count: number, make: (index: number) => T) =>
        Array.from({ length: count }, (_, index) => make(index));
      const cell = small.rows[0]?.cells[0] ?? null;
      const large: Matrix = {
        ...small,
        environments: null,
        vaults: list(100, (index) => `kv-${index}`),
        lookups: list(100, () => ""),
        exposures: list(100, () => null),
        rows: list(500, (row) => ({
          from: `source ${row}`,
          source: `source ${row}`,
          detail: "",
          cells: list(100, (column) => cell && { ...cell, id: `${row} ${column}` }),
        })),
      };
      window.dispatchEvent(new MessageEvent("message", { data: { kind: "matrix", matrix: large } }));
    }, matrix);
    return page;
  }

  test("renders the cells in sight, says how many there are, and adds a few rows as it is scrolled", async () => {
    const page = await openLarge();
    expect(await page.locator("#matrix").getAttribute("aria-rowcount")).toBe("501");
    expect(await page.locator("#matrix").getAttribute("aria-colcount")).toBe("101");
    expect(await page.locator("#matrix td[data-id]").count()).toBeLessThan(500);
    const added = await page.evaluate(async () => {
      const box = document.querySelector(".grid");
      let rows = 0;
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) rows += addedNodes.length;
      }).observe(document.querySelector("#matrix tbody") ?? document, { childList: true });
      for (let step = 0; step < 10; step++) {
        box?.scrollBy(0, 40);
        await new Promise(requestAnimationFrame);
      }
      return rows;
    });
    expect(added).toBeGreaterThan(0);
    expect(added).toBeLessThan(20);
  });

  test("leads the keyboard to its end, and keeps it when the current row is scrolled away", async () => {
    const page = await openLarge();
    // A high page has fewer screens of rows, and a narrow one paints fewer cells of each.
    await page.setViewportSize({ width: 600, height: 1500 });
    await page.locator('td[tabindex="0"]').focus();
    for (let pages = 0; pages < 25; pages++) await page.keyboard.press("PageDown");
    await page.keyboard.press("End");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-id"))).toBe("499 99");
    await page.locator(".grid").evaluate((box) => {
      box.scrollTop = 0;
    });
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe("scroll grid");
    await page.keyboard.press("ArrowUp");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-id"))).toBe("498 99");
  });

  test("has the cells of the columns in sight below their vaults, wherever it is scrolled to", async () => {
    const page = await openLarge();
    await page.locator('td[tabindex="0"]').focus();
    for (const left of [0, 4_000, 9_000, 1e6, 2_000]) {
      await page.locator(".grid").evaluate((box, to) => {
        box.scrollLeft = to;
      }, left);
      const misplaced = () =>
        page.evaluate(() => {
          const box = document.querySelector(".grid")?.getBoundingClientRect() ?? new DOMRect();
          return [...document.querySelectorAll<HTMLElement>("#matrix thead th")].filter((head) => {
            const { left, right, width } = head.getBoundingClientRect();
            if (right <= box.left + width || left >= box.right) return false;
            const column = head.textContent.replace("kv-", "");
            const cell = document.querySelector(`td[data-id$=" ${column}"]`);
            return Math.abs((cell?.getBoundingClientRect().left ?? -1) - left) > 1;
          }).length;
        });
      await expect.poll(misplaced).toBe(0);
    }
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe("scroll grid");
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-id"))).toBe("0 1");
  });
});

test.each(themeNames)("axe finds nothing in a %s theme", async (theme) => {
  const page = await open(matrix, theme);
  const named = verdictNamed(results, id);
  await page.locator("td[data-id]").first().click();
  if (named) await send(page, { kind: "steps", id, steps: shownSteps(english, named) });
  await page.locator("#legend summary").click();
  await expectAccessible(page);
});

function open(shown: Matrix, theme: Theme = "light"): Promise<Page> {
  return openPage(browser, built, matrixPage(english), { kind: "matrix", matrix: shown }, theme);
}

/** With the steps of the verdict in the cell that the keyboard reaches first. */
async function openSteps(): Promise<Page> {
  const page = await open(matrix);
  const named = verdictNamed(results, id);
  if (!named) throw new Error("There is a verdict.");
  await page.locator('td[tabindex="0"]').focus();
  await page.keyboard.press("Enter");
  await send(page, { kind: "steps", id, steps: shownSteps(english, named) });
  return page;
}
