/**
 * Asks the registry for known vulnerabilities of the packages whose code is in a bundle, and ends with 1 if there are any:
 *
 *     npm run audit:shipped
 *
 * To npm they are all packages for development, which `npm audit --omit=dev` leaves out.
 */
import { spawnSync } from "node:child_process";
import { bundledPackages } from "./bundled-packages.ts";

const { stdout, stderr } = spawnSync("npm", ["audit", "--json"], {
  encoding: "utf8",
  shell: process.platform === "win32",
});
const { vulnerabilities } = JSON.parse(stdout) as {
  readonly vulnerabilities?: Readonly<Record<string, unknown>>;
};
if (!vulnerabilities) throw new Error(`npm audit gave no answer: ${stdout}${stderr}`);
const shipped = bundledPackages().map(({ name }) => name);
const vulnerable = shipped.filter((name) => Object.hasOwn(vulnerabilities, name));
for (const name of vulnerable)
  console.error(`${name} is shipped and has a known vulnerability: npm audit tells which.`);
console.log(`${shipped.length} packages are shipped, ${vulnerable.length} with known vulnerabilities.`);
if (vulnerable.length > 0) process.exitCode = 1;
