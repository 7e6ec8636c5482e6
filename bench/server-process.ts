import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

let bundles: string | undefined;

/**
 * The folder of the bundles as they ship, created by the first call; the benchmark runs in the root of the repository.
 */
export function builtBundles(): string {
  if (bundles === undefined) {
    bundles = mkdtempSync(join(tmpdir(), "keyvault-network-bench-"));
    execFileSync(process.execPath, ["esbuild.mjs", bundles]);
  }
  return bundles;
}

/** A language server in its own process, used as an editor does. */
export class ServerProcess {
  readonly connection: MessageConnection;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #versions = new Map<string, number>();

  private constructor(process: ChildProcessWithoutNullStreams, connection: MessageConnection) {
    this.#process = process;
    this.connection = connection;
  }

  /** Starts a script, by default our server, with options of Node.js, and initializes it; the settings are those of the whole workspace. */
  static async start(
    folders: readonly string[] = [],
    script = join(builtBundles(), "server.js"),
    options: readonly string[] = [],
    settings: object | null = null,
  ): Promise<ServerProcess> {
    const child = spawn(process.execPath, [...options, script, "--stdio"]);
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.onRequest("workspace/configuration", ({ items }: { readonly items: readonly unknown[] }) =>
      items.map(() => settings),
    );
    connection.onRequest(() => null);
    connection.listen();
    await connection.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder })),
      capabilities: { workspace: { configuration: true }, textDocument: { diagnostic: {} } },
    });
    await connection.sendNotification("initialized", {});
    return new ServerProcess(child, connection);
  }

  async open(uri: string, text: string, languageId: string): Promise<void> {
    this.#versions.set(uri, 1);
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces a number of characters of a line with a text. */
  async type(uri: string, line: number, character: number, replaced: number, text: string): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    const range = { start: { line, character }, end: { line, character: character + replaced } };
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
  }

  async diagnostics(uri: string): Promise<number> {
    const report = await this.connection.sendRequest<{ readonly items?: readonly unknown[] }>(
      "textDocument/diagnostic",
      { textDocument: { uri } },
    );
    return report.items?.length ?? 0;
  }

  /** The memory it takes, in MB, as the system counts it: including garbage that is not collected yet. */
  megabytes(): number {
    const told = execFileSync("ps", ["-o", "rss=", "-p", String(this.#process.pid)], { encoding: "utf8" });
    return Number(told) / 1024;
  }

  /** The processor time of all its threads, in milliseconds: other work on the machine affects it least. Only Linux says that precisely. */
  processorTime(): number {
    if (process.platform !== "linux") return Number.NaN;
    const told = readFileSync(`/proc/${this.#process.pid}/stat`, "utf8");
    const [user = 0, system = 0] = told.slice(told.lastIndexOf(")")).split(" ").slice(12, 14).map(Number);
    return (user + system) * 10;
  }

  signal(name: NodeJS.Signals): void {
    this.#process.kill(name);
  }

  /** Ends it as an editor does. */
  async end(): Promise<void> {
    await this.connection.sendRequest("shutdown");
    const ended = once(this.#process, "exit");
    await this.connection.sendNotification("exit");
    await ended;
    this.connection.dispose();
  }

  stop(): void {
    this.connection.dispose();
    this.#process.kill();
  }
}
