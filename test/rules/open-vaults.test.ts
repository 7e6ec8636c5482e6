import { expect, test } from "vitest";
import { exposureAcross } from "../../server/src/core/access/worlds.ts";
import {
  type Analysis,
  analyze,
  type Files,
  ownVaults,
  type ReportedFinding,
} from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import { openScene } from "./harness/scene.ts";

const ofOpenVaults = ["KV101", "KV102", "KV104"];

test("no vault of a fixture is open without a finding", () => {
  // Pages about what is said beside KV101 and KV102 turn these off.
  const silent = fixtureFolders()
    .filter((folder) => !/\bkv10[45]-/.test(folder))
    .flatMap(fixturesIn)
    .flatMap((fixture) => {
      const { worlds, findings } = openScene(fixture);
      return silentlyOpen(worlds, findings).map(
        (key) => `${fixture.folder}/${fixture.stem}.${fixture.extension}: ${key}`,
      );
    });
  expect(silent).toEqual([]);
});

/** What leaves a vault open, each for a reason of its own. */
const open = {
  "no rules": "null",
  "no properties": "{}",
  "no default action": "{ bypass: 'None' }",
  Allow: "{ defaultAction: 'Allow' }",
  "Allow with rules": "{ defaultAction: 'Allow', ipRules: [{ value: '203.0.113.7' }] }",
  "any address": "{ defaultAction: 'Deny', ipRules: [{ value: '0.0.0.0/0' }] }",
  "two halves": "{ defaultAction: 'Deny', ipRules: [{ value: '0.0.0.0/1' }, { value: '128.0.0.0/1' }] }",
};

const names = Object.keys(open);
const pairs = names.flatMap((one) =>
  names.filter((other) => other !== one).map((other) => [one, other] as const),
);

/** A parameter, and a condition that nothing is known of, which says that a vault is open for one of two reasons. */
const either = [
  ["param either bool", "either"],
  ["param prefix string", "startsWith(prefix, 'a')"],
] as const;

const questions = either.flatMap(([declared, asked]) =>
  pairs.map((pair) => [...pair, asked, declared] as const),
);

test.each(questions)(
  "a vault with %s or %s, as %s says, is reported as open",
  (one, other, asked, declared) => {
    const { worlds, findings } = checked(`${declared}

resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    networkAcls: ${asked} ? ${rulesOf(one)} : ${rulesOf(other)}
  }
}
`);
    expect(worlds).toHaveLength(2);
    expect(silentlyOpen(worlds, findings)).toEqual([]);
    expect(findings.filter(({ code }) => ofOpenVaults.includes(code))).toHaveLength(1);
  },
);

function rulesOf(name: string): string {
  return new Map(Object.entries(open)).get(name) ?? "";
}

/** The vaults that are open for any value of the parameters, and that no finding says it of. */
function silentlyOpen(worlds: Analysis["worlds"], findings: readonly ReportedFinding[]): readonly string[] {
  const said = new Set(
    findings.flatMap(({ code, instances }) =>
      ofOpenVaults.includes(code) ? instances.map(({ vault }) => vault) : [],
    ),
  );
  return ownVaults(worlds).flatMap((across) =>
    exposureAcross(across).exposure === "public" &&
    across.exists !== "no" &&
    !across.vault.existing &&
    !said.has(across.vault.symbol)
      ? [across.key]
      : [],
  );
}

function checked(text: string): {
  readonly worlds: Analysis["worlds"];
  readonly findings: readonly ReportedFinding[];
} {
  const files: Files = {
    get: (id) => (id === "/main.bicep" ? { id, text } : null),
    resolve: (_from, to) => `/${to}`,
    list: () => ["/main.bicep"],
  };
  const analysis = analyze({ root: "/main.bicep", files });
  return { worlds: analysis.worlds, findings: check(analysis) };
}
