import type { Circumstances } from "../../client/src/matrix/matrix.ts";
import type { SimulationResult } from "../../client/src/verdicts/simulation.ts";
import type { VerdictResult } from "../../server/src/protocol/vaults.ts";
import { allowedByRule, step, verdict } from "./verdicts.ts";

/** A verdict on a lookup of `kv` in another root. */
export function onLookup(parts: Partial<VerdictResult>): VerdictResult {
  const { uri, range, root, module, vault: symbol } = allowedByRule;
  const linkedTo = { uri, range, root, module, symbol, environment: null, certain: true };
  const own = {
    uri: "file:///app/main.tf",
    root: "file:///app/",
    key: "data.kv",
    vault: "data.azurerm_key_vault.kv",
  };
  return { ...allowedByRule, ...own, linkedTo, ...parts };
}

const data = { key: "data", vault: "data", vaultName: "data" };
const scenario = (name: string) => ({ service: name, name, text: name, short: name });

/** An address against two vaults, the internet that has come in since the baseline, and a resource of two scenarios. */
export const results: readonly SimulationResult[] = [
  result("203.0.113.7", "laptop", [allowedByRule, verdict({ ...data })]),
  result("internet", "internet", [
    verdict({
      from: "internet",
      source: "internet",
      exposed: true,
      verdict: "allowed",
      was: "denied",
      reason: "ALLOW_FIREWALL_OFF",
      steps: [
        step("default-action", "allow", { kind: "default-action", value: "Allow", byDefault: false }, 16),
      ],
    }),
  ]),
  result("consumer:site", "site", [
    verdict({
      from: "consumer:site",
      source: "consumer",
      verdict: "allowed",
      reason: "ALLOW_TRUSTED_SERVICE",
      scenario: scenario("certificates"),
    }),
    verdict({ from: "consumer:site", source: "consumer", scenario: scenario("settings") }),
  ]),
];

function result(from: string, label: string, verdicts: SimulationResult["verdicts"]): SimulationResult {
  return {
    simulation: { from, label, to: null },
    kind: verdicts[0]?.source ?? null,
    verdicts,
    compared: false,
    error: null,
  };
}

const place = {
  uri: "file:///main.bicep",
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } },
};

export const nothingElse: Circumstances = {
  environments: { active: null, environments: [], vaults: [] },
  removed: [],
  sources: 0,
};

/** Two environments that disagree about a vault, and one vault that is gone. */
export const circumstances: Circumstances = {
  environments: {
    active: "prod",
    environments: ["dev", "prod"].map((name) => ({ name, from: "accessFile", files: [] })),
    vaults: [
      {
        ...place,
        root: place.uri,
        key: "kv",
        module: null,
        symbol: "kv",
        existing: false,
        state: null,
        vaultName: null,
        namedBy: null,
        exposures: { "": "depends", dev: "public", prod: "private" },
        assumed: ["prod"],
      },
      {
        ...place,
        root: place.uri,
        key: "data",
        module: null,
        symbol: "data",
        existing: false,
        state: null,
        vaultName: "data",
        namedBy: null,
        exposures: { "": "private" },
        assumed: [],
      },
    ],
  },
  removed: ["gone"],
  sources: 0,
};
