import { describe, expect, it } from "vitest";
import { analyze, explain, type Explanation, readError, wordsIn } from "../../server/src/core/index.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

const denied = (name: string): string =>
  `Status=403 Code="Forbidden" Message="Public network access is disabled and request is not from a trusted service nor via an approved private link.\\r\\nVault: ${name};location=x" InnerError={"code":"ForbiddenByConnection"}`;

/** Explains a log with one vault; those of Terraform are in the folder around `main.tf`. */
function explained(file: string, text: string, log: string): Explanation {
  const root = file.endsWith(".tf") ? "/" : file;
  const analysis = analyze({ root, files: filesInMemory({ [file]: text }) });
  const error = readError(log);
  if (!error) throw new Error(`no failure in ${log}`);
  return explain(error, [analysis]);
}

const bicep = (name: string, head = ""): readonly [string, string] => [
  "/main.bicep",
  `param rest string\nparam none string = ''\n${head}
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = { name: ${name}, location: 'x', properties: {} }`,
];
const arm = (name: string): readonly [string, string] => [
  "/main.json",
  JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    parameters: { rest: { type: "string" }, none: { type: "string", defaultValue: "" } },
    resources: [
      { type: "Microsoft.KeyVault/vaults", apiVersion: "2024-11-01", name, location: "x", properties: {} },
    ],
  }),
];
const tf = (name: string): readonly [string, string] => [
  "/main.tf",
  `variable "rest" { type = string }
variable "none" { default = "" }
resource "random_string" "five" {
  length  = 5
  special = false
}
resource "random_id" "four" { byte_length = 2 }
resource "random_uuid" "whole" {}
resource "azurerm_key_vault" "kv" { name = ${name} }`,
];
const azapi = (name: string): readonly [string, string] => [
  "/main.tf",
  `${tf('"x"')[1].replace(/resource "azurerm_key_vault".*/, "")}
resource "azapi_resource" "kv" {
  type = "Microsoft.KeyVault/vaults@2024-11-01"
  name = ${name}
  body = { properties = {} }
}`,
];

const unique = "abcdefgh23456";

type Names = readonly (readonly [
  written: readonly [string, string],
  fits: string,
  others: readonly string[],
])[];
const names: Names = [
  [
    bicep("'kv-${uniqueString(resourceGroup().id)}'"),
    `kv-${unique}`,
    ["kv-partner-prod", "kv-abcdefgh01289", "kv-abc", `xkv-${unique}`],
  ],
  [
    bicep("'kv-${take(uniqueString(rest), 5)}-dev'"),
    "kv-abcde-dev",
    ["kv-abcdef-dev", "kv-part1-dev", "kv-dev"],
  ],
  [bicep("take('kv-${rest}-${uniqueString(rest)}', 8)"), "kv-shop1", ["kv-shop-long"]],
  [bicep("substring(toLower('KV${guid(rest)}'), 0, 10)"), "kv0123abcd", ["kvpartners", "kv0123abcde"]],
  [bicep("'kv${replace(substring(guid(rest), 0, 9), '-', '')}'"), "kv0123abcd", ["kvpartner"]],
  [
    bicep("format('{0}-{1}', 'kv', padLeft(uniqueString(rest), 10, '0'))"),
    `kv-${unique}`,
    ["kv-partner-prod"],
  ],
  [bicep("'kv${skip(uniqueString(rest), 5)}'"), "kvabcdefgh", ["kvabcdefg", "kvabcdefghi"]],
  [bicep("'${none}-kv-ees-01'"), "s101p01-kv-ees-01", ["s101p01-kv-ees-02"]],
  [bicep("'kv-${none}-prod'"), "kv-shop-prod", ["kv-shop-test"]],
  [bicep("'kv-<your initials>-01'"), "kv-abc-01", ["kv-abc-02"]],
  [arm("[concat('kv-', uniqueString(resourceGroup().id))]"), `kv-${unique}`, ["kv-partner-prod"]],
  [arm("[take(concat('kv', replace(guid(parameters('rest')), '-', '')), 10)]"), "kv0123abcd", ["kvpartners"]],
  [arm("[concat(parameters('none'), '-kv-ees-01')]"), "s101p01-kv-ees-01", ["s101p01-kv-ees-02"]],
  [tf('"kv-${random_string.five.result}"'), "kv-ab9cd", ["kv-partner-prod", "kv-ab-cd"]],
  [tf('"kv-${random_id.four.hex}-dev"'), "kv-0aff-dev", ["kv-shop-dev", "kv-0a-dev"]],
  [tf('"kv${substr(random_uuid.whole.result, 0, 8)}"'), "kv0123abcd", ["kvpartners", "kv0123abcde"]],
  [tf('"kv-${lower(substr(random_string.five.id, 1, 3))}"'), "kv-a1b", ["kv-a1bc"]],
  [tf('format("%s-kv-%s", var.none, "ees")'), "s101p01-kv-ees", ["s101p01-kv-eez"]],
  [azapi('"kv-${random_string.five.result}"'), "kv-ab9cd", ["kv-partner-prod"]],
  [azapi('"${var.none}-kv-ees-01"'), "s101p01-kv-ees-01", ["s101p01-kv-ees-02"]],
];

