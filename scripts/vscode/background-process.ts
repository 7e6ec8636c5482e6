import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** A program that runs in the background until `stop`, with everything it has started. */
export interface BackgroundProcess {
  /** What it has printed so far, both streams. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** Starts `node`, a path, with `args` in a process group of its own and returns when `url` answers. `env` are further variables. */
export async function startNode(
  args: readonly string[],
  url: string,
  node: string = process.execPath,
  env: Readonly<Record<string, string>> = {},
): Promise<BackgroundProcess> {
  // A VS Code terminal passes on its own settings in these variables; a server started from there would inherit them.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name),
  );
  const child = spawn(node, [...args], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...Object.fromEntries(inherited), ...env },
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  const killGroup = () => {
    signalGroup(child, "SIGKILL");
  };
  process.once("exit", killGroup);
  const output = () => chunks.join("");
  const stop = async () => {
    process.removeListener("exit", killGroup);
    await end(child);
  };
  try {
    await answering(url, child, output);
  } catch (error) {
    await stop();
    throw error;
  }
  return { output, stop };
}

/** A TCP port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("The system gave no TCP port.");
  return address.port;
}

async function answering(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`The process ended with ${child.exitCode}:\n${output()}`);
    if (Date.now() > deadline) throw new Error(`Nothing answered at ${url} within a minute:\n${output()}`);
    await delay(50);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(10_000) })).ok;
  } catch {
    return false;
  }
}

/** Asks the whole group to end, and kills it after two seconds. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, "exit");
    signalGroup(child, "SIGTERM");
    await Promise.race([ended, delay(2_000, undefined, { ref: false })]);
  }
  // Child processes outlive a parent that ended normally: the extension host waits for a reconnection.
  signalGroup(child, "SIGKILL");
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // The group no longer exists.
  }
}
