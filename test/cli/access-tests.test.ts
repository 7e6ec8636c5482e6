import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  closed,
  linked,
  parametersText,
  templateText,
  vaultResource,
  type Workspace,
  workspace,
} from "./workspace.ts";

const action = { parameters: { action: { type: "string", defaultValue: "Deny" } } };
const acls = {
  defaultAction: "[parameters('action')]",
  bypass: "None",
  ipRules: [{ value: "203.0.113.0/28" }],
};
const accessFile = `{
  // Who is meant to get in.
  "version": 1,
  "sources": { "runners": { "ip": ["203.0.113.0/29", "203.0.113.8/29"] }, "office": { "ip": "\${env:KV_TEST_OFFICE}" } },
  "environments": {
    "prod": { "parameters": "kv.parameters.prod.json" },
    "dev": { "set": { "action": "Allow" } }
  },
  "tests": [
    { "name": "Runners are allowed", "from": "runners", "to": "kv", "expect": "allow" },
    { "name": "Internet is blocked <&\\"#", "from": "internet", "to": "*", "expect": "deny" },
    { "name": "Office", "from": "office", "to": "kv", "expect": "deny", "environment": "prod" }
  ],
  "suppressions": [{ "rule": "KV106", "target": "**/*.json", "reason": "the default" }]
}`;

let folder: Workspace;
beforeAll(() => {
  process.env["KV_TEST_OFFICE"] = "198.51.100.0/28";
  folder = workspace({
    "infra/.keyvault-access.jsonc": accessFile,
    "infra/kv.json": templateText([vaultResource("kv", acls)], action),
    "infra/kv.parameters.prod.json": parametersText({ action: "Deny" }),
    "infra/kv.parameters.test.json": parametersText({ action: "Allow" }),
    "broken/.keyvault-access.jsonc": '{ "version": 1, "tests": [{ "from": "internet" }] }',
    "broken/kv.json": templateText([vaultResource("kv", closed)]),
    "misnamed/.keyvault-access.jsonc":
      '{ "version": 1, "rules": {\n  "KV101": "off", "wide-ip-rul": "off",\n  "KV999": "error" } }',
    "misnamed/kv.json": templateText([vaultResource("kv", closed)]),
    "missing/.keyvault-access.jsonc": `{
      "version": 1, "root": true,
      "environments": { "stage": { "parameters": "kv.parameters.stge.json" } },
      "tests": [{ "from": "internet", "to": "kv", "expect": "deny", "environment": "stage" }]
    }`,
    "missing/kv.json": templateText([vaultResource("kv", acls)], {
      parameters: { action: { type: "string", defaultValue: "Allow" } },
    }),
    "missing/kv.parameters.dev.json": parametersText({ action: "Deny" }),
    "partly/.keyvault-access.jsonc": `{
      "version": 1,
      "root": true,
      "sources": { "office": { "ip": "192.0.2.1" }, "home": { "ip": "192.0.2.2" } },
      "tests": [{ "from": "office", "to": "kv", "expect": "deny" }]
    }`,
    "partly/kv.json": templateText(["kv", "other", "third"].map((name) => vaultResource(name, closed))),
    "misspelled/.keyvault-access.jsonc":
      '{ "version": 1, "root": true, "tests": [{ "from": "internt", "to": "kv", "expect": "deny" }] }',
    "misspelled/kv.json": templateText([vaultResource("kv", closed)]),
    "set/.keyvault-access.jsonc": `{
      "version": 1, "root": true,
      "environments": {
        "dev": { "set": { "acton": "Deny", "action": "Deny", "ACTION": "Allow", "address": "10.0.0.0/8" } },
        "prod": { "set": { "actoin": "Deny", "nothing": 1 } }
      }
    }`,
    "set/app/kv.json": templateText([vaultResource("kv", acls)], {
      parameters: { action: { type: "string", defaultValue: "Allow" } },
    }),
    "set/hub/main.bicep": "param address string",
    "both/.keyvault-access.jsonc": `{
      "version": 1, "root": true,
      "tests": [{ "from": "internet", "to": "kv", "expect": "deny", "environment": ["dev", "prod"] }]
    }`,
    "both/kv.json": templateText([vaultResource("kv", acls)], action),
    "both/kv.parameters.dev.json": parametersText({ action: "Allow" }),
    "both/kv.parameters.prod.json": parametersText({ action: "Deny" }),
    "none/kv.json": templateText([vaultResource("kv", closed)]),
    "passing/.keyvault-access.jsonc":
      '{ "version": 1, "root": true, "tests": [{ "from": "internet", "to": "kv", "expect": "deny" }] }',
    "passing/outer.json": templateText([linked("inner", "kv.json")]),
    "passing/kv.json": templateText([vaultResource("kv", closed)]),
  });
});
afterAll(() => {
  folder.remove();
});

