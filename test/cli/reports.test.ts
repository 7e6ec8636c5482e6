import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { afterAll, describe, expect, test } from "vitest";
import { type Report, rules } from "../../server/src/core/index.ts";
import { runCli } from "./run-cli.ts";
import { templateText, vaultResource, workspace } from "./workspace.ts";

const flawed = "examples/flawed/main.json";
const folder = mkdtempSync(join(tmpdir(), "keyvault-network-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A vault that is open, under a comment that says so. */
const suppressed = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv|=1",
      "properties": {
        "networkAcls": {
          // keyvault-network-ignore KV101 until 2199-01-31: open on purpose, 100%
          "defaultAction": "Allow"
        }
      }
    }
  ]
}
`;

interface SarifLog {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly automationDetails: { readonly id: string };
      readonly results: readonly SarifResult[];
    },
  ];
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions: readonly { readonly kind: string; readonly justification: string }[];
  readonly codeFlows?: readonly [
    {
      readonly threadFlows: readonly [
        { readonly locations: readonly { readonly kinds: readonly string[] }[] },
      ];
    },
  ];
}

describe("SARIF", () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, "fixtures/sarif-2.1.0-rtm.5.json"), "utf8"),
  ) as object;
  // Its patterns are older than the stricter reading of regular expressions.
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(schema);

  test.each([
    ["findings", [flawed]],
    ["a suppressed one", [writeTemplate("suppressed.json", suppressed)]],
    ["a syntax error", [writeTemplate("broken name.json", suppressed.replace('"Allow"', '"Allow",,'))]],
    ["nothing", ["examples/block-the-internet"]],
  ])("of %s is valid", (_, paths) => {
    const log: unknown = JSON.parse(runCli("check", "--format", "sarif", ...paths).out);
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
  });

  test("shows the steps of a decision, the last one deciding", () => {
    const open = resultsOf(flawed).find(({ ruleId }) => ruleId === "KV101");
    const kinds = open?.codeFlows?.[0].threadFlows[0].locations.map((location) => location.kinds);
    expect(kinds).toContainEqual(["default-action", "allow"]);
    expect(resultsOf(flawed).find(({ ruleId }) => ruleId === "KV201")).not.toHaveProperty("codeFlows");
  });

  test("shows the steps of a failing access test, at the test and where it is decided", () => {
    const at = workspace({
      "kv.json": templateText([vaultResource("kv", { publicNetworkAccess: "Enabled" })]),
      ".keyvault-access.jsonc": JSON.stringify({
        version: 1,
        root: true,
        tests: [{ from: "internet", to: "kv", expect: "deny" }],
      }),
    });
    const log = JSON.parse(at.run("check", "--format", "sarif", "./").out) as SarifLog;
    at.remove();
    const failing = log.runs[0].results.filter(({ ruleId }) => ruleId === "KV601");
    expect(failing).toHaveLength(2);
    for (const { codeFlows } of failing)
      expect(codeFlows?.[0].threadFlows[0].locations.map(({ kinds }) => kinds)).toContainEqual([
        "default-action",
        "allow",
      ]);
  });

  test("points each result to its rule", () => {
    const { tool, results } = sarifOf(flawed).runs[0];
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(rules.map(({ code }) => code));
    expect(results.map(({ ruleIndex }) => tool.driver.rules[ruleIndex]?.id)).toEqual(
      results.map(({ ruleId }) => ruleId),
    );
  });

  test("says why something is suppressed", () => {
    const [result] = resultsOf(writeTemplate("suppressed.json", suppressed));
    expect(result?.suppressions).toEqual([
      { kind: "inSource", status: "accepted", justification: "open on purpose, 100% (until 2199-01-31)" },
    ]);
  });

  test("names the values a template was judged with", () => {
    const values = "examples/only-my-application/main.parameters.json";
    const template = "examples/only-my-application/main.json";
    expect(sarifOf(template).runs[0].automationDetails.id).toBe("keyvault-network/");
    expect(sarifOf(template, "--parameters", values).runs[0].automationDetails.id).toBe(
      `keyvault-network/${values}/`,
    );
  });

  function sarifOf(...argv: readonly string[]): SarifLog {
    return JSON.parse(runCli("check", "--format", "sarif", ...argv).out) as SarifLog;
  }

  function resultsOf(path: string): readonly SarifResult[] {
    return sarifOf(path).runs[0].results;
  }
});

describe("fingerprints", () => {
  test("stay when lines move, and distinguish equal texts", () => {
    const path = writeTemplate("moved.json", readFileSync(flawed, "utf8"));
    const before = fingerprintsOf(path);
    writeFileSync(path, readFileSync(flawed, "utf8").replace("{", "{\n\n  // moved\n"));
    expect(fingerprintsOf(path)).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
    expect(before.length).toBeGreaterThan(5);
  });

  test("are those of GitLab's report of code quality, each once", () => {
    const { out, status } = runCli("check", flawed, "--format", "gitlab");
    const issues = JSON.parse(out) as readonly Readonly<Record<string, unknown>>[];
    expect(status).toBe(1);
    expect(issues.map((each) => each["fingerprint"])).toEqual(fingerprintsOf(flawed));
    const shape = {
      description: expect.stringMatching(/^KV\d{3}: /) as string,
      check_name: expect.stringMatching(/^KV\d{3}$/) as string,
      fingerprint: expect.stringMatching(/^[0-9a-f]{16,}/) as string,
      severity: expect.stringMatching(/^(?:info|minor|major|critical|blocker)$/) as string,
      location: { path: expect.any(String) as string, lines: { begin: expect.any(Number) as number } },
    };
    for (const each of issues) expect(each).toEqual(shape);
  });

  test("change with what is underlined", () => {
    const path = writeTemplate("changed.json", readFileSync(flawed, "utf8"));
    const before = fingerprintsOf(path);
    writeFileSync(path, readFileSync(flawed, "utf8").replaceAll("10.40.1.0/24", "10.40.2.0/24"));
    const after = fingerprintsOf(path);
    expect(after.filter((each) => !before.includes(each))).toHaveLength(1);
  });
});

describe("a baseline", () => {
  const baseline = join(folder, "baseline.json");

  test("holds what was found, and leaves what comes later", () => {
    const path = writeTemplate("grown.json", readFileSync(flawed, "utf8"));
    const written = runCli("check", path, "--write-baseline", baseline);
    expect(written).toMatchObject({ status: 0, out: "0 findings; 4 vaults.\n" });
    expect(written.error).toMatch(/^keyvault-network: \d+ known findings? left out\n$/);
    expect(JSON.parse(readFileSync(baseline, "utf8"))).toMatchObject({
      version: 1,
      findings: expect.arrayContaining([
        expect.objectContaining({ code: "KV101", vault: "kv-legacy" }),
      ]) as object,
    });

    writeFileSync(path, readFileSync(flawed, "utf8").replaceAll("10.40.1.0/24", "10.40.2.0/24"));
    const later = runCli("check", path, "--baseline", baseline, "--quiet", "--format", "json");
    expect(later.status).toBe(1);
    expect(reportOf(later.out).findings.map(({ code }) => code)).toEqual(["KV201"]);
    expect(later.error).toBe("");
  });

  test("takes in no suppressed findings, which are still told", () => {
    const path = writeTemplate("suppressed.json", suppressed);
    expect(runCli("check", path, "--write-baseline", baseline).out).toMatch(
      /^0 findings; 1 vault; 1 suppressed \(.*suppressed\.json\)\.\n$/,
    );
    expect(JSON.parse(readFileSync(baseline, "utf8"))).toEqual({ version: 1, findings: [] });
  });

  test.each([
    ["is not there", null, /^keyvault-network: baseline \S+: no such file or folder/],
    ["is no JSON", "{", /is not a baseline: it is not valid JSON/],
    ["is something else", '{"version":2}', /is not a baseline: it has no findings of version 1/],
    ["is a list", "[]", /is not a baseline: it has no findings/],
  ])("that %s is an error", (_, text, message) => {
    const path = join(folder, "other.json");
    rmSync(path, { force: true });
    if (text !== null) writeFileSync(path, text);
    const run = runCli("check", flawed, "--baseline", path);
    expect(run.status).toBe(2);
    expect(run.error).toMatch(message);
  });

  test("that cannot be written is an error", () => {
    const run = runCli("check", flawed, "--write-baseline", join(folder, "nowhere", "baseline.json"));
    expect(run).toMatchObject({ status: 2, error: expect.stringContaining("cannot be written") as string });
  });
});

describe("GitHub annotations", () => {
  test("draw findings at their places", () => {
    const lines = runCli("check", flawed, "--format", "github").out.split("\n");
    expect(lines[0]).toMatch(
      /^::warning file=examples\/flawed\/main\.json,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=KV101 open-to-the-internet::'kv-legacy' is reachable/,
    );
    expect(lines.some((line) => line.startsWith("::error "))).toBe(true);
    expect(lines.some((line) => line.startsWith("::notice "))).toBe(true);
  });

  test("leave out what is suppressed, and escape what would end a command", () => {
    const path = writeTemplate("a,b.json", suppressed.replace("-ignore", "-note"));
    expect(runCli("check", path, "--format", "github").out).toMatch(/^::warning file=[^,]*a%2Cb\.json,line=/);
    expect(runCli("check", writeTemplate("suppressed.json", suppressed), "--format", "github").out).toMatch(
      /^::notice title=keyvault-network::1 suppressed \([^\n]*suppressed\.json\)\.\n$/,
    );
  });
});

describe("Markdown", () => {
  test("has a summary, the findings and the vaults, the same each time", () => {
    const { out } = runCli("check", flawed, "--format", "markdown");
    expect(out).toMatch(/^# Key Vault Network\n\n\*\*\d+ findings\*\*: 2 errors, \d+ warnings, /);
    expect(out).toContain("\n## Findings\n\n| Severity | Rule | Vault | Finding | Where |\n");
    expect(out).toMatch(/\(examples\/flawed\/main\.json#L\d+\) \|\n/);
    expect(out).toContain("\n## Vaults\n");
    expect(runCli("check", flawed, "--format", "markdown").out).toBe(out);
  });

  test("keeps names from breaking a table, and lists what is suppressed with its reason", () => {
    const { out } = runCli("check", writeTemplate("suppressed.json", suppressed), "--format", "markdown");
    expect(out).toContain("## Suppressed");
    expect(out).toContain("| kv\\|=1 | open on purpose, 100% | 2199-01-31 |");
  });

  test("draws a simulation as a matrix", () => {
    const { out } = runCli(
      "simulate",
      "--from",
      "internet",
      "--from",
      "203.0.113.7",
      flawed,
      "--format",
      "markdown",
    );
    expect(out).toContain("| From | kv-legacy | kv-shop | kv-everyone | kv-partner |\n");
    expect(out).toContain("| internet | ⚠ Allowed · exposed | ⊘ Denied · default |");
    expect(out).toContain("**203.0.113.7 → kv-shop**: Allowed · IP rule 1 ([");
  });

  test("distinguishes vaults with the same name", () => {
    const { out } = runCli("simulate", "--from", "internet", "examples", "--format", "markdown");
    expect(out).toContain("(examples/block-the-internet/main.json) |");
  });

  test("lists vaults and rules", () => {
    expect(runCli("vaults", flawed, "--format", "markdown").out).toContain("| kv-legacy | ⚠ public |");
    expect(runCli("rules", "--format", "markdown").out).toContain("/KV101.md) open-to-the-internet |");
  });
});

describe("CSV", () => {
  test("has one row for each finding, and runs nothing in a spreadsheet", () => {
    const [head, row, end] = runCli(
      "check",
      writeTemplate("suppressed.json", suppressed.replace("kv|=1", "=1+1")),
      "--format",
      "csv",
    ).out.split("\r\n");
    expect(head).toBe("severity,code,name,vault,message,file,line,character,suppressed,environments");
    expect(row).toContain("warning,KV101,open-to-the-internet,'=1+1,'=1+1' is reachable");
    expect(row).toMatch(/,"open on purpose, 100%",$/);
    expect(end).toBe("");
  });

  test("has one row for each verdict, vault and rule", () => {
    expect(runCli("simulate", "--from", "internet", flawed, "--format", "csv").out).toContain(
      "\r\ninternet,examples/flawed/main.json,,kv-legacy,allowed,ALLOW_FIREWALL_OFF,",
    );
    expect(runCli("vaults", flawed, "--format", "csv").out).toMatch(/,kv-legacy,kv-legacy,public,.*,yes$/m);
    expect(runCli("rules", "--format", "csv").out.split("\r\n")).toHaveLength(rules.length + 2);
  });
});

describe("what fits together", () => {
  test.each([
    [["vaults", "--format", "sarif"], "--format sarif is available only for check, test, and diff"],
    [
      ["simulate", "--from", "internet", "--format", "github"],
      "--format github is available only for check, test, and diff",
    ],
    [["vaults", "--baseline", "x.json"], "--baseline is available only for check"],
    [["rules", "--write-baseline", "x.json"], "--write-baseline is available only for check"],
    [
      ["check", "--format", "xml"],
      "unknown format 'xml'; expected one of text, json, markdown, comment, csv, sarif, github, gitlab, azure, svg, junit, tap",
    ],
    [["check", "--format", "junit"], "--format junit is available only for test"],
    [["vaults", "--base", "main"], "--base is available only for diff"],
    [["vaults", "--from", "internet"], "--from is available only for simulate and diff"],
    [["check", "--expect", "deny"], "--expect is available only for simulate"],
    [["diff", "--base", "main", "--to", "kv"], "--to is available only for simulate"],
    [["rules", "KV101", "KV999"], "unexpected argument 'KV999'"],
    [
      ["simulate", "--from", "internet", "--expect", "deny", "--expect=allow"],
      "option '--expect' is given twice with different values",
    ],
    [["rules", "--format", "csv", "--format", "json"], "option '--format' is given twice"],
    [["diff"], "diff requires --base REF or --against STATE.json"],
  ])("%j is refused", (argv, message) => {
    expect(runCli(...argv)).toMatchObject({
      status: 2,
      error: expect.stringContaining(`keyvault-network: ${message}`) as string,
    });
  });
});

test("options that take several values, and the same value again, are not refused", () => {
  const again = ["--expect", "deny", "--expect", "deny", "--quiet", "--quiet", "--format", "text"];
  const argv = ["simulate", "--from", "internet", "--from", "192.0.2.1", ...again, "--format=text", flawed];
  expect(runCli(...argv)).toMatchObject({ status: 1, error: "" });
});

function writeTemplate(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function fingerprintsOf(path: string): readonly string[] {
  return reportOf(runCli("check", path, "--format", "json").out).findings.map(
    ({ fingerprint }) => fingerprint,
  );
}

function reportOf(out: string): Report {
  return JSON.parse(out) as Report;
}
