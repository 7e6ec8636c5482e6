import { limits } from "../../text/limits.ts";
import { yamlValue } from "../../text/yaml.ts";
import type { Json } from "./arm/json.ts";
import { beyond } from "./arm/arguments.ts";

/**
 * The content of a YAML text. Values that YAML versions interpret differently, such as `yes`, `0777` or
 * `2026-01-31`, make the whole result unknown, because the documentation of Terraform and Bicep does not say which
 * version they follow, and a firewall rule must not be guessed.
 */
export function parseYaml(text: string): Json | typeof beyond {
  try {
    return asJson(yamlValue(text, plainValue), { left: limits.items });
  } catch {
    // The library throws on what it cannot read, and this code throws on ambiguous values.
    return beyond;
  }
}

/** What is not quoted; undefined for a plain word. */
function plainValue(source: string): number | boolean | null | undefined {
  if (/^\d+\.\d+\.\d[\d./]*$/.test(source)) return undefined;
  if (/^(?:|~|null|Null|NULL)$/.test(source)) return null;
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(source)) return source.toLowerCase() === "true";
  if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(source)) return Number(source);
  if (disputed.test(source)) throw new Error(`YAML leaves open what ${source} is.`);
  return undefined;
}

/** https://yaml.org/type/ has the types of version 1.1, which 1.2 has in part and spelled otherwise. */
const disputed =
  /^(?:y|yes|n|no|on|off|<<|=|[-+]?\.(?:inf|nan)|[-+]?[\d.][\da-fox_:.+-]*|\d{4}-\d\d?-\d\d?.*)$/i;

/** A text that refers to itself may expand to far more than its length. */
function asJson(value: unknown, budget: { left: number }): Json {
  if (budget.left-- <= 0) throw new Error("It holds too much.");
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string")
    return value;
  if (Array.isArray(value)) return value.map((item) => asJson(item, budget));
  if (!(value instanceof Map)) throw new Error("It holds something that is no JSON.");
  return new Map([...value].map(([key, item]) => [keyOf(key), asJson(item, budget)]));
}

function keyOf(key: unknown): string {
  if (typeof key !== "string") throw new Error("Its keys are not words.");
  return key;
}