describe("test", () => {
  test("says what no test mentions, and nothing of it in its report", () => {
    const { status, error } = folder.run("test", "./partly");
    expect(status).toBe(0);
    expect(error).toContain("no access test mentions vaults other, third and source home");
    expect(folder.run("test", "./partly", "--quiet").error).toBe("");
    expect(folder.run("test", "./passing").error).not.toContain("mentions");
  });

  test("offers the name that was probably intended as a fix, in every language", () => {
    const fixes = (...more: readonly string[]) =>
      folder
        .json("check", "./misspelled", ...more)
        .report.findings.filter(({ code }) => code === "KV602")
        .map((each) => each.fixes);
    expect(fixes()).toEqual([["Change 'internt' to 'internet'"]]);
    expect(fixes("--lang", "de")).toEqual([["'internt' in 'internet' ändern"]]);
    const { runs } = JSON.parse(folder.run("check", "./misspelled", "--format", "sarif").out) as {
      readonly runs: readonly { readonly results: readonly { readonly properties: object }[] }[];
    };
    expect(runs[0]?.results[0]?.properties).toMatchObject({ fixes: ["Change 'internt' to 'internet'"] });
    expect(folder.run("test", "./misspelled").out).toContain("did you mean 'internet'?");
  });

  test("judges every test in every environment", () => {
    const { status, report } = folder.json("test", "./infra");
    expect(
      report.tests.map(({ name, environment, outcome }) => `${name} [${environment ?? ""}] ${outcome}`),
    ).toEqual([
      "Runners are allowed [dev] passed",
      "Runners are allowed [prod] passed",
      "Runners are allowed [test] passed",
      'Internet is blocked <&"# [dev] failed',
      'Internet is blocked <&"# [prod] passed',
      'Internet is blocked <&"# [test] failed',
      "Office [prod] passed",
    ]);
    expect(report.findings.map(({ code, file, line }) => `${code} ${file}:${line}`)).toEqual([
      "KV601 infra/.keyvault-access.jsonc:11",
      "KV601 infra/kv.json:17",
    ]);
    expect(status).toBe(1);
  });

  test("judges one environment where one is named, also one that parameter files make", () => {
    expect(folder.run("test", "./infra", "--environment", "prod").status).toBe(0);
    const { status, report } = folder.json("test", "./infra", "--environment", "test");
    expect(report.tests.map(({ environment, outcome }) => `${environment ?? ""} ${outcome}`)).toEqual([
      "test passed",
      "test failed",
    ]);
    expect(status).toBe(1);
    expect(folder.run("test", "./infra", "--environment", "nowhere")).toMatchObject({
      status: 2,
      error: "keyvault-network: no environment 'nowhere'; available: dev, prod, and test\n",
    });
  });

  test.each([
    ["skipped", ["./infra/kv.parameters.test.json"]],
    ["failed", ["./infra", "--parameters", "./infra/kv.parameters.test.json"]],
    ["failed", ["./infra", "--environment", "default"]],
  ])("judges no test of an environment with other values: %s with %s", (expected, args) => {
    const { status, report } = folder.json("test", ...args);
    expect(
      report.tests.filter(({ name }) => name === "Office").map(({ outcome, message }) => [outcome, message]),
    ).toEqual([[expected, "The vaults are not evaluated in environment 'prod' here."]]);
    if (expected === "failed") expect(status).toBe(1);
  });

  test("takes the files of an environment that are given by hand for that environment", () => {
    const own = ["./both", "--parameters", "./both/kv.parameters.dev.json"];
    const outcomes = folder.json("test", ...own).report.tests.map(({ outcome }) => outcome);
    expect(outcomes).toEqual(["failed", "failed"]);
    expect(folder.run("test", ...own).error + folder.run("test", ...own).out).toMatch(/fails in dev/);
    expect(folder.run("check", ...own).out).toMatch(/KV602/);
  });

  test("judges a test of several environments in those that are evaluated", () => {
    const outcomes = (...args: readonly string[]) =>
      folder
        .json("test", ...args)
        .report.tests.map(({ environment, outcome }) => `${environment ?? "-"} ${outcome}`);
    expect(outcomes("./both")).toEqual(["dev failed", "prod passed"]);
    expect(outcomes("./both", "--environment", "dev")).toEqual(["dev failed"]);
    expect(outcomes("./both/kv.parameters.prod.json")).toEqual(["prod passed", "- skipped"]);
    expect(folder.run("test", "./both/kv.parameters.prod.json", "--fail-on-unknown").status).toBe(3);
  });

  test("passes", () => {
    expect(folder.run("test", "./passing")).toMatchObject({ status: 0, out: "1 passed.\n", error: "" });
  });

  test("takes an access file as a path, and one of --config for templates elsewhere", () => {
    expect(folder.run("test", "./infra/.keyvault-access.jsonc", "--environment", "prod").status).toBe(0);
    const config = folder.path("passing/.keyvault-access.jsonc");
    expect(folder.run("test", "./none", "--config", config)).toMatchObject({ status: 0, out: "1 passed.\n" });
    expect(folder.run("test", "./none", "--config", `${config}x`).status).toBe(2);
  });

  test("is exit 2 where there is no access file, or one that cannot be read in full", () => {
    expect(folder.run("test", "./none").status).toBe(2);
    const { status, report } = folder.json("test", "./broken");
    expect(status).toBe(2);
    expect(report.errors.map(({ file, message }) => `${file} ${message}`)).toContain(
      "broken/.keyvault-access.jsonc Missing property 'expect'.",
    );
  });

  test("is exit 2 where a parameter file of an environment is missing, and its tests fail", () => {
    const { status, report } = folder.json("test", "./missing");
    expect(status).toBe(2);
    expect(report.errors).toEqual([
      {
        file: "missing/.keyvault-access.jsonc",
        ...{ line: 3, character: 51 },
        message: "Parameter file 'kv.parameters.stge.json' was not found or cannot be read.",
      },
    ]);
    expect(report.tests.map(({ outcome, rule, message }) => [outcome, rule, message])).toEqual([
      ["failed", "KV602", "Environment 'stage' sets no parameter or variable of these templates."],
    ]);
  });

  test("is exit 2 where an environment sets what no template has, be it asked for or not", () => {
    const faults = (...args: readonly string[]): readonly string[] => {
      const { status, report } = folder.json("check", ...args);
      expect(status).toBe(report.errors.length > 0 ? 2 : 1);
      return report.errors.map(({ line, message }) => `${String(line)} ${message}`);
    };
    const all = [
      "4 No template here has a parameter or variable 'acton'.",
      "5 No template here has a parameter or variable 'actoin'; did you mean 'action'?",
      "5 No template here has a parameter or variable 'nothing'.",
    ];
    expect(faults("./set")).toEqual(all);
    expect(faults("./set/app")).toEqual(all);
    expect(faults("./set/app/kv.json")).toEqual(all);
    expect(faults("./set", "--exclude", "hub/**")).toEqual(all);
    const config = folder.path("set/.keyvault-access.jsonc");
    expect(faults("./none", "--config", config).length).toBeGreaterThan(0);
    expect(faults("./set/hub", "--lang", "de")).toContain(
      "5 Keine Vorlage hier hat einen Parameter oder eine Variable 'nothing'.",
    );
  });

  test("is exit 2 where the access file sets the severity of a rule that does not exist", () => {
    const faults = (...more: readonly string[]): readonly string[] => {
      const { status, report } = folder.json("check", "./misnamed", ...more);
      expect(status).toBe(2);
      return report.errors.map(({ file, line, message }) => `${file}:${String(line)} ${message}`);
    };
    expect(faults()).toEqual([
      "misnamed/.keyvault-access.jsonc:2 Unknown rule 'wide-ip-rul'; did you mean wide-ip-rule?",
      "misnamed/.keyvault-access.jsonc:3 Unknown rule 'KV999'.",
    ]);
    expect(faults("--lang", "de")).toEqual([
      "misnamed/.keyvault-access.jsonc:2 Unbekannte Regel 'wide-ip-rul'; meinten Sie wide-ip-rule?",
      "misnamed/.keyvault-access.jsonc:3 Unbekannte Regel 'KV999'.",
    ]);
  });

  test("prints what problem matchers read", () => {
    const { out } = folder.run("test", "./infra");
    expect(out.split("\n")).toEqual([
      "infra/.keyvault-access.jsonc:11:16: error KV601: Access test 'Internet is blocked <&\"#' fails in dev: internet can reach 'kv'. The default action is Allow, so the firewall is off.",
      "infra/.keyvault-access.jsonc:11:16: error KV601: Access test 'Internet is blocked <&\"#' fails in test: internet can reach 'kv'. The default action is Allow, so the firewall is off.",
      "2 failed, 5 passed.",
      "",
    ]);
  });
});