describe.each(names)("a vault that %j names", (written, fits, others) => {
  it("is no vault that the name cannot be", () => {
    for (const other of others) {
      const { candidates, template, drift, advice } = explained(...written, denied(other));
      expect({ other, candidates, template, drift }).toEqual({
        other,
        candidates: [],
        template: null,
        drift: [],
      });
      expect(advice[0]).toEqual({ kind: "no-template", vault: other });
    }
  });

  it("may be one that it fits, of which nothing is claimed", () => {
    const { candidates, template, drift, advice } = explained(...written, denied(fits));
    expect(candidates).toHaveLength(1);
    expect(template?.verdict).toBe("allowed");
    expect(drift).toEqual([]);
    expect(advice[0]).toMatchObject({ kind: "candidates", vault: fits });
    expect(advice.map(({ kind }) => kind)).not.toContain("deployed-differs");
    expect(wordsIn("en").refusals.advice(advice[0] ?? { kind: "grant-role" })).toMatch(
      /^No template here is known to declare \S+: it may be .+\.$/,
    );
  });
});

describe("a vault that has the name of the log", () => {
  it.each([
    bicep("'kv-partner-prod'"),
    arm("kv-partner-prod"),
    tf('"kv-partner-prod"'),
    azapi('"kv-partner-prod"'),
  ])("differs from its template: %s", (...written) => {
    const { drift, advice } = explained(...written, denied("kv-partner-prod"));
    expect(drift).toMatchObject([{ kind: "setting", property: "publicNetworkAccess", deployed: "Disabled" }]);
    expect(advice.map(({ kind }) => kind)).toContain("deployed-differs");
  });

  it("is meant although the name of another one fits as well", () => {
    const two = `${bicep("'kv-${uniqueString(rest)}'")[1]}
resource own 'Microsoft.KeyVault/vaults@2024-11-01' = { name: 'kv-${unique}', location: 'x', properties: {} }`;
    const { candidates } = explained("/main.bicep", two, denied(`kv-${unique}`));
    expect(candidates.map(({ symbol }) => symbol)).toEqual(["own"]);
  });
});

describe.each([
  [bicep("'kv'"), bicep("'${none}kv'")],
  [arm("kv"), arm("[concat(parameters('none'), 'kv')]")],
  [tf('"kv"'), tf('"${var.none}kv"')],
  [azapi('"kv"'), azapi('"${var.none}kv"')],
])("a name that is too short for Azure", (whole, part) => {
  it("is no part of a longer one if it is written in full: %s", () => {
    const { candidates, advice } = explained(...whole, denied("kv-partner"));
    expect(candidates).toEqual([]);
    expect(advice[0]).toEqual({ kind: "no-template", vault: "kv-partner" });
    expect(explained(...whole, denied("kv")).candidates).toHaveLength(1);
  });

  it("may be one if a parameter, which is empty by default, adds to it", () => {
    expect(explained(...part, denied("kv-partner")).candidates).toHaveLength(1);
  });
});

