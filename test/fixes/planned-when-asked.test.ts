import { expect, test, vi } from "vitest";
import { check } from "../../server/src/core/workspace/check.ts";
import { templateOf, vaultWith } from "../rules/harness/templates.ts";
import { open } from "./scene.ts";

test("fixes are planned on request, and only once", () => {
  const rules = `"networkAcls": { "defaultAction": "[variables('action')]", "bypass": "None" }`;
  const text = templateOf(vaultWith(rules)).replace("{", '{ "variables": { "action": "Allow" },');
  const { analysis } = open(text, "json");
  const [vault] = analysis.worlds.flatMap(({ network }) => network.vaults);
  const value = vault?.defaultAction.value;
  const hop = value?.kind === "known" ? value.origin.from : undefined;
  if (!hop) throw new Error("the value comes from a variable");
  // A fix is planned only where a value is used once, so a plan counts its uses.
  const uses = vi.spyOn(hop, "uses");
  const [finding] = check(analysis);
  expect(uses).not.toHaveBeenCalled();
  expect(finding?.fixes().map(({ title }) => title)).toHaveLength(2);
  const counted = uses.mock.calls.length;
  expect(counted).toBeGreaterThan(0);
  finding?.fixes();
  expect(uses).toHaveBeenCalledTimes(counted);
});
