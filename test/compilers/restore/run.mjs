// `npm run compilers`: restores what the product is compared with, the Bicep compiler and PowerShell, into `.compilers`. Needs the .NET SDK.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { bicepPath, bicepPlatform, powerShellPath, powerShellVersion } from "./versions.mjs";

const folder = resolve(import.meta.dirname, "../../../.compilers");
const dotnet = (...args) =>
  execFileSync("dotnet", args, {
    stdio: "inherit",
    env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: "1", DOTNET_NOLOGO: "1" },
  });

const bicep = bicepPath(folder);
if (!existsSync(bicep)) {
  dotnet(
    "restore",
    join(import.meta.dirname, "compilers.csproj"),
    "--packages",
    join(folder, "packages"),
    `-p:BicepPlatform=${bicepPlatform}`,
    `-p:BaseIntermediateOutputPath=${join(folder, "obj")}/`,
  );
  chmodSync(bicep, 0o755);
}
const powerShell = powerShellPath(folder);
if (!existsSync(powerShell)) {
  dotnet(
    "tool",
    "install",
    "PowerShell",
    "--version",
    powerShellVersion,
    "--tool-path",
    join(powerShell, ".."),
  );
}
console.log(`${bicep}\n${powerShell}`);
