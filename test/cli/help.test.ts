import { describe, expect, test } from "vitest";
import { examples } from "../../server/src/cli/help.ts";
import { allCommands, commandsHaving, optionNames } from "../../server/src/cli/option-names.ts";
import { readOptions } from "../../server/src/cli/options.ts";
import { languages } from "../../server/src/core/index.ts";
import { runCli } from "./run-cli.ts";
import { closed, parametersText, templateText, vaultResource, workspace } from "./workspace.ts";

describe.each(allCommands)("help %s", (command) => {
  test.each(languages)("has its options, no others, and examples (%s)", (language) => {
    const { status, out } = runCli("help", command, "--lang", language);
    expect(status).toBe(0);
    expect(out).toBe(runCli(command, "--help", "--lang", language).out);
    expect(out.split("\n")[0]).toMatch(new RegExp(`^keyvault-network ${command}: \\S`));
    for (const name of optionNames) {
      const owners = commandsHaving(name);
      const isOwn = owners === null || owners.some((each) => each === command);
      expect(new RegExp(`^  --${name}(?:,| |$)`, "m").test(out), name).toBe(isOwn);
    }
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  test("has examples that are valid", () => {
    for (const line of examples[command]) {
      const argv = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
      expect(argv[0]).toMatch(command === "explain-403" ? /^explain/ : new RegExp(`^${command}$`));
      expect(readOptions(argv).kind).not.toBe("usage");
    }
  });
});

test("-V prints the version", () => {
  expect(runCli("-V")).toEqual(runCli("--version"));
});

describe("a name that is misspelled", () => {
  test.each([
    [["chek"], "unknown command 'chek'; did you mean 'check'?"],
    [["help", "vault"], "unknown command 'vault'; did you mean 'vaults'?"],
    [["check", "--formt", "json"], "unknown option '--formt'; did you mean '--format'?"],
    [["check", "--format", "sarfi"], "unknown format 'sarfi'; did you mean 'sarif'?"],
    [["check", "--severity", "warn"], "unknown severity 'warn'; did you mean 'warning'?"],
    [["check", "--severity", "high"], "unknown severity 'high'; expected one of info, warning, error"],
    [
      ["check", "--limit", "wolds-of-root=9"],
      "--limit 'wolds-of-root=9' is not NAME=NUMBER; did you mean 'worlds-of-root'?",
    ],
    [
      ["check", "--limit", "worlds=many"],
      "--limit 'worlds=many' is not NAME=NUMBER; did you mean 'worlds-of-root'?",
    ],
    [["check", "--limit", "x"], "is not NAME=NUMBER; expected one of "],
    [["check", "--only", "KV1001"], "unknown rule 'KV1001'; did you mean 'KV101'?"],
    [["check", "--only", "retirment"], "unknown rule 'retirment'; did you mean 'retirement'?"],
    [["check", "--only", "XY"], "unknown rule 'XY'; expected codes or names of rules, or retirement"],
    [["check", "--only", "open-to-the-intrenet"], "did you mean 'open-to-the-internet'?"],
    [["rules", "open-to-internet"], "no rule 'open-to-internet'; did you mean 'open-to-the-internet'?"],
    [["rules", "nonsense"], "no rule 'nonsense'\n"],
    [["check", "--nonsense"], "unknown option '--nonsense'\n"],
  ])("%j is refused, and the nearest one named if there is only one", (argv, message) => {
    const { status, out, error } = runCli(...argv);
    expect([status, out]).toEqual([2, ""]);
    expect(error).toContain(message);
  });

  test("may be that of an environment or of a vault", () => {
    const at = workspace({
      "main.json": templateText([vaultResource("kv-shop", closed)]),
      "main.parameters.prod.json": parametersText({}),
      "main.parameters.dev.json": parametersText({}),
    });
    expect(at.run("check", "./", "--environment", "porod").error).toContain(
      "no environment 'porod'; did you mean 'prod'?",
    );
    expect(at.run("check", "./", "--environment", "stage").error).toContain("available: dev and prod");
    expect(at.run("simulate", "--from", "internet", "--to", "kv-shp", "./").error).toContain(
      "no vault matches 'kv-shp'; did you mean 'kv-shop'?",
    );
    at.remove();
  });
});

describe("--exclude", () => {
  const at = workspace({
    "infra/main.json": templateText([vaultResource("kv-one", closed)]),
    "infra/old/main.json": templateText([vaultResource("kv-old", closed)]),
    "other/main.json": templateText([vaultResource("kv-other", closed)]),
  });
  const start = process.cwd();
  const left = (folder: string, path: string, glob: string): readonly string[] => {
    process.chdir(at.path(folder));
    try {
      const { out } = runCli("vaults", path, "--exclude", glob, "--format", "csv");
      return [...out.matchAll(/,kv-(\w+),kv-/g)].flatMap(([, name = ""]) => name);
    } finally {
      process.chdir(start);
    }
  };

  test.each([
    ["infra", "..", "old", ["one", "other"]],
    ["infra", "..", "./old", ["one", "other"]],
    ["infra", "..", "main.json", ["old", "other"]],
    ["infra", "..", "../other", ["old", "one"]],
    ["other", "../infra", "../infra/old/*.json", ["one"]],
    [".", "infra", "old", ["one"]],
    [".", "infra", "infra/old/", ["one"]],
    [".", ".", "old", ["old", "one", "other"]],
  ])("from %s, of %s, without %s, works from where one is", (folder, path, glob, names) => {
    expect([...new Set(left(folder, path, glob))].sort()).toEqual([...names].sort());
  });

  test("takes a whole path", () => {
    expect(left(".", ".", at.path("infra/old"))).not.toContain("old");
  });
});
