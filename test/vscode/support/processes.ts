import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** A process of this machine. */
interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

/** The processes that run now. A minimal Linux has no `ps`, but shows them as files. */
function runningProcesses(): readonly Process[] {
  if (process.platform === "linux") return readdirSync("/proc").flatMap(readProcess);
  return execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [])
    .map(([, id, parent, command = ""]) => ({ id: Number(id), parent: Number(parent), command }));
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; nothing for a process that has just ended. */
function readProcess(name: string): readonly Process[] {
  if (!/^\d+$/.test(name)) return [];
  try {
    // The name of the program is in parentheses and may hold some itself.
    const [, parent] = /^.*\) \S (\d+) /s.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
    const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
    return [{ id: Number(name), parent: Number(parent), command }];
  } catch {
    return [];
  }
}

/** The processes of our language server that a VS Code of this test file has started: other files run beside it. */
export function languageServers(): readonly number[] {
  const processes = new Map(runningProcesses().map((each) => [each.id, each]));
  const isOurs = (id: number): boolean => {
    const found = processes.get(id);
    return found !== undefined && (found.parent === process.pid || isOurs(found.parent));
  };
  const servers = [...processes.values()].filter(({ command }) =>
    /keyvault-network\S*\/dist\/server\.js/.test(command),
  );
  return servers.map(({ id }) => id).filter(isOurs);
}
