import { type Truth, truth } from "../../logic/truth.ts";
import type { Frame } from "../../evaluate/types.ts";
import { framesAround } from "../../evaluate/instances/frames.ts";

/**
 * Whether the version of a provider is before a major one, as far as the templates that a frame belongs to say so
 * (https://developer.hashicorp.com/terraform/language/expressions/version-constraints). Which of those that they accept is used, the lock
 * file of the root says (https://developer.hashicorp.com/terraform/language/files/dependency-lock); otherwise, without constraints, it
 * is the newest.
 */
export function isBefore(major: number, provider: string, frame: Frame): Truth {
  const templates = framesAround(frame).map(({ template }) => template);
  const written = templates.flatMap(({ providers }) => providers?.get(provider) ?? []);
  const accepted = written.flatMap((versions) => versions.split(","));
  const answers = accepted.map((condition) => isBeforeIn(condition.trim(), major));
  if (answers.includes("no")) return "no";
  if (answers.includes("yes")) return "yes";
  const locked = (templates.at(-1)?.locked ?? []).filter(({ name }) => name === provider);
  const [selected, ...others] = new Set(locked.map(({ version }) => isBeforeIn(version, major)));
  if (selected && others.length === 0) return selected;
  return accepted.length + locked.length === 0 ? "no" : "maybe";
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
