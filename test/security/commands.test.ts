import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const sources = ["client/src", "server/src"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`),
);
const linesWith = (pattern: RegExp): readonly string[] =>
  sources.flatMap((path) =>
    readFileSync(join(root, path), "utf8")
      .split("\n")
      .filter((line) => pattern.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );

/** Of all commands, links in our Markdown may lead to these alone. */
const trusted = ["simulateAccess", "showMatrix", "browseTrustedServices"];

describe("commands in Markdown", () => {
  it("are trusted where the list is, and nowhere else", () => {
    expect(linesWith(/\bisTrusted:|\.isTrusted\b|enabledCommands|supportHtml/)).toEqual([
      // Restricted Mode, which is something else.
      "client/src/language-hint.ts: return workspace.isTrusted && !isAlone && !state.get<boolean>(dismissed, false);",
      "client/src/language-server.ts: markdown: { isTrusted: { enabledCommands: linkedCommands }, supportHtml: false },",
      "client/src/tree/node-tree.ts: text.isTrusted = { enabledCommands: [goToRule] };",
    ]);
    const client = readFileSync(join(root, "client/src/language-server.ts"), "utf8");
    const [, list = ""] = /const linkedCommands = \[([^\]]*)\]/.exec(client) ?? [];
    const names = [...list.matchAll(/clientCommands\.(\w+)/g)].map(([, name]) => name);
    expect(names.toSorted()).toEqual(trusted.toSorted());
  });

  it("are written by us, and are those of the list", () => {
    const written = linesWith(/["'`(]command:\$|\bcommandAddress\((?!command)/).join("\n");
    const names = [...written.matchAll(/(?:command:\$\{|commandAddress\()([\w.]+)/g)].map(([, name]) => name);
    // The address of any command with arguments; tooltips of views open the place of their row.
    const others = ["command", "goToRule"];
    expect(names.toSorted()).toEqual(
      [...others, ...trusted.map((name) => `clientCommands.${name}`)].toSorted(),
    );
    expect(linesWith(/["'`(]command:\w/).filter((line) => !/\(command: \w+\)/.test(line))).toEqual([]);
  });
});

describe("settings", () => {
  it("name no program, no path to one, and no address", () => {
    const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      readonly contributes: {
        readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
      };
    };
    const names = Object.keys(contributes.configuration.properties);
    expect(names.length).toBeGreaterThan(10);
    expect(
      names.filter((name) => /path|exec|binary|command|program|shell|args|url|server(?!$)|host/i.test(name)),
    ).toEqual([]);
  });

  it("are read by nothing that starts a program", () => {
    expect(
      linesWith(/node:child_process|node:worker_threads|createTerminal|ShellExecution|ProcessExecution/),
    ).toEqual([
      // The command that downloads modules is typed there, and the user runs it.
      'client/src/vaults/read-module.ts: const terminal = window.createTerminal({ cwd: Uri.joinPath(uri, "..") });',
      // A thread runs the file of the program itself, which no setting names.
      'server/src/connection.ts: import type { Worker } from "node:worker_threads";',
      'server/src/node-host.ts: import { type MessagePort, parentPort } from "node:worker_threads";',
      'server/src/server-thread.ts: import { Worker } from "node:worker_threads";',
      'server/src/server.ts: import { isMainThread } from "node:worker_threads";',
      'server/src/cli/git.ts: const { execFileSync } = process.getBuiltinModule("node:child_process");',
    ]);
  });
});
