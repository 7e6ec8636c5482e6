import { build } from "esbuild";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { matrixOf } from "../../client/src/matrix/matrix.ts";
import { matrixPage } from "../../client/src/matrix/matrix-page.ts";
import { picturePage } from "../../client/src/picture/picture-page.ts";
import { reviewFacts } from "../../client/src/what-if/review-facts.ts";
import { reviewPage } from "../../client/src/what-if/review-page.ts";
import { launchBrowser } from "../../scripts/browser.ts";
import { english } from "./english.ts";
import { circumstances, results } from "./matrix-results.ts";
import { facts } from "./picture-facts.ts";
import { reviewed } from "./review-results.ts";

/** A web page that has all three beside each other, each in an element and with a port of its own. */
const host = `
import { mountMatrix } from "./matrix.ts";
import { mountPicture } from "./picture.ts";
import { mountReview } from "./review.ts";
globalThis.said = [];
globalThis.tell = {};
const port = (name) => ({
  post: (message) => said.push([name, message.kind]),
  listen: (onMessage) => { tell[name] = onMessage; },
  state: { get: () => undefined, set: () => undefined },
});
mountMatrix(document.querySelector(".matrix"), port("matrix"));
mountPicture(document.querySelector(".picture"), port("picture"));
mountReview(document.querySelector(".review"), port("review"));
`;

let browser: Browser;
let script = "";

beforeAll(async () => {
  browser = await launchBrowser();
  const resolveDir = join(import.meta.dirname, "../../client/webview");
  const built = await build({
    stdin: { contents: host, resolveDir, loader: "ts" },
    bundle: true,
    format: "iife",
    write: false,
  });
  script = built.outputFiles[0]?.text ?? "";
});

afterAll(() => browser.close());

test("a web page shows matrix, picture and review as they are, without VS Code", async () => {
  const page = await browser.newPage();
  const bodies = [matrixPage, picturePage, reviewPage]
    .map((make) => make(english))
    .map(({ view, body }) => `<main class="${view}">${body}</main>`);
  await page.setContent(bodies.join(""));
  await page.addScriptTag({ content: script });
  await page.evaluate(
    (messages) => {
      const tell = Reflect.get(globalThis, "tell") as Record<string, (message: unknown) => void>;
      for (const [name, message] of Object.entries(messages)) tell[name]?.(message);
    },
    {
      matrix: { kind: "matrix", matrix: matrixOf(english, results, circumstances) },
      picture: { kind: "picture", facts },
      review: {
        kind: "review",
        facts: reviewFacts(english, await reviewed(), { kind: "baseline", hasGit: true }),
      },
    },
  );
  expect(await page.locator(".matrix td[data-id]").count()).toBe(5);
  expect(await page.locator(".picture .lane").count()).toBe(16);
  expect(await page.locator(".review h2").count()).toBe(2);
  await page.locator(".picture .lane").first().click();
  await page.locator(".matrix td[data-id]").first().click();
  await page.locator(".review .link").first().click();
  expect(await page.evaluate("said")).toEqual([
    ["matrix", "ready"],
    ["picture", "ready"],
    ["review", "ready"],
    ["picture", "place"],
    ["picture", "steps"],
    ["matrix", "steps"],
    ["review", "place"],
  ]);
});
