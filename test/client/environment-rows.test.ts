import { expect, test } from "vitest";
import { environmentRows, sayStatus } from "../../client/src/environments/environment-rows.ts";
import { english } from "../../client/src/say.ts";
import type { EnvironmentsResult, ExposureResult } from "../../server/src/protocol.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } };

const result: EnvironmentsResult = {
  active: "prod",
  environments: [
    { name: "dev", from: "parameterFiles", files: ["file:///infra/main.dev.bicepparam"] },
    { name: "prod", from: "accessFile", files: ["file:///infra/a.tfvars", "file:///infra/b.tfvars"] },
  ],
  vaults: [
    vault("kv", { "": "depends", dev: "public", prod: "private" }),
    vault("data", { "": "public", dev: "public" }),
  ],
};

test("the defaults and every environment are told with what they make of the vaults", () => {
  expect(
    environmentRows(english, result).map(({ label, description, detail }) => [label, description, detail]),
  ).toEqual([
    ["Defaults", "the templates' own values", "1 public, 1 undecided"],
    ["dev", "main.dev.bicepparam", "2 public"],
    ["prod", "a.tfvars, b.tfvars", "1 private"],
  ]);
});

test("the one in force is marked, and the defaults are when none is", () => {
  const active = (each: EnvironmentsResult) => environmentRows(english, each).filter((row) => row.active);
  expect(active(result).map(({ name }) => name)).toEqual(["prod"]);
  expect(active({ ...result, active: null }).map(({ name }) => name)).toEqual([null]);
});

test("an environment in which no vault is deployed says so", () => {
  const [defaults] = environmentRows(english, { ...result, vaults: [] });
  expect(defaults?.detail).toBe("no vault");
});

test.each([
  [1, null, "1 vault"],
  [2, "prod", "2 vaults, environment prod"],
])("%i vaults in %o are told as %s", (vaults, active, said) => {
  expect(sayStatus(english, vaults, active)).toBe(said);
});

function vault(
  symbol: string,
  exposures: Readonly<Record<string, ExposureResult>>,
): EnvironmentsResult["vaults"][number] {
  const uri = "file:///infra/main.bicep";
  return { root: uri, key: symbol, uri, range, module: null, symbol, exposures };
}
