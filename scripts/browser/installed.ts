import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { posix, win32 } from "node:path";

const commands = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
];
const macApplications = ["Chromium", "Google Chrome", "Microsoft Edge"];
const windowsPrograms = [
  "Chromium\\Application\\chrome.exe",
  "Google\\Chrome\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
];

/** The properties of a machine that the locations of its browsers depend on. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The browsers of this machine that VS Code can run in: Chromium, Chrome and Edge. */
export function installedBrowsers(): readonly string[] {
  const machine = { platform: process.platform, home: homedir(), variables: process.env };
  return placesOfBrowsers(machine).filter((path) => existsSync(path));
}

/** Where a machine's installers put these browsers, the best first. */
export function placesOfBrowsers({ platform, home, variables }: Machine): readonly string[] {
  switch (platform) {
    case "win32":
      return ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
        .flatMap((name) => variables[name] ?? [])
        .flatMap((folder) => windowsPrograms.map((program) => win32.join(folder, program)));
    case "darwin":
      return ["/Applications", posix.join(home, "Applications")].flatMap((folder) =>
        macApplications.map((name) => posix.join(folder, `${name}.app/Contents/MacOS/${name}`)),
      );
    default:
      return [...(variables["PATH"] ?? "").split(":"), "/usr/bin", "/snap/bin"]
        .filter((folder) => folder !== "")
        .flatMap((folder) => commands.map((command) => posix.join(folder, command)));
  }
}
