import type { Truth } from "../../logic/truth.ts";
import { any, truth } from "../../logic/truth.ts";
import type { Frame } from "../../evaluate/types.ts";
import { framesAround } from "../../evaluate/instances/frames.ts";

/**
 * Whether the version of a provider is before a major one, as far as the templates that a frame belongs to say so
 * (https://developer.hashicorp.com/terraform/language/expressions/version-constraints). Without constraints it is the newest.
 */
export function isBefore(major: number, provider: string, frame: Frame): Truth {
  const written = framesAround(frame).flatMap(({ template }) => template.providers?.get(provider) ?? []);
  const conditions = written.flatMap((versions) => versions.split(","));
  if (conditions.length === 0) return "no";
  const answers = conditions.map((condition) => isBeforeIn(condition.trim(), major));
  return answers.includes("no") ? "no" : any([...answers, "maybe"]);
}

/** What one condition says alone; "maybe" if it allows versions of both sides. */
function isBeforeIn(condition: string, major: number): Truth {
  const found = /^(=|>=|>|<=|<|~>)?\s*v?(\d+)((?:\.\d+)*)/.exec(condition);
  const [, operator = "=", first = "", rest = ""] = found ?? [];
  const version = Number(first);
  const isFirstOf = /^(?:\.0+)*$/.test(rest);
  switch (found ? operator : "") {
    case "=":
      return truth(version < major);
    case "~>":
      return version >= major ? "no" : rest === "" ? "maybe" : "yes";
    case "<":
      return version < major || (version === major && isFirstOf) ? "yes" : "maybe";
    case "<=":
      return version < major ? "yes" : "maybe";
    case ">":
    case ">=":
      return version >= major ? "no" : "maybe";
    default:
      return "maybe";
  }
}
