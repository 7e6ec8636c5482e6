import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { powerShellFound } from "./found.ts";

/** A part of a script in UTF-16 offsets. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** An expression in a command; `constant` is its value if it is a number or a text without variables. */
export interface Value {
  /** The class of the syntax tree: `StringConstantExpressionAst`. */
  readonly type: string;
  readonly text: string;
  readonly constant: string | null;
  readonly place: Place;
}

export interface Element {
  readonly kind: "parameter" | "argument";
  /** Of a parameter, without its hyphen. */
  readonly name: string | null;
  /** The argument, or what a parameter has behind its colon. */
  readonly argument: Value | null;
  readonly place: Place;
}

/** What `[System.Management.Automation.Language.Parser]::ParseInput` sees in a script. */
export interface Script {
  readonly errors: readonly { readonly code: string; readonly message: string; readonly place: Place }[];
  /** In the order of the text; `elements` begins with the name. */
  readonly commands: readonly {
    readonly name: string | null;
    readonly operator: "Unknown" | "Ampersand" | "Dot";
    readonly elements: readonly Element[];
    readonly place: Place;
  }[];
  readonly assignments: readonly {
    readonly left: string;
    readonly operator: string;
    readonly right: string;
    readonly place: Place;
  }[];
}

let started: ((text: string) => Promise<Script>) | undefined;

/** Parses a script in PowerShell's process, which is started by the first one and serves all tests of a worker. */
export function parseScript(text: string): Promise<Script> {
  started ??= start();
  return started(text);
}

function start(): (text: string) => Promise<Script> {
  if (powerShellFound === null) throw new Error("There is no PowerShell: npm run compilers restores it.");
  const child = spawn(
    powerShellFound,
    [
      "-NoLogo",
      "-NoProfile",
      "-NonInteractive",
      "-ExecutionPolicy",
      "Bypass",
      "-File",
      join(import.meta.dirname, "parse.ps1"),
    ],
    {
      stdio: ["pipe", "pipe", "inherit"],
      env: {
        ...process.env,
        DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1",
        POWERSHELL_TELEMETRY_OPTOUT: "1",
        POWERSHELL_UPDATECHECK: "Off",
      },
    },
  );
  process.once("exit", () => child.kill());
  child.unref();
  const waiting: { readonly resolve: (script: Script) => void; readonly reject: (reason: Error) => void }[] =
    [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    waiting.shift()?.resolve(JSON.parse(line) as Script);
  });
  child.once("exit", (status) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`PowerShell ended with ${status ?? "-"}.`));
  });
  return (text) =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      child.stdin.write(`${JSON.stringify(text)}\n`);
    });
}
