import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { installedBrowsers } from "./installed.ts";

/** A package manager, identified by its program, and the commands that install a browser with it. */
const managers: Readonly<Record<string, readonly string[]>> = {
  "apt-get": ["apt-get update", "apt-get install --yes --no-install-recommends chromium fonts-dejavu-core"],
  dnf: ["dnf install --assumeyes chromium"],
  apk: ["apk add chromium"],
  pacman: ["pacman --sync --noconfirm chromium"],
  brew: ["brew install --cask google-chrome"],
  "winget.exe": ["winget install --silent Google.Chrome"],
};

/** Package managers that install for the current user. */
const ofUser = new Set(["brew", "winget.exe"]);

/**
 * Installs a browser with the system's package manager, as root or in continuous integration. Throws if this is not
 * allowed or fails.
 */
export async function browserOfSystem(): Promise<readonly string[]> {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && process.env["CI"] === undefined) throw new Error("only root or CI may do that.");
  const manager = managerOfSystem();
  if (manager === undefined) throw new Error("there is no package manager that is known here.");
  for (const command of commandsOf(manager, isRoot ? "" : "sudo --non-interactive ")) {
    const [program = "", ...args] = command.split(" ");
    await promisify(execFile)(program, args, {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      maxBuffer: 64 * 1024 * 1024,
    });
  }
  return installedBrowsers();
}

/** Instructions for installing a browser: with the exact command if the package manager is known. */
export function systemCommand(): string {
  const manager = managerOfSystem();
  const command = manager === undefined ? undefined : commandsOf(manager, "sudo ").join(" && ");
  const install = command === undefined ? "Install Chromium, Chrome or Edge" : `Run \`${command}\``;
  return `${install}, or set CHROMIUM to the path of a browser.`;
}

function commandsOf(manager: string, prefix: string): readonly string[] {
  return (managers[manager] ?? []).map((command) => (ofUser.has(manager) ? command : prefix + command));
}

function managerOfSystem(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return Object.keys(managers).find((name) => folders.some((folder) => existsSync(join(folder, name))));
}
