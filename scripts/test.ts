// `npm test`: checks, unit tests, tests of the site and tests in real VS Code, each of them regardless of the results of the others. Exits
// with 1 if one fails.
import { spawnSync } from "node:child_process";

const steps = {
  "Types, style, layers, unused code": ["check"],
  // In one run, both share the modules that are transformed and the product that is built.
  "Unit tests, the long ones last": ["test:unit", "--", "--project", "thorough"],
  "Documentation site": ["test:site"],
  "Tests in real VS Code": ["test:vscode"],
} as const;

const results = Object.entries(steps).map(([name, script]) => {
  console.log(`\n${name}: npm run ${script.join(" ")}`);
  const { status } = spawnSync("npm", ["run", "--silent", ...script], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  return { name, passed: status === 0 };
});

for (const { name, passed } of results) console.log(`${passed ? "passed" : "FAILED"}  ${name}`);
if (!results.every(({ passed }) => passed)) process.exitCode = 1;
