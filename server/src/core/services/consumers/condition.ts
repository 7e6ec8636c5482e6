import type { ResourceInstance } from "../../evaluate/deployment.ts";
import type { Plain } from "../../evaluate/plain.ts";
import type { Value } from "../../evaluate/value.ts";
import { is } from "../../evaluate/value.ts";
import type { Truth } from "../../logic/truth.ts";
import { all, any, not, truth } from "../../logic/truth.ts";
import type { InstancesOf } from "../../network/instances-of.ts";
import { readRelated } from "../../network/related.ts";
import type { Condition } from "./detection.ts";
import { pathBeside } from "./detection.ts";

/** Whether a resource is as the catalogue wants it, beside a place that was found in it. */
export function holds(
  { path, pattern }: Condition,
  instance: ResourceInstance,
  found: readonly string[],
  of: InstancesOf,
): Truth {
  if (path === "name") return matches(instance.nameSegments().at(-1) ?? null, pattern);
  const reading = readRelated(instance, pathBeside(path, found), of);
  const answers = reading.found.map(({ field }) =>
    field.value.kind === "absent" ? "no" : matches(field.value, pattern),
  );
  if (answers.length > 0) return any(answers);
  return reading.isOpen ? "maybe" : matches(null, pattern);
}

/** Null stands for a property that is not written. */
function matches(value: Value | null, pattern: string): Truth {
  return any(
    pattern.split(" | ").map((alternative) => all(alternative.split(" & ").map((word) => fits(value, word)))),
  );
}

function fits(value: Value | null, word: string): Truth {
  if (word.startsWith("!")) return not(fits(value, word.slice(1)));
  return value === null ? "no" : is(value, (plain) => fitsPlain(plain, word));
}

function fitsPlain(plain: Plain, word: string): Truth {
  if (plain !== null && typeof plain === "object") return plain.kind === "text" ? "maybe" : "no";
  const pattern = word.split("*").map(escape).join(".*");
  return truth(new RegExp(`^${pattern}$`, "is").test(String(plain)));
}

function escape(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
}
