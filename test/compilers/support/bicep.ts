import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { bicepFound } from "./found.ts";

/** What the compiler says of a place; lines and characters (UTF-16) count from zero. */
export interface Diagnostic {
  readonly source: string;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly level: "Info" | "Warning" | "Error";
  /** `BCP018`, or the name of a linter's rule. */
  readonly code: string;
  readonly message: string;
}

interface Position {
  readonly line: number;
  readonly char: number;
}

export interface Compiled {
  readonly success: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** The template as JSON; null if there are errors. */
  readonly contents: string | null;
}

export interface CompiledParameters {
  readonly success: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly parameters: string | null;
  readonly template: string | null;
}

/** Where a snapshot's deployment goes; what is null stays unevaluated. */
export interface Target {
  readonly tenantId?: string;
  readonly subscriptionId?: string;
  readonly managementGroupId?: string;
  readonly resourceGroup?: string;
  readonly location?: string;
  readonly deploymentName?: string;
}

export interface ExternalInput {
  readonly kind: string;
  readonly config?: unknown;
  readonly value: unknown;
}

/**
 * The requests of `bicep jsonrpc`; each takes the path of a file that ends in `.bicep` or `.bicepparam`, and fails where the compiler throws.
 * https://github.com/Azure/bicep/blob/main/src/Bicep.Cli/Rpc/ICliJsonRpcProtocol.cs
 */
export interface Bicep {
  version(): Promise<string>;
  compile(path: string): Promise<Compiled>;
  compileParameters(path: string, overrides?: Readonly<Record<string, unknown>>): Promise<CompiledParameters>;
  /** The resources of a deployment as Microsoft's engine evaluates them, as JSON. */
  snapshot(path: string, target?: Target, externalInputs?: readonly ExternalInput[]): Promise<string>;
  /** The declared parameters, outputs and exports, as the protocol has them. */
  metadata(path: string): Promise<unknown>;
  format(path: string): Promise<string>;
}

let started: Bicep | undefined;

/** The compiler's process, which is started by the first question and serves all tests of a worker. */
export function bicep(): Bicep {
  started ??= start();
  return started;
}

function start(): Bicep {
  if (bicepFound === null) throw new Error("There is no Bicep compiler: npm run compilers restores it.");
  const child = spawn(bicepFound, ["jsonrpc", "--stdio"], {
    stdio: ["pipe", "pipe", "ignore"],
    env: {
      ...process.env,
      // Fresh machines have no ICU; texts are the same with and without it.
      DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1",
      DOTNET_TieredPGO: "0",
    },
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  // It ends when its input does, thus with this process; killed too, in case that it hangs.
  process.once("exit", () => child.kill());
  // Questions that wait for a process which has ended fail, rather than that this process ends without a word.
  connection.onClose(() => {
    connection.dispose();
  });
  child.unref();
  const ask = <T>(method: string, request: object): Promise<T> =>
    connection.sendRequest(`bicep/${method}`, request);
  return {
    version: async () => (await ask<{ readonly version: string }>("version", {})).version,
    compile: (path) => ask("compile", { path }),
    compileParameters: (path, parameterOverrides = {}) => ask("compileParams", { path, parameterOverrides }),
    snapshot: async (path, metadata = {}, externalInputs = []) =>
      (await ask<{ readonly snapshot: string }>("getSnapshot", { path, metadata, externalInputs })).snapshot,
    metadata: (path) => ask("getMetadata", { path }),
    format: async (path) => (await ask<{ readonly contents: string }>("format", { path })).contents,
  };
}

let folders: string | undefined;
let asked = 0;

/** Writes files for as long as a question lasts; `ask` gets the folder that they are in. */
export async function withFiles<T>(
  files: Readonly<Record<string, string>>,
  ask: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = join((folders ??= ownFolder()), `${asked++}`);
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  try {
    return await ask(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-compilers-"));
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** What the compiler makes of a text by itself, or of `main.bicep` among other files. */
export function compileText(text: string, others: Readonly<Record<string, string>> = {}): Promise<Compiled> {
  return withFiles({ ...others, "main.bicep": text }, (folder) =>
    bicep().compile(join(folder, "main.bicep")),
  );
}

/** The text as `bicep format` writes it. */
export function formatText(text: string): Promise<string> {
  return withFiles({ "main.bicep": text }, (folder) => bicep().format(join(folder, "main.bicep")));
}
