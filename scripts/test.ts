// `npm test`: checks, unit tests and tests in real VS Code, each of them regardless of the results of the others. Exits
// with 1 if one fails.
import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";

interface Step {
  readonly script: string;
  readonly name: string;
}

interface Result {
  readonly name: string;
  readonly passed: boolean;
}

/** Runs one script; what it prints is shown as it comes. */
async function run({ script, name }: Step): Promise<Result> {
  console.log(`\n${name}: npm run ${script}`);
  const child = spawn("npm", ["run", "--silent", script], { stdio: "inherit", shell });
  return { name, passed: await passes(child) };
}

/** Runs one script while others run, and only when these leave the processors idle; what it prints is shown when it has ended. */
async function runInIdleTime({ script, name }: Step): Promise<Result> {
  const child = spawn("npm", ["run", "--silent", script], { stdio: ["ignore", "pipe", "pipe"], shell });
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => printed.push(part));
  const passed = await passes(child);
  console.log(`\n${name}: npm run ${script}\n${Buffer.concat(printed).toString()}`);
  return { name, passed };
}

const shell = process.platform === "win32";

function passes(child: ReturnType<typeof spawn>): Promise<boolean> {
  return new Promise((resolve) => {
    child.on("error", () => {
      resolve(false);
    });
    child.on("close", (code) => {
      resolve(code === 0);
    });
  });
}

const results = [
  await run({ script: "check", name: "Types, style, layers, unused code" }),
  await run({ script: "test:unit", name: "Unit tests" }),
  // A VS Code mostly waits.
  ...(await Promise.all([
    runInIdleTime({ script: "test:thorough", name: "Long unit tests" }),
    run({ script: "test:vscode", name: "Tests in real VS Code" }),
  ])),
];

for (const { name, passed } of results) console.log(`${passed ? "passed" : "FAILED"}  ${name}`);
if (!results.every(({ passed }) => passed)) process.exitCode = 1;
