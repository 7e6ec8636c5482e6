import { namedBy, possibleNames } from "../access/vault-label.ts";
import { ownVaults } from "../access/worlds.ts";
import type { Source } from "../access/source.ts";
import { services } from "../services/catalogue.ts";
import { nearestSpelling, type Correction } from "../text/nearest-spelling.ts";
import type { NamedSource } from "./access-file.ts";
import type { JudgedEnvironment } from "./judged-environment.ts";
import type { AccessFileProblem, NamedSourceFault } from "./problem.ts";
import type { Placed } from "./tree.ts";

/** The name that was probably intended by a text, or by the last part of one; null if none is close enough. */
export function correctionTo(
  { value, span }: Placed,
  names: readonly string[],
  written = value,
): Correction | null {
  const near = nearestSpelling(written, [...new Set(names)]);
  if (near === null || !value.endsWith(written)) return null;
  const intended = value.slice(0, value.length - written.length) + near;
  // What JSON escapes is written otherwise than it reads.
  const isPlain = [value, intended].every((text) => JSON.stringify(text) === `"${text}"`);
  return isPlain && intended !== value ? { span, written: value, intended } : null;
}

/** The vault that a pattern probably means, wherever it is declared. A pattern for several vaults has no spelling. */
export function vaultIntended(
  pattern: Placed,
  environments: readonly JudgedEnvironment[],
): Correction | null {
  const name = pattern.value.slice(pattern.value.indexOf("#") + 1);
  if (name.includes("*")) return null;
  const names = environments
    .flatMap(({ roots }) => roots)
    .flatMap(({ worlds }) => ownVaults(worlds))
    .filter(({ exists }) => exists !== "no")
    .flatMap(({ vault }) => [...possibleNames(vault), namedBy(vault.symbol) ?? vault.symbol]);
  return correctionTo(pattern, names, name);
}

/** The subnet or consumer that a source probably means, in its description if it has one. */
export function sourceIntended(
  from: Placed,
  named: NamedSource | undefined,
  source: Source,
  candidates: readonly string[],
): Correction | null {
  if (source.kind === "caller") return null;
  const place = named && "name" in named.means ? named.means.name : from;
  return correctionTo(place, [...candidates, ...lastParts(candidates)], source.name);
}

/** What names one candidate only. */
function lastParts(candidates: readonly string[]): readonly string[] {
  const parts = candidates.map((each) => each.slice(each.lastIndexOf("/") + 1));
  return parts.filter((part) => parts.indexOf(part) === parts.lastIndexOf(part));
}

/** The service or service tag that a source probably means, in its description if it has one. */
export function faultCorrection(
  from: Placed,
  named: NamedSource | undefined,
  fault: NamedSourceFault,
): Correction | null {
  const place = named && "name" in named.means ? named.means.name : from;
  switch (fault.kind) {
    case "no-such-service":
      return correctionTo(place, serviceNames(named !== undefined), fault.service);
    case "no-such-tag":
      return correctionTo(place, fault.near, fault.tag);
    default:
      return null;
  }
}

/** A description may name a service in words, other texts by its ID only. */
function serviceNames(isDescribed: boolean): readonly string[] {
  return services().flatMap(({ id, name }) => (isDescribed ? [id, name] : [id]));
}

/** What was probably intended instead of what is wrong with the file itself. */
export function problemCorrection({ span, fault }: AccessFileProblem): Correction | null {
  switch (fault.kind) {
    case "unknown-property":
      return fault.near === null ? null : { span, written: fault.property, intended: fault.near };
    case "unknown-parameter":
      return correctionTo({ span, value: fault.parameter }, fault.near === null ? [] : [fault.near]);
    case "unknown-rule":
      return fault.near === null ? null : { span, written: fault.rule, intended: fault.near };
    default:
      return null;
  }
}