describe("a log that names no vault", () => {
  it("is not said to differ from the only template", () => {
    const { template, drift, advice } = explained(
      ...bicep("'kv-shop'"),
      "Client address is not authorized and caller is not a trusted service.",
    );
    expect(template?.verdict).toBe("allowed");
    expect(drift).toEqual([]);
    expect(advice[0]).toMatchObject({ kind: "candidates", vault: null, among: [{ name: "kv-shop" }] });
  });
});

describe("a module that nothing calls", () => {
  const uncalled = analyze({
    root: "/m/kv.bicep",
    files: filesInMemory({ "/m/kv.bicep": bicep("rest")[1] }),
  });
  const called = analyze({
    root: "/main.bicep",
    files: filesInMemory({ "/main.bicep": bicep("'${none}-kv-ees-01'")[1] }),
  });
  const plans = [
    { root: "/m/kv.bicep", isUncalled: true },
    { root: "/main.bicep", isUncalled: false },
  ];
  const error = readError(denied("s101p01-kv-ees-01"));

  const explainAmong = (...known: Parameters<typeof explain>[1]): Explanation => {
    if (!error) throw new Error("no failure");
    return explain(error, known, undefined, plans);
  };
  const shown = ({ candidates }: Explanation): readonly (readonly [string, boolean])[] =>
    candidates.map(({ root, isUncalled }) => [root, isUncalled]);

  it("comes last and marked", () => {
    const both = explainAmong(uncalled, called);
    expect(shown(both)).toEqual([
      ["/main.bicep", false],
      ["/m/kv.bicep", true],
    ]);
    expect(both.advice.slice(0, 1).map(wordsIn("en").refusals.advice)).toEqual([
      "No template here is known to declare s101p01-kv-ees-01: it may be '…-kv-ees-01'; or, in a module that nothing calls, 'kv'.",
    ]);
    expect(both.advice.slice(0, 1).map(wordsIn("de").refusals.advice)).toEqual([
      "Von keiner Vorlage hier ist bekannt, dass sie s101p01-kv-ees-01 deklariert: Es kann sich um '…-kv-ees-01' handeln, oder in einem Modul, das nichts aufruft, um 'kv'.",
    ]);
  });

  it("does not count beside what may have the name", () => {
    expect(explainAmong(uncalled, called).root).toBe("/main.bicep");
  });

  it("counts where nothing else may have the name", () => {
    const alone = explainAmong(uncalled);
    expect(shown(alone)).toEqual([["/m/kv.bicep", true]]);
    expect(alone.root).toBe("/m/kv.bicep");
    expect(alone.advice[0]).toMatchObject({ kind: "candidates", among: [{ symbol: "kv" }], uncalled: [] });
  });

  it("comes last of what a failed connection may have meant, and explains nothing beside others", () => {
    const timeout = readError(
      "getaddrinfo ENOTFOUND s101p01-kv-ees-01.vault.azure.net s101p01-kv-ees-01.vault.azure.net:443",
    );
    if (!timeout) throw new Error("no failure");
    expect(shown(explain(timeout, [uncalled, called], undefined, plans))).toEqual([
      ["/main.bicep", false],
      ["/m/kv.bicep", true],
    ]);
  });

  it("is explained if it is chosen", () => {
    if (!error) throw new Error("no failure");
    const meant = { root: "/m/kv.bicep", key: uncalled.worlds[0]?.network.vaults[0]?.key ?? "" };
    expect(explain(error, [uncalled, called], meant, plans).root).toBe("/m/kv.bicep");
  });
});
