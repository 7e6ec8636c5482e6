// @vitest-environment-options { "counts": "work" }
import { expect, it } from "vitest";
import { check } from "../../server/src/core/workspace/check.ts";
import { compared, sideOf } from "../support/compared.ts";
import type { Texts } from "../support/files-in-memory.ts";
import { workOf } from "./work.ts";

const module = (address: string): string => `param name string
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-\${name}'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [{ value: '${address}' }] } }
}
`;

/** Roots that each deploy a vault and something else; some of them call the shared module, and all others one of their own. */
function roots(count: number, sharing: number, address: string): Texts {
  return {
    "/w/shared.bicep": module(address),
    "/w/other.bicep": module("203.0.113.1"),
    ...Object.fromEntries(
      Array.from({ length: count }, (_, at) => [
        `/w/r${at}/main.bicep`,
        `module kv '../${at < sharing ? "shared" : "other"}.bicep' = { params: { name: 'v${at}' } }
resource st 'Microsoft.Storage/storageAccounts@2023-01-01' = { name: 'st${at}' }
`,
      ]),
    ),
  };
}

it("a change of a module that 200 roots share costs less than two checks of them, and one that few share less than one", () => {
  const checked = (files: Texts): number =>
    workOf(() => {
      for (const analysis of sideOf(files).analyses) check(analysis);
    });
  const compares = (sharing: number, count = 200): number =>
    workOf(() => {
      const now = sideOf(roots(count, sharing, "203.0.113.8"));
      compared(sideOf(roots(count, sharing, "203.0.113.7"), now), now);
    });
  checked(roots(5, 5, "203.0.113.7"));
  compares(5, 5);
  const check200 = checked(roots(200, 200, "203.0.113.8"));
  expect(compares(200)).toBeLessThan(2 * check200);
  expect(compares(5)).toBeLessThan(check200);
});
