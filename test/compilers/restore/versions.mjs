import { readFileSync } from "node:fs";
import { join } from "node:path";

const project = readFileSync(join(import.meta.dirname, "compilers.csproj"), "utf8");

/** The version of the Bicep compiler, which the project file pins. */
export const bicepVersion = /Version="\[([^\]]+)\]"/.exec(project)?.[1] ?? "";

export const powerShellVersion = "7.6.9";

const systems = { linux: "linux", darwin: "osx", win32: "win" };

/** How the packages of the compiler name this machine. */
export const bicepPlatform = `${systems[process.platform] ?? "linux"}-${process.arch}`;

const extension = process.platform === "win32" ? ".exe" : "";

/** The restored compiler below a folder. */
export const bicepPath = (folder) =>
  join(
    folder,
    "packages",
    `azure.bicep.commandline.${bicepPlatform}`,
    bicepVersion,
    "tools",
    `bicep${extension}`,
  );

/** The restored PowerShell below a folder; its version is a part of the path, so that another one is restored beside it. */
export const powerShellPath = (folder) => join(folder, `powershell-${powerShellVersion}`, `pwsh${extension}`);
