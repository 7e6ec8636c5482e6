import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { placeProduct } from "../support/product.ts";

/** The answer of a tool. */
export interface ToolAnswer {
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
}

export interface Agent {
  readonly client: Client;
  readonly folder: string;
  readonly call: (name: string, input?: Readonly<Record<string, unknown>>) => Promise<ToolAnswer>;
  readonly end: () => Promise<void>;
}

/** Starts the built server in a process of its own, with the library's own client; `roots` are folders below that of the files. */
export async function agentIn(
  files: Readonly<Record<string, string>>,
  { roots = ["."], version }: { readonly roots?: readonly string[] | null; readonly version?: string } = {},
): Promise<Agent> {
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-mcp-"));
  placeProduct(join(folder, ".product"));
  writeFiles(folder, files);
  const client = new Client(
    { name: "test", version: "1.0.0" },
    {
      capabilities: roots ? { roots: {} } : {},
      ...(version === undefined ? {} : { supportedProtocolVersions: [version] }),
    },
  );
  if (roots)
    client.setRequestHandler("roots/list", () => ({
      roots: roots.map((each) => ({ uri: pathToFileURL(join(folder, each)).href })),
    }));
  const args = [join(folder, ".product/cli.js"), "mcp"];
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, cwd: folder, stderr: "ignore" }),
  );
  return {
    client,
    folder,
    call: async (name, input = {}) => {
      const {
        content,
        structuredContent = {},
        isError = false,
      } = await client.callTool({ name, arguments: input });
      const text = content.map((each) => (each.type === "text" ? each.text : "")).join("\n");
      return { text, data: structuredContent as Readonly<Record<string, unknown>>, isError };
    },
    end: async () => {
      await client.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

export function git(folder: string, ...argv: readonly string[]): void {
  const who = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...who, ...argv], { cwd: folder, stdio: "pipe" });
}
