import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Small in containers; the browser would crash when it is full.
  "--disable-dev-shm-usage",
];

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Starts the Chromium of this machine without a window. Throws when there is none, saying how to get it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), headless: true, args: flags });
}

/** The path of Chromium or Chrome: the environment variable `CHROMIUM`, else the first one found on the `PATH`. */
export function findChromium(): string {
  const fromEnvironment = process.env["CHROMIUM"];
  if (fromEnvironment !== undefined && fromEnvironment !== "") {
    if (existsSync(fromEnvironment)) return fromEnvironment;
    throw new Error(`CHROMIUM names ${fromEnvironment}, which does not exist.`);
  }
  const folders = [
    ...(process.env["PATH"] ?? "").split(delimiter),
    "/usr/bin",
    "/Applications/Google Chrome.app/Contents/MacOS",
  ];
  const candidates = folders.flatMap((folder) =>
    [...names, "Google Chrome"].map((name) => join(folder, name)),
  );
  const found = candidates.find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    "No Chromium was found, and VS Code is tested in one. " +
      "Install it with `apt-get install chromium`, or set CHROMIUM to the path of a Chromium or Chrome.",
  );
}
