import type { Browser, Page } from "playwright-core";
import { siteAddress } from "./built-site.ts";

/** Opens a page of the site; its address is relative to the site. */
export async function openAt(
  browser: Browser,
  path: string,
  options: Parameters<Browser["newPage"]>[0] = {},
): Promise<Page> {
  const page = await browser.newPage(options);
  await page.goto(siteAddress + path);
  return page;
}
