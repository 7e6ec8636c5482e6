import { type Browser, chromium } from "playwright-core";
import { browserFromNpm } from "./browser/from-npm.ts";
import { browserOfPlaywright } from "./browser/from-playwright.ts";
import { browserOfSystem, systemCommand } from "./browser/from-system.ts";
import { installedBrowsers } from "./browser/installed.ts";

/** A way to obtain a browser that VS Code can run in: a one-line description, and the executables to try. */
interface Way {
  readonly does: string;
  readonly find: () => readonly string[] | Promise<readonly string[]>;
}

const ways: readonly Way[] = [
  { does: "look for an installed Chromium, Chrome or Edge", find: () => installedBrowsers() },
  { does: "let Playwright install one", find: browserOfPlaywright },
  { does: "unpack the one in the npm package @sparticuz/chromium", find: browserFromNpm },
  { does: "install one with the system's package manager", find: browserOfSystem },
];

/**
 * What Playwright turns off, as far as there is any of it without a user, and which is given again because a browser heeds the last list only:
 * https://github.com/microsoft/playwright/blob/main/packages/playwright-core/src/server/chromium/chromiumSwitches.ts
 */
const offInPlaywright = [
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
];

/** Pages for an address bar that nobody sees, and a process for a next page: they cost each new window 0.8 s of processor time. */
const unseen = ["SpareRendererForSitePerProcess", "WebUIOmniboxAimPopup", "WebUIOmniboxPopup"];

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Small in containers; the browser would crash if it were full.
  "--disable-dev-shm-usage",
  `--disable-features=${[...offInPlaywright, ...unseen].join(",")}`,
];

/** Starts the browser at `path` without a window; by default the one in `CHROMIUM`, or from `obtainBrowser`. */
export async function launchBrowser(path = namedBrowser()): Promise<Browser> {
  const executablePath = path ?? (await obtainBrowser());
  return chromium.launch({ executablePath, headless: true, args: flags });
}

/**
 * The path of a browser that starts: the one in the environment variable `CHROMIUM`, otherwise the first one that a way
 * to obtain one finds. Each way prints one line about what it does, and another if it fails. Throws if all fail, with
 * the command to run.
 */
export async function obtainBrowser(log: (line: string) => void = console.log): Promise<string> {
  const named = namedBrowser();
  if (named !== undefined) {
    await start(named);
    return named;
  }
  for (const { does, find } of ways) {
    log(`Browser: ${does}.`);
    const found = await firstThatStarts(find).catch(firstLine);
    if (typeof found === "object") {
      log(`Browser: ${found.path}`);
      return found.path;
    }
    log(`Browser: ${found}`);
  }
  throw new Error(`There is no browser to run VS Code in. ${systemCommand()}`);
}

function namedBrowser(): string | undefined {
  const named = process.env["CHROMIUM"];
  return named === "" ? undefined : named;
}

/** The first path that starts, or why none of them does. */
async function firstThatStarts(find: Way["find"]): Promise<{ readonly path: string } | string> {
  let problem = "none was found.";
  for (const path of await find()) {
    try {
      await start(path);
      return { path };
    } catch (error) {
      problem = `${path} does not start: ${firstLine(error)}`;
    }
  }
  return problem;
}

/**
 * An existing file may be a package manager's stub, or its libraries may be missing: only a loaded page proves that a
 * browser works.
 */
async function start(path: string): Promise<void> {
  const browser = await launchBrowser(path);
  try {
    await browser.newPage();
  } finally {
    await browser.close();
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
}
