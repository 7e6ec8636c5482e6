import { expect, test } from "vitest";
import { applyChanges, fixAll } from "../../server/src/core/index.ts";
import { openScene } from "./harness/scene.ts";
import { templateOf, vaultWith } from "./harness/templates.ts";

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
