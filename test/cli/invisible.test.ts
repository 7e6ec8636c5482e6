import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatNames, type Report } from "../../server/src/core/index.ts";
import { runCli } from "./run-cli.ts";
import { templateText, vaultResource, workspace } from "./workspace.ts";

/** A zero-width space, a tag, a word joiner, a soft hyphen, a filler, a variation selector of another plane, a separator, and one that turns the order around. */
const unseen = [
  "\u200b",
  "\u{e0041}",
  "\u2060",
  "\u00ad",
  "\u3164",
  "\u{e0101}",
  "\u180e",
  "\u034f",
  "\u202e",
];
const name = `kv${unseen.join("x")}y`;
/** What is seen stays as it is. */
const seen = "kv-é-ß-日本-عربي-😀";
const at = workspace({
  "main.json": templateText(
    [
      vaultResource(name, { defaultAction: `[parameters('${name}')]`, ipRules: [{ value: name }] }),
      vaultResource(seen, { defaultAction: "Allow" }),
    ],
    { parameters: { [name]: { type: "string", allowedValues: ["Allow", "Deny"] } } },
  ),
  ".keyvault-access.jsonc": JSON.stringify({
    version: 1,
    tests: [{ name, from: "internet", to: "*", expect: "deny" }],
    suppressions: [{ rule: "KV202", reason: name }],
  }),
});
const before = process.cwd();
beforeAll(() => {
  process.chdir(at.folder);
});
afterAll(() => {
  process.chdir(before);
  at.remove();
});

describe("what is not shown never leaves", () => {
  const commands = [
    ["check"],
    ["vaults"],
    ["test"],
    ["simulate", "--from", "internet"],
    ["diff", "--base", "."],
  ];
  it.each(formatNames.flatMap((format) => commands.map((command) => [format, command] as const)))(
    "in %s by %j",
    (format, [command = "", ...options]) => {
      const { status, out, error } = runCli(command, ...options, ".", "--format", format);
      expect(status).toBeLessThan(3);
      expect(`${out}${error}`).not.toMatch(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u);
    },
  );

  it("but JSON holds the same texts for those who parse it", () => {
    const { out } = runCli("vaults", ".", "--format", "json");
    const { vaults } = JSON.parse(out) as Report;
    expect(vaults.map((each) => each.name)).toEqual([name, seen]);
  });

  it.each(["text", "csv", "markdown", "github", "azure", "sarif"])(
    "and letters and signs that are shown stay in %s",
    (format) => {
      const command = format === "csv" || format === "markdown" ? "vaults" : "check";
      const { out } = runCli(command, ".", "--format", format);
      expect(out).toContain(seen);
    },
  );

  it("in messages of SARIF, which are shown", () => {
    const { out } = runCli("check", ".", "--format", "sarif");
    const messages = [...out.matchAll(/"text": "((?:[^"\\\\]|\\\\.)*)"/g)].map(
      ([, text = ""]) => JSON.parse(`"${text}"`) as string,
    );
    expect(messages.length).toBeGreaterThan(0);
    for (const each of messages) expect(each).not.toMatch(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u);
  });
});

it.each([
  "a _www.evil.example",
  "awww.evil.example",
  "www.evil.example",
  "(www.evil.example",
  "~~WWW.evil.example",
  "https://evil.example",
])("an address behind anything is no link in Markdown: %s", (text) => {
  const folder = workspace({ "main.json": templateText([vaultResource(text, { defaultAction: "Allow" })]) });
  const { out } = folder.run("vaults", "./", "--format", "markdown");
  folder.remove();
  expect(out).not.toMatch(/www\.|[^\\]:\/\/evil/i);
  expect(out.replaceAll("\\", "")).toContain(text.replaceAll("\\", ""));
});

it("a name with a dot that begins no address stays as it is in Markdown", () => {
  const folder = workspace({
    "main.json": templateText([vaultResource("kv.ww.example", { defaultAction: "Allow" })]),
  });
  expect(folder.run("vaults", "./", "--format", "markdown").out).toContain("kv.ww.example");
  folder.remove();
});
