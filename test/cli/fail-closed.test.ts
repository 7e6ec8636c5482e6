import { existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { expect, describe, it } from "vitest";
import { type Command, commandsWith, formatNames, isFormat } from "../../server/src/core/index.ts";
import { closed, templateText, vaultResource, workspace, type Workspace } from "./workspace.ts";

const good = templateText([vaultResource("kv", closed)]);
const big = 16 * 1024 * 1024 + 1;
type Files = Readonly<Record<string, string | Buffer>>;

function inWorkspace<T>(files: Files, use: (at: Workspace) => T): T {
  const at = workspace({ "good.json": good, ...files });
  try {
    return use(at);
  } finally {
    at.remove();
  }
}

const vaultInBicep = "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = { name: 'kv' }\n";
const openBicep = `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: { networkAcls: { bypass: 'None', defaultAction: 'Allow' } }
}
`;
const openJson = templateText([vaultResource("kv", { bypass: "None", defaultAction: "Allow" })]);
const escaped = (text: string): string =>
  text.replace("KeyVault", "K\\u0065yVault").replace("Template", "\\u0054emplate");
const fully = (text: string): string =>
  text.replace(/[a-z]/gi, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`);
/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 123\n`;
const utf32 = (text: string): Buffer => {
  const codes = [0xfeff, ...Array.from(text, (each) => each.charCodeAt(0))];
  return Buffer.from(codes.flatMap((code) => [code & 255, code >> 8, 0, 0]));
};
const latin1 = (text: string): Buffer => Buffer.from(`${text}// caf\u00e9`, "latin1");

describe("what could change the answer and is not judged ends with 2, whichever command asks", () => {
  it.each<readonly [what: string, files: Files]>([
    ["a template that is not UTF-8", { "a.bicep": latin1("") }],
    ["Terraform that is not UTF-8", { "a.tf": latin1("") }],
    [
      "Terraform with a text that does not end",
      { "a/main.tf": 'locals {\n  a = <<EOT\n}\nresource "azurerm_key_vault" "kv" {}\n' },
    ],
    ["values that are not UTF-8", { "a.bicepparam": latin1("") }],
    ["a template in UTF-32", { "a.bicep": utf32(vaultInBicep) }],
    ["JSON in UTF-32", { "a.json": utf32(good) }],
    ["a template that Git LFS did not download", { "a.bicep": pointer }],
    ["Terraform that Git LFS did not download", { "a/main.tf": pointer }],
    ["JSON that Git LFS did not download", { "a.json": pointer }],
    ["values that Git LFS did not download", { "a.bicepparam": pointer }],
    ["values whose template a syntax error hides", { "a.bicepparam": "/* using './good.json'\n" }],
    ["JSON about deployments that is not UTF-8", { "a.json": latin1('{"$schema": "deploymentTemplate"}') }],
    ["JSON about vaults that is too large", { "a.json": `${" ".repeat(big)}"Microsoft.KeyVault/vaults"` }],
    [
      "Terraform that nests too deeply",
      { "a/main.tf": `locals {\n  a = ${"[".repeat(600)}${"]".repeat(600)}\n}\n# azurerm_key_vault\n` },
    ],
    ["a syntax error before a vault", { "a.json": good.replace('",', '"') }],
    ["a quote behind a vault in JSON", { "a.json": `${openJson}\n"\n` }],
    ["a quote behind a vault in Bicep", { "a.bicep": `${openBicep}'\n` }],
    ["a quote behind a vault that is closed", { "a.bicep": `${openBicep.replace("Allow", "Deny")}'\n` }],
    ["a stray bracket behind several nested vaults", { "a.bicep": `${openBicep}${vaultInBicep}}\n` }],
    ["JSON with single quotes", { "a.json": openJson.replaceAll('"', "'") }],
    ["the same with escapes in its words", { "a.json": escaped(openJson).replaceAll('"', "'") }],
    ["JSON with escapes that is not UTF-8", { "a.json": latin1(escaped(openJson)) }],
    [
      "JSON in which all letters are escaped and that is too large",
      { "a.json": `${" ".repeat(big)}"${fully("Microsoft.KeyVault\\/vaults")}"` },
    ],
    [
      "an access file that is cut off",
      { ".keyvault-access.jsonc": '{ "version": 1, "tests": [{ "expect": ' },
    ],
    [
      "an access file with a wrong word",
      { ".keyvault-access.jsonc": '{"version":1,"tests":[{"from":"internet","to":"kv","expect":"dney"}]}' },
    ],
    ["an access file that is not UTF-8", { ".keyvault-access.jsonc": latin1('{ "version": 1 }') }],
  ])("%s", (_, files) => {
    inWorkspace(files, (at) => {
      const [file = ""] = Object.keys(files);
      for (const argv of [
        ["check", "./"],
        ["vaults", "./"],
        ["simulate", "./", "--from", "internet"],
      ]) {
        const { status, report } = at.json(...argv);
        expect(status, argv[0]).toBe(2);
        expect(report.errors.map((each) => each.file)).toContain(file);
      }
      const sarif: unknown = JSON.parse(at.run("check", "./", "--format", "sarif").out);
      expect(sarif).toMatchObject({ runs: [{ invocations: [{ executionSuccessful: false }] }] });
      const without = at.run("check", "./", "--exclude", file, "--severity", "error");
      expect(without.status, "left out").toBe(file.startsWith(".keyvault") ? 2 : 0);
    });
  });

  it.each<readonly [what: string, files: Files]>([
    ["in what no vault depends on", { "a.bicep": `${openBicep}output x string =\n` }],
    ["in a file without vaults", { "a.bicep": "param x string\n'\n" }],
    ["in JSON with escapes about something else", { "a.json": "{'a': '\\u0065yVault'}" }],
  ])("but not a syntax error %s", (_, files) => {
    inWorkspace(files, (at) => {
      const { status, report } = at.json("check", "./", "--severity", "error");
      expect(status).toBe(0);
      const [vault] = report.vaults.filter(({ file }) => file === "a.bicep");
      expect(vault?.exposure ?? "public").toBe("public");
    });
  });

  it("but not JSON about something else", () => {
    inWorkspace({ "a.json": latin1('{"name": "x"}'), "b.json": " ".repeat(big) }, (at) => {
      const { status, report } = at.json("check", "./", "--severity", "error");
      expect(report.errors.map((each) => each.file)).toEqual(["a.json", "b.json"]);
      expect(status).toBe(0);
    });
  });

  it.each(["check", "vaults", "test"])("a file of --config that is not there, at %s", (command) => {
    inWorkspace({ ".keyvault-access.jsonc": '{ "version": 1 }' }, (at) => {
      const { status, report } = at.json(command, "./", "--config", "./missing.jsonc");
      expect(status).toBe(2);
      expect(report.errors.map((each) => each.file)).toEqual(["missing.jsonc"]);
    });
  });

  it.each([
    ["./missing", "no such file or folder"],
    ["./good.json", "not a folder"],
  ])("a folder of --allow-read that is none: %s", (path, why) => {
    inWorkspace({}, (at) => {
      const { status, error } = at.run("check", "./good.json", "--allow-read", path);
      expect(status).toBe(2);
      expect(error).toMatch(new RegExp(`^keyvault-network: .*${path.slice(1)}: ${why}\n$`));
    });
  });

  it("a report in place of a baseline", () => {
    inWorkspace({}, (at) => {
      const known = at.run("check", "./good.json", "--format", "json", "--output", "./report.json");
      expect(known.status).toBe(0);
      expect(at.run("check", "./good.json", "--baseline", "./report.json")).toMatchObject({
        status: 2,
        error: expect.stringContaining("report.json is not a baseline: it is a report") as string,
      });
    });
  });

  it("a baseline with a finding that has no fingerprint", () => {
    inWorkspace({ "b.json": '{"version":1,"findings":[{}]}' }, (at) => {
      expect(at.run("check", "./good.json", "--baseline", "./b.json")).toMatchObject({ status: 2 });
    });
  });
});

describe("an expectation", () => {
  const expecting = ["simulate", "./", "--from", "internet", "--expect", "deny"];
  const unchecked =
    "keyvault-network: --expect was not checked: there are no vaults in the files that were read\n";

  it.each<readonly [where: string, files: Files]>([
    ["an empty folder", {}],
    ["a template without vaults", { "a.bicep": "param a string\n" }],
    [
      "a vault that is never created",
      { "a.json": templateText([{ ...vaultResource("kv", closed), condition: false }]) },
    ],
  ])("that nothing can meet is not met: %s", (_, files) => {
    const at = workspace(files);
    try {
      expect(at.run(...expecting)).toMatchObject({ status: 2, error: unchecked });
      expect(at.run("simulate", "./", "--from", "internet")).toMatchObject({ status: 0, error: "" });
    } finally {
      at.remove();
    }
  });

  it("of vaults is met", () => {
    inWorkspace({}, (at) => {
      expect(at.run(...expecting)).toMatchObject({ status: 0, error: "" });
    });
  });
});

describe("what could not be read is named", () => {
  const files = {
    "bad.bicep": latin1(""),
    "old/good.json": good,
    ".keyvault-access.jsonc": '{"version":1,"tests":[{"from":"internet","to":"kv","expect":"deny"}]}',
  };
  const asking: Readonly<Partial<Record<Command, readonly string[]>>> = {
    check: [],
    vaults: [],
    simulate: ["--from", "internet"],
    test: [],
    diff: ["--base", "./old"],
  };
  const having = (format: string): readonly string[] | null =>
    isFormat(format) ? commandsWith(format) : null;

  it.each(formatNames)("in the format %s, or beside it", (format) => {
    inWorkspace(files, (at) => {
      for (const [command, options] of Object.entries(asking)) {
        if (having(format)?.includes(command) === false) continue;
        const { status, out, error } = at.run(command, "./", ...options, "--format", format);
        expect(status, command).toBe(2);
        expect(out + error, command).toContain("bad.bicep");
      }
    });
  });

  it("where nothing else is printed", () => {
    inWorkspace(files, (at) => {
      for (const argv of [["--quiet"], ["--environment", "nowhere"]])
        expect(at.run("check", "./", ...argv)).toMatchObject({
          status: 2,
          error: expect.stringContaining("keyvault-network: bad.bicep:1:1: error: not UTF-8 text") as string,
        });
    });
  });

  it("as a failure in formats of test results", () => {
    inWorkspace(files, (at) => {
      const junit = at.run("test", "./", "--format", "junit").out;
      expect(junit).toMatch(/<testsuites [^>]*tests="2" failures="0" errors="1"/);
      expect(junit).toContain('<error message="not UTF-8 text">');
      const tap = at.run("test", "./", "--format", "tap").out;
      expect(tap).toMatch(/\nBail out! bad\.bicep:1:1: not UTF-8 text\n$/);
    });
  });

  it("as a failure there if it is a state, too", () => {
    inWorkspace({ ...files, "bad.bicep": "" }, (at) => {
      const argv = ["test", "./", "--assume", "./missing.json", "--format"];
      const junit = at.run(...argv, "junit").out;
      expect(junit).toMatch(/<testsuites [^>]*tests="2" failures="0" errors="1"/);
      expect(junit).toMatch(/<error message="[^"]*missing.json: no such file or folder"\/>/);
      expect(at.run(...argv, "tap").out).toMatch(/\nBail out! .*missing\.json: no such file or folder\n$/);
    });
  });

  it("but is no failure if it could not change the answer", () => {
    inWorkspace({ ...files, "bad.bicep": "", "bad.json": latin1('{"name": "x"}') }, (at) => {
      const junit = at.run("test", "./", "--format", "junit");
      expect(junit.out).toContain("<system-out>bad.json:1:1: not UTF-8 text</system-out>");
      expect(junit).toMatchObject({ status: 0, out: expect.stringContaining('errors="0"') as string });
      const tap = at.run("test", "./", "--format", "tap");
      expect(tap).toMatchObject({ status: 0, out: expect.not.stringContaining("Bail out") as string });
      expect(tap.out).toContain("# bad.json:1:1: not UTF-8 text\n");
    });
  });
});

describe("what is written", () => {
  it("writes no baseline if something could not be read", () => {
    inWorkspace({ "a.bicep": latin1("") }, (at) => {
      expect(at.run("check", "./", "--write-baseline", "./known.json").status).toBe(2);
      expect(existsSync(at.path("known.json"))).toBe(false);
    });
  });

  it("writes no report over the baseline that the same run writes", () => {
    inWorkspace({ "known.json": "mine" }, (at) => {
      symlinkSync(".", at.path("here"));
      for (const same of [`${at.folder}/./known.json`, "./here/known.json"]) {
        const argv = ["--write-baseline", "./known.json", "--output", same];
        expect(at.run("check", "./good.json", "--format", "json", ...argv)).toMatchObject({
          status: 2,
          error: expect.stringContaining("--output and --write-baseline name the same file") as string,
        });
      }
      expect(readFileSync(at.path("known.json"), "utf8")).toBe("mine");
    });
  });

  it.each(["--output", "--write-baseline"])("replaces a link instead of following it: %s", (option) => {
    inWorkspace({ "victim.txt": "mine" }, (at) => {
      symlinkSync("victim.txt", at.path("out.json"));
      expect(at.run("check", "./good.json", option, "./out.json").status).toBeLessThan(2);
      expect(readFileSync(at.path("victim.txt"), "utf8")).toBe("mine");
      expect(lstatSync(at.path("out.json")).isSymbolicLink()).toBe(false);
    });
  });

  it.each(["--output", "--write-baseline"])("never replaces what is judged: %s", (option) => {
    inWorkspace({}, (at) => {
      const run = at.run("check", "./good.json", option, "./good.json");
      expect(run).toMatchObject({ status: 2, error: expect.stringContaining("not written") as string });
      expect(readFileSync(at.path("good.json"), "utf8")).toBe(good);
    });
  });

  it("never replaces a device", () => {
    inWorkspace({}, (at) => {
      expect(at.run("check", "./good.json", "--output", "/dev/null").status).toBe(2);
      writeFileSync("/dev/null", "");
      expect(lstatSync("/dev/null").isFile()).toBe(false);
    });
  });
});

describe("what a format or an option leaves out", () => {
  it.each([
    ["vaults", "csv"],
    ["simulate", "csv"],
    ["simulate", "svg"],
  ])("of a module that is not read, %s says so beside its report in %s", (command, format) => {
    inWorkspace({ "main.bicep": "module kv 'keyVault.bicep' = {\n  name: 'kv'\n}\n" }, (at) => {
      const from = command === "simulate" ? ["--from", "internet"] : [];
      const { error } = at.run(command, "./main.bicep", ...from, "--format", format);
      expect(error).toContain("1 module was not read");
    });
  });

  it("a report that is written to a file is written with --quiet, too", () => {
    inWorkspace({}, (at) => {
      expect(at.run("vaults", "./good.json", "--quiet", "--output", "./report.txt").out).toBe("");
      expect(readFileSync(at.path("report.txt"), "utf8")).toMatch(/^kv /m);
    });
  });

  it.each([
    ["vaults", "--severity", "error"],
    ["simulate", "--from", "internet", "--severity", "error"],
    ["rules", "--environment", "dev"],
    ["rules", "--fail-on-unknown"],
  ])("an option that another command has is refused: %s %s %s", (...argv) => {
    inWorkspace({}, (at) => {
      expect(at.run(...argv)).toMatchObject({ status: 2, out: "" });
    });
  });

  it("an input in UTF-16 that does not say so is not read as if it were empty", () => {
    inWorkspace({ "main.bicep": Buffer.from("param a string\n", "utf16le") }, (at) => {
      const { status, report } = at.json("check", "./main.bicep");
      expect([status, report.errors.map(({ message }) => message)]).toEqual([2, ["not UTF-8 text"]]);
    });
  });
});
