import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type Analysis,
  analyze,
  type Files,
  givenByHand,
  reportVaults,
} from "../../../server/src/core/index.ts";

/** Analyses `main.bicep` among files in memory; those named in `unseen` the host has not looked for yet. */
function analysisOf(
  texts: Readonly<Record<string, string>>,
  { parameters = [], unseen = [] }: { parameters?: readonly string[]; unseen?: readonly string[] } = {},
): Analysis {
  const files: Files = {
    get: (id) => {
      const text = texts[id];
      return unseen.includes(id) ? undefined : text === undefined ? null : { id, text };
    },
    resolve: (from, path) => posix.resolve(posix.dirname(from), path),
  };
  return analyze({ root: "/w/main.bicep", files, environment: givenByHand(parameters) });
}

function vault(acls: string): string {
  return `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: {
    publicNetworkAccess: 'Enabled'
    networkAcls: ${acls}
  }
}
`;
}

describe("types of other files", () => {
  const template = (imports: string, type: string): string =>
    `${imports}\nparam action ${type}\n${vault("{ defaultAction: action, bypass: 'None' }")}`;

  it.each([
    ["import { word } from 'types.bicep'", "word"],
    ["import { word as renamed } from 'types.bicep'", "renamed"],
    ["import * as types from 'types.bicep'", "types.word"],
    ["import { acls } from 'types.bicep'", "acls.action"],
  ])("make worlds as those of the file itself do: %s", (imports, type) => {
    const types = "@export()\ntype word = 'Allow' | 'Deny'\n@export()\ntype acls = { action: word }";
    const { worlds } = analysisOf({ "/w/main.bicep": template(imports, type), "/w/types.bicep": types });
    expect(worlds.map(({ assignment }) => assignment.get("action"))).toEqual(["Allow", "Deny"]);
  });

  it("that the host has not read yet are wanted", () => {
    const text = template("import { word } from 'types.bicep'", "word");
    const { wants, worlds } = analysisOf({ "/w/main.bicep": text }, { unseen: ["/w/types.bicep"] });
    expect([...wants]).toEqual(["/w/types.bicep"]);
    expect(worlds).toHaveLength(1);
  });
});

describe("contents of files", () => {
  it("are found beside the file that loads them, and belong to what the answer was read from", () => {
    const analysis = analysisOf({
      "/w/main.bicep": "module kv 'modules/vault.bicep' = {}",
      "/w/modules/vault.bicep": vault("loadJsonContent('data/acls.json')"),
      "/w/modules/data/acls.json":
        '{"defaultAction":"Deny","bypass":"None","ipRules":[{"value":"203.0.113.7"}]}',
    });
    expect(reportVaults(analysis.worlds).map(({ ipRules }) => ipRules)).toEqual([["203.0.113.7"]]);
    expect([...analysis.documents.keys()]).toContain("/w/modules/data/acls.json");
  });

  it("that the host has not read yet are wanted", () => {
    const { wants } = analysisOf(
      { "/w/main.bicep": vault("loadYamlContent('acls.yaml')") },
      { unseen: ["/w/acls.yaml"] },
    );
    expect([...wants]).toEqual(["/w/acls.yaml"]);
  });

  it("that are not there leave open what they would say, and are named", () => {
    const analysis = analysisOf({ "/w/main.bicep": vault("loadJsonContent('acls.json')") });
    expect(reportVaults(analysis.worlds)).toMatchObject([
      { exposure: "depends", dependsOn: ["file acls.json, which cannot be read"] },
    ]);
  });

  it("count in parameter files too", () => {
    const texts = {
      "/w/main.bicep": `param acls object\n${vault("acls")}`,
      "/w/main.bicepparam": "using 'main.bicep'\nparam acls = loadJsonContent('acls.json')",
      "/w/acls.json": '{"defaultAction":"Deny","ipRules":[{"value":"203.0.113.7"}]}',
    };
    const analysis = analysisOf(texts, { parameters: ["/w/main.bicepparam"] });
    expect(reportVaults(analysis.worlds).map(({ ipRules }) => ipRules)).toEqual([["203.0.113.7"]]);
  });
});

describe("a parameter file that extends another", () => {
  const main = `param action string = 'Deny'\nparam bypass string = 'None'\n${vault("{ defaultAction: action, bypass: bypass }")}`;
  const prod = "using none\nextends 'base.bicepparam'\nparam bypass = 'None'";
  const exposureWith = (base: Readonly<Record<string, string>>): readonly unknown[] => {
    const texts = { "/w/main.bicep": main, "/w/prod.bicepparam": prod, ...base };
    const { worlds } = analysisOf(texts, { parameters: ["/w/prod.bicepparam"] });
    return reportVaults(worlds).map(({ exposure, dependsOn }) => [exposure, dependsOn]);
  };

  it("has its values too", () => {
    expect(exposureWith({ "/w/base.bicepparam": "using none\nparam action = 'Allow'" })).toEqual([
      ["public", []],
    ]);
  });

  it("leaves all that it does not say itself open where the other is not there", () => {
    expect(exposureWith({})).toEqual([["depends", ["file base.bicepparam, which cannot be read"]]]);
  });
});
