import { expect, test } from "vitest";
import { pictureFacts } from "../../client/src/picture/picture-facts.ts";
import { english } from "./english.ts";
import { circumstances } from "./matrix-results.ts";
import { environments, facts, result } from "./picture-facts.ts";

const everything = { environment: null, vault: null };

test("every lane has its verdicts, which the steps are asked for by", () => {
  expect(facts.lanes.map((vault) => vault.length)).toEqual([6, 5, 5]);
  expect(facts.lanes[0]?.[0]?.[0]).toMatchObject({
    id: "verdict|internet|file:///w/main.bicep|prod|in ",
    from: "internet",
    label: "internet: Denied · default",
  });
});

test("it offers the vaults, and the environments if there are any", () => {
  expect(facts.vaults.map(({ label }) => label)).toEqual([
    "kv-shop-dev",
    "kv-shop-prod",
    "kv-analytics-warehouse-prod",
  ]);
  expect(facts.environments).toEqual([]);
  const offered = pictureFacts(english, result, circumstances.environments, everything);
  expect(offered.environments).toEqual([
    { value: "", label: "Defaults" },
    { value: "dev", label: "dev" },
    { value: "prod", label: "prod" },
  ]);
});

test("it says what is not drawn", () => {
  const notes = (changed: object) =>
    pictureFacts(english, { ...result, ...changed }, environments, everything).notes;
  expect(notes({ leftOut: { vaults: 2, sources: 3 } })).toEqual([
    "3 vaults.",
    "Vaults that are not drawn: 2.",
    "Sources that are not drawn: 3.",
  ]);
  expect(notes({ picture: null })).toEqual(["No vault to draw."]);
});
