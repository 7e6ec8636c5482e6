import { describe, expect, test } from "vitest";
import { type MemoryFiles, runInMemory } from "../support/memory-cli.ts";
import { type WithVault, withVault } from "../support/open-vaults.ts";

const closed = { name: "closed", from: "internet", to: "*", expect: "deny" };
const accessFile = (members: object): string => JSON.stringify({ version: 1, ...members });
const top = accessFile({ rules: { KV101: "off" }, tests: [closed] });
const [bicep] = withVault as [WithVault, ...WithVault[]];

/** The outcome of each test, by its name and file, and the exit status of `test` and `check`. */
function outcomes(files: MemoryFiles): {
  readonly tests: readonly string[];
  readonly status: readonly number[];
} {
  const { status, report } = runInMemory(files, "test");
  const tests = report.tests.map(({ name, outcome, file, rule }) =>
    [file.replace(/^.*repo\//, ""), name, outcome, ...(rule === null ? [] : [rule])].join(" "),
  );
  return { tests, status: [status, runInMemory(files).status] };
}

/** What is wrong with access files, by place. */
function errorsIn(files: MemoryFiles): readonly string[] {
  const { status, report } = runInMemory(files, "test");
  expect(status).toBe(report.errors.length > 0 ? 2 : status);
  return report.errors.map(({ file, message }) => `${file.replace(/^.*repo\//, "")}: ${message}`);
}

describe.each(withVault)("a test of an upper access file stays in force ($syntax)", ({ name, text }) => {
  const files = { ".keyvault-access.jsonc": top, [`infra/${name}`]: text("Allow") };
  const failing = ".keyvault-access.jsonc closed failed KV601";

  test.each([
    ["beside the template", { "infra/.keyvault-access.jsonc": accessFile({}) }],
    ["that says it is the root", { "infra/.keyvault-access.jsonc": accessFile({ root: true }) }],
    ["with the other name", { "infra/.keyvault-access.json": accessFile({}) }],
    [
      "with the first of both names",
      { ".keyvault-access.json": top, ".keyvault-access.jsonc": accessFile({}) },
    ],
    [
      "that turns off rules",
      { "infra/.keyvault-access.jsonc": accessFile({ rules: { KV101: "off", KV601: "off" } }) },
    ],
    [
      "that suppresses findings",
      {
        "infra/.keyvault-access.jsonc": accessFile({
          suppressions: ["KV101", "KV601"].map((rule) => ({ rule, reason: "example only" })),
        }),
      },
    ],
    ["that releases itself", { "infra/.keyvault-access.jsonc": accessFile({ delegate: ["**"] }) }],
    [
      "with a test of its own",
      { "infra/.keyvault-access.jsonc": accessFile({ tests: [{ ...closed, expect: "allow" }] }) },
    ],
  ])("beside an added one %s", (_, added) => {
    const { tests, status } = outcomes({ ...files, ...added });
    expect(tests.map((each) => each.replace(".json ", ".jsonc "))).toContain(failing);
    expect(status).toEqual([1, 1]);
  });

  test("unless the upper one leaves the template to others", () => {
    for (const delegate of ["infra", "infra/**", ["other/**", "./infra/*"], "{a,infra}/**"]) {
      const upper = accessFile({ rules: { KV101: "off" }, delegate, tests: [closed] });
      const lower = accessFile({ rules: { KV101: "off" }, tests: [{ ...closed, expect: "allow" }] });
      const closedToo = { [`main/${name}`]: text("Deny") };
      const all = { ...files, ...closedToo, ".keyvault-access.jsonc": upper };
      expect(outcomes({ ...all, "infra/.keyvault-access.jsonc": lower })).toEqual({
        tests: [".keyvault-access.jsonc closed passed", "infra/.keyvault-access.jsonc closed passed"],
        status: [0, 0],
      });
      // A pattern releases nothing else.
      expect(outcomes({ ...all, [`infrastructure/${name}`]: text("Allow") }).status).toEqual([1, 1]);
    }
  });
});

test("tests of both files are judged, each at the templates below it", () => {
  const files = {
    ".keyvault-access.jsonc": accessFile({ sources: { office: { ip: "203.0.113.7" } }, tests: [closed] }),
    "app/.keyvault-access.jsonc": accessFile({
      tests: [{ name: "office", from: "office", to: "kv", expect: "deny" }],
    }),
    "app/main.bicep": bicep.text("Deny"),
    "hub/main.bicep": bicep.text("Deny"),
  };
  expect(outcomes(files)).toEqual({
    tests: [".keyvault-access.jsonc closed passed", "app/.keyvault-access.jsonc office passed"],
    status: [0, 0],
  });
  const { error } = runInMemory(files, "test");
  expect(error).toBe("");
  expect(outcomes({ ...files, "hub/main.bicep": bicep.text("Allow") }).tests).toEqual([
    ".keyvault-access.jsonc closed failed KV601",
    "app/.keyvault-access.jsonc office passed",
  ]);
});

describe("a name that an upper file defines", () => {
  const upper = accessFile({
    sources: { office: { ip: ["203.0.113.0/28"], description: "Where we are" } },
    environments: { prod: { set: { action: "Allow", more: { a: [1] } } } },
    modules: { "br:example.azurecr.io/vault": "vault.bicep" },
    tests: [{ name: "closed", from: "office", to: "*", expect: "deny" }],
  });
  const template = `param action string\nparam more object\n${bicep.text("Allow").replace("'Allow'", "action")}`;
  const below = (members: object): MemoryFiles => ({
    ".keyvault-access.jsonc": upper,
    "infra/main.bicep": template,
    "infra/.keyvault-access.jsonc": accessFile(members),
  });
  const path = "'../.keyvault-access.jsonc'";

  test.each([
    ["office", { sources: { office: { ip: "198.51.100.7" } } }],
    ["office", { root: true, sources: { office: { any: true } } }],
    ["action", { environments: { prod: { set: { action: "Deny" } } } }],
    ["more", { environments: { prod: { set: { more: { a: [2] } } } } }],
    ["br:example.azurecr.io/vault", { modules: { "br:example.azurecr.io/vault": "other.bicep" } }],
  ])("keeps its meaning, and that it was to get another one is said: %s in %j", (name, members) => {
    const files = below(members);
    expect(errorsIn(files)).toEqual([
      `infra/.keyvault-access.jsonc: '${name}' is defined in ${path}, which counts; choose another name.`,
    ]);
    expect(outcomes(files).tests).toEqual([".keyvault-access.jsonc closed failed KV601"]);
    const { report } = runInMemory(files, "simulate", "--from", "office");
    expect(report.verdicts.map(({ verdict }) => verdict)).toEqual(["allowed"]);
    expect(runInMemory(files, "simulate", "--from", "office", "--expect", "deny").status).toBe(2);
  });

  test.each([
    { sources: { office: { ip: "203.0.113.0/28" }, other: { any: true } } },
    { environments: { prod: { set: { action: "Allow", more: { a: [1] } } } } },
    { environments: { prod: {}, dev: { set: { action: "Deny" } } } },
    { tests: [{ from: "office", to: "kv", expect: "allow", environment: "prod" }] },
  ])("can be used and repeated further down: %j", (members) => {
    expect(errorsIn(below(members))).toEqual([]);
  });

  test("as an environment gets the parameter files of both", () => {
    const files = {
      ".keyvault-access.jsonc": accessFile({
        environments: { prod: { parameters: ["hub/values.bicepparam"] } },
        tests: [{ ...closed, environment: "prod" }],
      }),
      "infra/.keyvault-access.jsonc": accessFile({
        environments: { prod: { parameters: "values.bicepparam" } },
      }),
    };
    for (const folder of ["hub", "infra"]) {
      const values = `using 'main.bicep'\nparam action = '${folder === "hub" ? "Deny" : "Allow"}'\nparam more = {}\n`;
      Object.assign(files, { [`${folder}/main.bicep`]: template, [`${folder}/values.bicepparam`]: values });
    }
    expect(errorsIn(files)).toEqual([]);
    expect(outcomes(files).tests).toEqual([".keyvault-access.jsonc closed failed KV601"]);
  });
});

describe("a file whose tests apply to nothing", () => {
  const files = { "infra/main.bicep": bicep.text("Deny"), "docs/.keyvault-access.jsonc": top };

  test("fails, wherever it is", () => {
    const expected = { tests: ["docs/.keyvault-access.jsonc closed failed KV602"], status: [1, 1] };
    expect(outcomes(files)).toEqual(expected);
    expect(outcomes({ ...files, "infra/.keyvault-access.jsonc": accessFile({}) })).toEqual(expected);
    const released = {
      ...files,
      ".keyvault-access.jsonc": accessFile({ delegate: ["**"], tests: [closed] }),
    };
    expect(outcomes(released).tests).toContain(".keyvault-access.jsonc closed failed KV602");
    expect(outcomes({ ".keyvault-access.jsonc": top, "README.md": "" }).tests).toEqual([
      ".keyvault-access.jsonc closed failed KV602",
    ]);
  });

  test("does not fail without tests, or if it is excluded", () => {
    const none = {
      ...files,
      "docs/.keyvault-access.jsonc": accessFile({ sources: { office: { any: true } } }),
    };
    expect(outcomes(none)).toEqual({ tests: [], status: [0, 0] });
    expect(runInMemory(files, "check", "--exclude", "docs/**").status).toBe(0);
  });
});

test("rules, limits, and suppressions come from the nearest file, and are counted with it", () => {
  const files = {
    ".keyvault-access.jsonc": accessFile({ rules: { KV101: "error" } }),
    "infra/.keyvault-access.jsonc": accessFile({ rules: { KV101: "off" } }),
    "infra/main.bicep": bicep.text("Allow"),
  };
  const { status, report } = runInMemory(files);
  expect([status, report.turnedOff.map(({ rules }) => rules)]).toEqual([0, [["KV101"]]]);
  const own = { ...files, "infra/.keyvault-access.jsonc": accessFile({}) };
  expect(runInMemory(own).report.findings.map(({ severity }) => severity)).toContain("warning");
});
