import { Budget } from "../../server/src/core/evaluate/budget.ts";
import { evaluate } from "../../server/src/core/evaluate/evaluate.ts";
import { rootFrame } from "../../server/src/core/evaluate/instances/frames.ts";
import { armFunctions } from "../../server/src/core/evaluate/functions/arm/arm-functions.ts";
import type { Value } from "../../server/src/core/evaluate/values/value.ts";
import { armSyntax } from "../../server/src/core/syntax/arm/arm.ts";

/**
 * What an ARM expression is worth in a template whose open parameters are `p`, `q`, `r`, `o` and `flag`. The document's id is
 * its text, so that a span alone shows what it covers.
 */
export function evaluateText(expression: string, given: ReadonlyMap<string, Value> = new Map()): Value {
  const text = JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    parameters: {
      p: { type: "string" },
      q: { type: "string" },
      r: { type: "array" },
      flag: { type: "bool" },
      o: { type: "object" },
    },
    resources: [],
    outputs: { answer: { type: "object", value: `[${expression}]` } },
  });
  const { template } = armSyntax.parse({ id: text, text });
  const output = template?.outputs.get("answer");
  if (!template || !output) throw new Error(`no template: ${expression}`);
  const run = {
    budget: new Budget(),
    evaluate,
    functions: () => armFunctions,
    resolveModule: () => ({ why: "not-found", cause: { kind: "file", path: "none" } }) as const,
    readEmbedded: () => null,
    world: new Map(),
    home: null,
  };
  return evaluate(output.value, { frame: rootFrame(run, template, given), locals: null });
}