describe("the access file counts in other commands too", () => {
  test("check reports its tests and honours its suppressions", () => {
    const { report } = folder.json("check", "./infra");
    expect(report.findings.map(({ code }) => code)).toContain("KV601");
    expect(report.findings.filter(({ suppressed }) => suppressed).map(({ code }) => code)).toEqual([]);
  });

  test("simulate knows its sources", () => {
    const { status, report } = folder.json("simulate", "./infra", "--from", "runners", "--from", "office");
    expect(
      report.verdicts.map(({ from, environment, verdict }) => `${from} ${environment ?? "-"} ${verdict}`),
    ).toEqual([
      "runners dev allowed",
      "runners prod allowed",
      "runners test allowed",
      "office dev allowed",
      "office prod denied",
      "office test allowed",
    ]);
    expect(status).toBe(0);
  });

  test("simulate finds them among several in one argument", () => {
    const { report } = folder.json("simulate", "./infra", "--from", "203.0.113.7, office");
    expect(new Set(report.verdicts.map(({ from }) => from))).toEqual(new Set(["203.0.113.7", "office"]));
  });

  test("vaults follow an environment, or compare all", () => {
    expect(folder.json("vaults", "./infra", "--environment", "dev").report.vaults[0]?.exposure).toBe(
      "public",
    );
    const { report } = folder.json("vaults", "./infra", "--environment", "*");
    expect(
      report.environments?.map(({ environment, exposure }) => `${environment ?? "-"} ${exposure}`),
    ).toEqual(["dev public", "prod selected", "test public"]);
    expect(folder.run("vaults", "./infra", "--environment", "*", "--format", "csv").out).toBe(
      "Vault,Template,dev,prod,test\r\nkv,infra/kv.json,public,selected,public\r\n",
    );
    const markdown = folder.run("vaults", "./infra", "--environment", "*", "--format", "markdown").out;
    expect(markdown).toContain("| kv | infra/kv.json | ⚠ public | selected networks | ⚠ public |");
    expect(folder.run("vaults", "./infra", "--environment", "*").out).toMatch(
      /Vault +Template +dev +prod +test/,
    );
  });
});
