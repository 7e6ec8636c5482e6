import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import {
  analyze,
  type Document,
  type Files,
  givenByHand,
  readSource,
  reportVaults,
  reportVerdicts,
} from "../server/src/core/index.ts";

/** Vault → exposure, then source → verdict and reason, in the words of the command line's JSON. */
interface Expectation {
  readonly example: string;
  readonly parameters?: string;
  readonly vaults: Readonly<
    Record<string, { readonly exposure: string; readonly verdicts: Readonly<Record<string, string>> }>
  >;
}

const stranger = "192.0.2.99";

const expectations: readonly Expectation[] = [
  {
    example: "block-the-internet",
    vaults: {
      "[variables('vaultName')]": {
        exposure: "private",
        verdicts: {
          internet: "denied DENY_DEFAULT_ACTION",
          [stranger]: "denied DENY_DEFAULT_ACTION",
          "service:azure-backup": "allowed ALLOW_TRUSTED_SERVICE",
          "service:arm-child-secrets-and-keys": "allowed ALLOW_CONTROL_PLANE",
        },
      },
    },
  },
  {
    example: "only-my-application",
    vaults: {
      "[variables('vaultName')]": {
        exposure: "selected",
        verdicts: {
          "subnet:snet-app": "allowed ALLOW_SUBNET_RULE",
          "subnet:vnet-orders/snet-data": "depends DEPENDS_EGRESS",
          "203.0.113.5": "allowed ALLOW_IP_RULE",
          "198.51.100.7": "allowed ALLOW_IP_RULE",
          "198.51.100.0/29": "partial PARTIAL_ADDRESSES",
          [stranger]: "denied DENY_DEFAULT_ACTION",
          internet: "denied DENY_DEFAULT_ACTION",
          "service:azure-backup": "allowed ALLOW_TRUSTED_SERVICE",
        },
      },
    },
  },
  {
    example: "only-my-application",
    parameters: "main.parameters.json",
    vaults: {
      "[variables('vaultName')]": {
        exposure: "selected",
        verdicts: {
          "subnet:vnet-orders-prod/snet-app": "allowed ALLOW_SUBNET_RULE",
          "198.51.100.7": "denied DENY_DEFAULT_ACTION",
          "service:azure-backup": "denied DENY_DEFAULT_ACTION",
        },
      },
    },
  },
  {
    example: "locked-down-network",
    vaults: {
      "[variables('vaultName')]": {
        exposure: "private",
        verdicts: {
          "subnet:snet-app": "allowed ALLOW_PRIVATE_ENDPOINT",
          internet: "denied DENY_PUBLIC_ACCESS_DISABLED",
          "203.0.113.5": "denied DENY_PUBLIC_ACCESS_DISABLED",
          "service:azure-backup": "denied DENY_PUBLIC_ACCESS_DISABLED",
        },
      },
    },
  },
  {
    example: "flawed",
    vaults: {
      "kv-legacy": { exposure: "public", verdicts: { [stranger]: "allowed ALLOW_FIREWALL_OFF" } },
      "kv-shop": {
        exposure: "selected",
        verdicts: { "203.0.113.7": "allowed ALLOW_IP_RULE", "subnet:snet-app": "depends DEPENDS_EGRESS" },
      },
      "kv-everyone": { exposure: "public", verdicts: { internet: "allowed ALLOW_IP_RULE" } },
      "kv-partner": { exposure: "selected", verdicts: { internet: "denied DENY_DEFAULT_ACTION" } },
    },
  },
];

describe.each(expectations)("examples/$example $parameters", ({ example, parameters, vaults }) => {
  const folder = resolve(import.meta.dirname, "../examples", example);
  const { worlds, problems } = analyze({
    root: `${folder}/main.json`,
    files: diskFiles(),
    environment: givenByHand(parameters === undefined ? [] : [`${folder}/${parameters}`]),
  });

  it("has no syntax errors and exactly these vaults", () => {
    expect(problems).toEqual([]);
    expect(reportVaults(worlds).map((vault) => vault.symbol)).toEqual(Object.keys(vaults));
  });

  it.each(Object.entries(vaults))("exposes %s as expected", (symbol, { exposure, verdicts }) => {
    const vault = reportVaults(worlds).find((each) => each.symbol === symbol);
    expect(vault?.exposure).toBe(exposure);
    const judged = Object.keys(verdicts).map((from) => [from, judge(from, symbol)]);
    expect(Object.fromEntries(judged)).toEqual(verdicts);
  });

  function judge(from: string, symbol: string): string {
    const reading = readSource(from);
    if ("fault" in reading) return reading.fault.kind;
    const verdict = reportVerdicts(worlds, from, reading.source).find((each) => each.vault === symbol);
    return verdict ? `${verdict.verdict} ${verdict.reason}` : "no verdict";
  }
});

function diskFiles(): Files {
  const documents = new Map<string, Document>();
  return {
    resolve: (from, path) => resolve(dirname(from), path),
    get: (id) => {
      const document = documents.get(id) ?? { id, text: readFileSync(id, "utf8") };
      documents.set(id, document);
      return document;
    },
  };
}
