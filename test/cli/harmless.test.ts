import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatNames } from "../../server/src/core/index.ts";
import { runCli } from "./run-cli.ts";
import { templateText, vaultResource, workspace } from "./workspace.ts";

const hostile =
  "##vso[task.setvariable variable=PATH]x\u001b]0;owned\u0007\u001b[2J##[command]\u0085;=1+1 @octocat [x](https://evil.example)";
const at = workspace({
  "##vso[task.complete result=Succeeded]x.json": templateText(
    [vaultResource(hostile, { defaultAction: `[parameters('${hostile}')]`, ipRules: [{ value: hostile }] })],
    { parameters: { [hostile]: { type: "string", allowedValues: ["Allow", "Deny"] } } },
  ),
  "::set-output name=x::y.json": templateText([vaultResource("::error::z", { defaultAction: "Allow" })]),
});
const before = process.cwd();
// Reports name files as they are called from the current folder.
beforeAll(() => {
  process.chdir(at.folder);
});
afterAll(() => {
  process.chdir(before);
  at.remove();
});

const own = /^(?:::(?:error|warning|notice) |##vso\[task\.logissue [^\]]*\])/;

describe("nothing that comes out is a command to the terminal or pipeline that shows it", () => {
  const commands = [["check"], ["vaults"], ["simulate", "--from", "internet"], ["diff", "--base", "."]];
  it.each(formatNames.flatMap((format) => commands.map((command) => [format, command] as const)))(
    "in %s by %j",
    (format, [command = "", ...options]) => {
      const { status, out, error } = runCli(command, ...options, ".", "--format", format);
      expect(status).toBeLessThan(3);
      for (const line of `${out}\n${error}`.split("\n")) {
        const rest = line.replace(own, "");
        expect(rest).not.toMatch(/##(?:vso)?\[/i);
        if (rest === line) expect(line).not.toMatch(/^\s*::/);
        expect(line.replaceAll(/[\t\r]/g, "")).not.toMatch(/\p{Cc}/u);
      }
      if (format === "sarif") expect(out).not.toMatch(/"text": "[^"\n]*\]\(https:\/\/evil/);
      if (format === "csv") expect(out).not.toMatch(/[;,]"?=1\+1/);
      if (format === "markdown") expect(out).not.toMatch(/@octocat/);
    },
  );

  it("lists findings on the page of a run of Azure Pipelines", () => {
    const open = workspace({ "a;b].json": templateText([vaultResource("kv", { defaultAction: "Allow" })]) });
    const { out } = open.run("check", "./", "--format", "azure");
    open.remove();
    expect(out).toMatch(
      /^##vso\[task\.logissue type=warning;sourcepath=a%3Bb%5D\.json;linenumber=\d+;columnnumber=\d+;code=KV101\]/m,
    );
  });
});
