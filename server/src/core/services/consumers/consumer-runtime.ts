import type { ResourceInstance } from "../../evaluate/types.ts";
import { type Absent, known, type Origin, unknown, type Value } from "../../evaluate/values/value.ts";
import type { InstancesOf } from "../../network/instances-of.ts";
import { readRelated } from "../../network/fields/read-related.ts";
import { holds } from "./condition.ts";
import type { RuntimeKind } from "./consumer.ts";
import type { Detection } from "./detection.ts";

/**
 * Whose machines run a consumer. What chooses no runtime runs on one of Azure's; a self-hosted integration runtime is a machine
 * of the customer (https://learn.microsoft.com/azure/data-factory/concepts-integration-runtime).
 */
export function runtimeOf(
  instance: ResourceInstance,
  { places }: Detection,
  of: InstancesOf,
): Value<RuntimeKind> {
  const origin = { span: instance.declaration.labelSpan };
  const readings = places
    .filter(({ kind }) => kind === "runtime-selector")
    .map(({ path, when }) => ({ path, when, reading: readRelated(instance, path, of) }));
  const chosen = readings.flatMap(({ path, when, reading }) =>
    reading.found
      .filter(({ steps }) => when.every((each) => holds(each, instance, steps, of) === "yes"))
      .map(({ field }) => ({ path, value: field.value })),
  );
  const [choice] = chosen;
  if (choice) return choosesOwn(choice.path) ? known("selfHosted", origin) : chosenBy(choice.value, origin);
  return readings.some(({ reading }) => reading.isOpen) ? unknown([], origin) : known("azure", origin);
}

/** The types of azurerm say whose machines they are. */
function choosesOwn(path: string): boolean {
  return path.includes("_self_hosted ");
}

function chosenBy(value: Value | Absent, origin: Origin): Value<RuntimeKind> {
  return value.kind === "known" ? known(kindOf(value.value), origin) : unknown([], origin);
}

function kindOf(word: unknown): RuntimeKind {
  return typeof word === "string" && /^self-?hosted$/i.test(word) ? "selfHosted" : "azure";
}
