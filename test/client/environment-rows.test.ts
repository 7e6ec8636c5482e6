import { expect, test } from "vitest";
import { environmentRows, sayStatus } from "../../client/src/environments/environment-rows.ts";
import { english } from "./english.ts";
import type { EnvironmentsResult } from "../../server/src/protocol/environments.ts";
import type { Exposure } from "../../server/src/protocol.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } };

const result: EnvironmentsResult = {
  active: "prod",
  environments: [
    { name: "dev", from: "parameterFiles", files: ["file:///infra/main.dev.bicepparam"] },
    { name: "prod", from: "accessFile", files: ["file:///infra/a.tfvars", "file:///infra/b.tfvars"] },
    { name: "default", from: "defaults", files: [] },
  ],
  vaults: [
    vault("kv", { dev: "public", prod: "private" }),
    vault("data", { dev: "public" }),
    vault("other", { "": "perimeter" }),
  ],
};

test("all environments, each of them and the defaults are offered with what they make of the vaults", () => {
  expect(
    environmentRows(english, result).map(({ name, label, description, detail }) => [
      name,
      label,
      description,
      detail,
    ]),
  ).toEqual([
    [null, "All environments", "dev, prod", "1 of 3 vaults differs between environments"],
    ["dev", "dev", "main.dev.bicepparam", "2 public, 1 in a perimeter"],
    ["prod", "prod", "a.tfvars, b.tfvars", "1 private, 1 in a perimeter"],
    ["default", "Defaults", "default values in the templates", ""],
  ]);
});

test("files of one name are told apart by their folders, and no file is named twice", () => {
  const files = ["shop", "shop", "web"].map((folder) => `file:///${folder}/prod.bicepparam`);
  const environments = [
    { name: "prod", from: "parameterFiles" as const, files: [...files, "file:///x/b.tfvars"] },
  ];
  expect(environmentRows(english, { ...result, environments })[1]?.description).toBe(
    "shop/prod.bicepparam, web/prod.bicepparam, b.tfvars",
  );
});

test.each([
  ["prod", "prod", "3 vaults, environment prod"],
  ["default", "Defaults", "3 vaults, environment Defaults"],
  [null, "All environments", "3 vaults, 2 environments"],
  ["gone", "All environments", "3 vaults, 2 environments"],
])("of %o the row %s is marked, and the status says %s", (active, label, status) => {
  const marked = environmentRows(english, { ...result, active }).filter((row) => row.active);
  expect(marked.map((row) => row.label)).toEqual([label]);
  expect(sayStatus(english, { ...result, active })).toBe(status);
});

test("an environment in which no vault is deployed says so", () => {
  const [, dev] = environmentRows(english, { ...result, vaults: [] });
  expect(dev?.detail).toBe("no vault");
});

test("without environments there is one row, which says that defaults apply", () => {
  const none = { active: null, environments: [], vaults: [vault("kv", { "": "public" })] };
  expect(environmentRows(english, none).map(({ label, description }) => `${label}: ${description}`)).toEqual([
    "All environments: none found, so defaults apply",
  ]);
  expect(sayStatus(english, none)).toBe("1 vault");
});

function vault(
  symbol: string,
  exposures: Readonly<Record<string, Exposure>>,
): EnvironmentsResult["vaults"][number] {
  const uri = "file:///infra/main.bicep";
  return {
    root: uri,
    key: symbol,
    uri,
    range,
    module: null,
    symbol,
    existing: false,
    state: null,
    vaultName: null,
    namedBy: null,
    exposures,
    assumed: [],
  };
}
