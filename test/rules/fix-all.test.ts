import { describe, expect, test } from "vitest";
import { IpSet } from "../../server/src/core/ip/ip-set.ts";
import { judgeAcross, vaultsAcross } from "../../server/src/core/access/worlds.ts";
import type { Caller } from "../../server/src/core/access/caller.ts";
import { analyze, applyChanges, fixAll } from "../../server/src/core/index.ts";
import { parseIpv4 } from "../../server/src/core/ip/address.ts";
import { fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import type { Scene } from "./harness/scene.ts";
import { openScene } from "./harness/scene.ts";
import { templateOf, vaultWith } from "./harness/templates.ts";

/** Callers of every kind, and addresses in and around everything the fixtures list. */
const callers: readonly Caller[] = [
  { kind: "internet" },
  { kind: "ipv6" },
  { kind: "trustedService" },
  ...[
    "203.0.113.7",
    "203.0.113.8",
    "203.0.113.127",
    "203.0.113.200",
    "198.51.100.7",
    "198.51.100.8",
    "8.8.8.8",
    "100.64.0.1",
    "127.0.0.1",
    "10.0.0.4",
    "192.168.0.1",
  ].map((address): Caller => {
    const number = parseIpv4(address) ?? 0;
    return { kind: "addresses", addresses: IpSet.of([{ first: number, last: number }]) };
  }),
];

describe("fix all changes nobody's access", () => {
  for (const fixture of fixtureFolders().flatMap(fixturesIn)) {
    test(`${fixture.folder}/${fixture.stem}.${fixture.extension}`, () => {
      const scene = openScene(fixture);
      const changes = fixAll(scene.findings, scene.root, scene.files);
      const text = applyChanges(scene.textOf(scene.root), changes);
      const after = openScene(fixture, new Map([[scene.root, text]]));
      expect(verdictsOf(after)).toEqual(verdictsOf(scene));
      expect(after.problems).toBe(scene.problems);
      expect(fixAll(after.findings, after.root, after.files)).toEqual([]);
    });
  }
});

test("removes all entries that do nothing in one go, and keeps the others with their comments", () => {
  const path = "/fix-all.json";
  const text = templateOf(
    vaultWith(`"networkAcls": {
      "defaultAction": "Deny",
      "bypass": "None",
      "ipRules": [
        { "value": "127.0.0.1" }, // this machine
        { "value": "203.0.113.0/24" },
        // the office
        { "value": "203.0.113.7" },
        { "value": "203.0.113.7/32" },
        { "value": "198.51.100.7" },
        { "value": "203.0.113.0/24" }
      ]
    }`),
  );
  const scene = openScene({ path, parameters: [] }, new Map([[path, text]]));
  const fixed = applyChanges(text, fixAll(scene.findings, path, scene.files));
  expect(fixed.slice(fixed.indexOf('"ipRules"'), fixed.indexOf("]", fixed.indexOf('"ipRules"')) + 1)).toBe(
    `"ipRules": [
        // this machine
        { "value": "203.0.113.0/24" },
        // the office
        { "value": "198.51.100.7" }
      ]`,
  );
});

test("leaves alone what is suppressed", () => {
  const path = "/suppressed.json";
  const text = templateOf(
    vaultWith(`"networkAcls": {
      "defaultAction": "Deny",
      "bypass": "None",
      "ipRules": [
        { "value": "203.0.113.7" },
        { "value": "203.0.113.7" } // keyvault-network-ignore KV205: kept for the auditors
      ]
    }`),
  );
  const scene = openScene({ path, parameters: [] }, new Map([[path, text]]));
  expect(scene.findings.map((finding) => finding.suppressed?.reason)).toEqual(["kept for the auditors"]);
  expect(fixAll(scene.findings, path, scene.files)).toEqual([]);
});

function verdictsOf({ root, files, parameters }: Scene): readonly unknown[] {
  const { worlds } = analyze({ root, files, parameters });
  return vaultsAcross(worlds).flatMap((across) =>
    callers.map((caller) => {
      const answer = judgeAcross(across, () => caller)?.answer;
      return [across.vault.symbol, caller.kind, answer?.verdict, answer?.allowed.toRanges()];
    }),
  );
}
