import { describe, expect, test } from "vitest";
import { applyChanges, fixAll } from "../../server/src/core/index.ts";
import { decisionsOf } from "./harness/decisions.ts";
import { fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import { openEdited, openScene } from "./harness/scene.ts";
import { templateOf, vaultWith } from "./harness/templates.ts";

describe("fix all changes nobody's access", () => {
  for (const fixture of fixtureFolders().flatMap(fixturesIn)) {
    test(`${fixture.folder}/${fixture.stem}.${fixture.extension}`, () => {
      const scene = openScene(fixture);
      const changes = fixAll(scene.findings, scene.root, scene.files);
      const text = applyChanges(scene.textOf(scene.root), changes);
      const after = openEdited(fixture, new Map([[scene.root, text]]));
      expect(decisionsOf(after)).toEqual(decisionsOf(scene));
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
  const scene = openScene({ path, parameters: [], files: new Map([[path, { text }]]) });
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
  const scene = openScene({ path, parameters: [], files: new Map([[path, { text }]]) });
  expect(scene.findings.map((finding) => finding.suppressed?.reason)).toEqual(["kept for the auditors"]);
  expect(fixAll(scene.findings, path, scene.files)).toEqual([]);
});
