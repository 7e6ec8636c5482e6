import { describe, expect, test } from "vitest";
import { obtainBrowser } from "../../scripts/browser.ts";
import { placesOfBrowsers } from "../../scripts/browser/installed.ts";

describe("an installed browser is looked for", () => {
  test.each([
    ["linux", { PATH: "/opt/bin:" }, "/opt/bin/chromium", "/snap/bin/microsoft-edge-stable"],
    [
      "darwin",
      {},
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
      "/home/me/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ],
    [
      "win32",
      { PROGRAMFILES: "C:\\Programs", LOCALAPPDATA: "C:\\Local" },
      "C:\\Programs\\Chromium\\Application\\chrome.exe",
      "C:\\Local\\Microsoft\\Edge\\Application\\msedge.exe",
    ],
  ] as const)("where installers of %s put it", (platform, variables, first, last) => {
    const places = placesOfBrowsers({ platform, home: "/home/me", variables });
    expect(places[0]).toBe(first);
    expect(places.at(-1)).toBe(last);
  });
});

test("a browser that CHROMIUM names and that does not start is an error, not a reason to take another", async () => {
  const before = process.env["CHROMIUM"];
  process.env["CHROMIUM"] = process.execPath;
  try {
    const said: string[] = [];
    await expect(obtainBrowser((line) => said.push(line))).rejects.toThrow();
    expect(said).toEqual([]);
  } finally {
    if (before === undefined) delete process.env["CHROMIUM"];
    else process.env["CHROMIUM"] = before;
  }
});
