// @vitest-environment-options { "counts": "work" }
import { expect, it } from "vitest";
import { check } from "../../server/src/core/workspace/check.ts";
import { compared, sideOf } from "../support/compared.ts";
import { workOf } from "./work.ts";

const module = (address: string): string => `param name string
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-\${name}'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [{ value: '${address}' }] } }
}
`;

/** Roots that each deploy a vault and something else; some of them call the shared module, and all others one of their own. */
function roots(count: number, sharing: number, address: string): Readonly<Record<string, string>> {
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

it("a change of a module that 200 roots share costs less than four checks of them, and one that few share less than two", () => {
  const [before, after] = [roots(200, 200, "203.0.113.7"), roots(200, 200, "203.0.113.8")];
  const checked = (files: typeof before): number =>
    workOf(() => {
      for (const analysis of sideOf(files).analyses) check(analysis);
    });
  const compares = (one: typeof before, other: typeof before): number =>
    workOf(() => {
      compared(sideOf(one), sideOf(other));
    });
  const small = roots(5, 5, "203.0.113.7");
  checked(small);
  compares(small, roots(5, 5, "203.0.113.8"));
  const check200 = checked(after);
  expect(compares(before, after)).toBeLessThan(4 * check200);
  expect(compares(roots(200, 5, "203.0.113.7"), roots(200, 5, "203.0.113.8"))).toBeLessThan(2 * check200);
});
