import { HtmlValidate } from "html-validate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../../scripts/browser.ts";
import { rules } from "../../server/src/core/index.ts";
import { siteAddress, siteFile, siteFiles } from "./support/built-site.ts";
import { watch } from "./support/watch.ts";

/** What the crawl finds on one page. */
interface Seen {
  readonly links: readonly string[];
  readonly ids: readonly string[];
  readonly errors: readonly string[];
  readonly elsewhere: readonly string[];
  readonly status: number;
}

const seen = new Map<string, Seen>();
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
  // One context, so that its pages share what the browser keeps.
  const context = await browser.newContext();
  const waiting = [siteAddress];
  const known = new Set(waiting);
  const work = async (most: number): Promise<void> => {
    const page = await context.newPage();
    for (
      let [at, count] = [waiting.shift(), 1];
      at !== undefined;
      [at, count] = [waiting.shift(), count + 1]
    ) {
      const found = await see(page, at);
      seen.set(at, found);
      for (const link of found.links.map(withoutAnchor))
        if (link.startsWith(siteAddress) && link.endsWith("/") && !known.has(link)) {
          known.add(link);
          waiting.push(link);
        }
      if (count === most) break;
    }
    await page.close();
  };
  await work(5);
  await Promise.all([work(Infinity), work(Infinity)]);
}, 120_000);

async function see(page: Page, address: string): Promise<Seen> {
  const watched = watch(page, siteAddress);
  const response = await page.goto(address);
  const { links, ids } = await page.evaluate(() => ({
    links: [...document.querySelectorAll("a")].map(({ href }) => href),
    ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
  }));
  page.removeAllListeners();
  return { links, ids, ...watched, status: response?.status() ?? 0 };
}

afterAll(() => browser.close());

function withoutAnchor(link: string): string {
  return link.replace(/#.*$/, "");
}

describe("from the start page", () => {
  test("every page is reached", () => {
    const reached = [...seen.keys()].map((address) => `${address.slice(siteAddress.length)}index.html`);
    const pages = siteFiles("index.html").filter((file) => !isRedirect(file));
    expect(reached.toSorted()).toEqual(pages);
    for (const { code } of rules) expect(reached).toContain(`rules/${code}/index.html`);
  });

  test("every link leads to a page, and every anchor is on it", () => {
    const broken = [...seen].flatMap(([from, { links }]) =>
      links
        .filter((link) => link.startsWith(siteAddress) && !leadsSomewhere(link))
        .map((link) => [from, link]),
    );
    expect(broken).toEqual([]);
  });

  test("no page has an error in its console, or asks another host for anything", () => {
    const bad = [...seen].filter(
      ([, { errors, elsewhere, status }]) => status !== 200 || errors.length > 0 || elsewhere.length > 0,
    );
    expect(
      bad.map(([address, { errors, elsewhere, status }]) => ({ address, status, errors, elsewhere })),
    ).toEqual([]);
  });
});

const files = new Set(siteFiles(""));

function leadsSomewhere(link: string): boolean {
  const [address = "", anchor = ""] = link.replace(/\?[^#]*/, "").split("#");
  const page = seen.get(address);
  if (!page) return files.has(address.slice(siteAddress.length));
  // The fragment of the playground is what it opens.
  return anchor === "" || address.endsWith("/playground/") || page.ids.includes(decodeURIComponent(anchor));
}

const all = [...files].filter((file) => file.endsWith(".html"));

/** The drawings of the playground are in the page. */
const ofPlayground = / data:/g;

test("the policy of every page allows nothing from elsewhere and nothing inline", () => {
  for (const file of all) {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(siteFile(file))?.[1] ?? "";
    expect(policy, file).toMatch(/^default-src 'none'/);
    const rest = file.startsWith("playground/") ? policy.replace(ofPlayground, "") : policy;
    expect(rest, file).not.toMatch(/unsafe|https?:|\*|data:/);
  }
});

/** Rules whose examples are of every kind; pages of others are made in the same way. */
const someRules = /\/(?:KV101|KV601|KV801|KV805)\//;

test("pages are valid HTML", async () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:standard"],
    rules: {
      // The formatter of templates writes `<br />`.
      "void-style": "off",
      "no-trailing-whitespace": "off",
      // Files of the same origin need no checksum.
      "require-sri": "off",
    },
  });
  const pages = all.filter(
    (file) => !isRedirect(file) && (!file.includes("rules/KV") || someRules.test(file)),
  );
  const [redirect = ""] = all.filter(isRedirect);
  const reports = await Promise.all(
    [redirect, ...pages].map((file) => validator.validateString(siteFile(file), file)),
  );
  const messages = reports.flatMap(({ results }) =>
    results.flatMap((result) =>
      result.messages.map(({ ruleId, message, line }) => `${result.filePath}:${line} ${ruleId} ${message}`),
    ),
  );
  expect(messages).toEqual([]);
});

function isRedirect(file: string): boolean {
  return siteFile(file).includes('http-equiv="refresh"');
}
