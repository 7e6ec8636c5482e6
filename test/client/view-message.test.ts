import { expect, test } from "vitest";
import { english } from "./english.ts";
import { viewMessage } from "../../client/src/simulator/view-message.ts";
import { allowedByRule, dependsOnParameter } from "./verdicts.ts";

const about = (...verdicts: readonly (typeof allowedByRule)[]) => [
  {
    simulation: { from: "203.0.113.7", label: "203.0.113.7", to: null },
    kind: "address" as const,
    verdicts,
    compared: false,
    error: null,
  },
];

test("the view names the values that keep verdicts open, each once, and none where all is known", () => {
  const others = {
    ...dependsOnParameter,
    dependsOn: ["module a", "parameter b", "parameter c", "parameter open"],
  };
  expect(viewMessage(english, about(allowedByRule))).toBe("");
  expect(viewMessage(english, about(dependsOnParameter, dependsOnParameter))).toBe(
    "1 value is not known: parameter open",
  );
  expect(viewMessage(english, about(others, dependsOnParameter))).toBe(
    "4 values are not known: module a, parameter b, parameter c…",
  );
});
