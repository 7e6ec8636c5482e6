// `npm test`: checks, unit tests and tests in real VS Code, each of them regardless of the results of the others. Exits
// with 1 if one fails.
import { spawnSync } from "node:child_process";

const steps = {
  check: "Types, style, layers, unused code",
  "test:unit": "Unit tests",
  "test:thorough": "Long unit tests",
  "test:vscode": "Tests in real VS Code",
} as const;

const results = Object.entries(steps).map(([script, name]) => {
  console.log(`\n${name}: npm run ${script}`);
  const { status } = spawnSync("npm", ["run", "--silent", script], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  return { name, passed: status === 0 };
});

for (const { name, passed } of results) console.log(`${passed ? "passed" : "FAILED"}  ${name}`);
if (!results.every(({ passed }) => passed)) process.exitCode = 1;
