// `npm test`: checks, unit tests, tests of the site and tests in real VS Code, each of them regardless of the results of the others. Exits
// with 1 if one fails.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { packaged } from "../test/support/product.ts";
import { obtainBrowser } from "./browser.ts";
import { prepareServer } from "./vscode/server-installation.ts";
import { prepareWeb } from "./vscode/web-installation.ts";

const results: { readonly name: string; readonly passed: boolean }[] = [];

async function step(name: string, script: readonly string[], out: "inherit" | "ignore" = "inherit") {
  console.log(`\n${name}: npm run ${script.join(" ")}`);
  const child = spawn("npm", ["run", "--silent", ...script], {
    stdio: ["inherit", out, "inherit"],
    shell: process.platform === "win32",
  });
  const [status] = (await once(child, "exit")) as readonly unknown[];
  results.push({ name, passed: status === 0 });
  return status === 0;
}

// On a new machine, what the product runs in is downloaded meanwhile. What fails is tried once more by the tests that need it, which say why.
const browser = obtainBrowser().catch(() => undefined);
void Promise.allSettled([prepareServer("oldest"), prepareServer("current"), prepareWeb()]);

// The product is packaged once for all tests of it, while the last checks leave a processor idle.
const [isPackaged] = await Promise.all([
  step("Package", ["package"], "ignore"),
  step("Types, style, layers, unused code", ["check"]),
]);
if (isPackaged) process.env[packaged] = "1";
await step("Unit tests", ["test:all"]);
const found = await browser;
if (found !== undefined) process.env["CHROMIUM"] = found;
await step("Documentation site", ["test:site"]);
await step("Tests in real VS Code", ["test:vscode"]);

for (const { name, passed } of results) console.log(`${passed ? "passed" : "FAILED"}  ${name}`);
if (!results.every(({ passed }) => passed)) process.exitCode = 1;
