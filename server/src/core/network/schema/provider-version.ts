import type { Truth } from "../../logic/truth.ts";
import type { Frame } from "../../evaluate/types.ts";
import type { ProviderVersion } from "../../template/template.ts";
import { isFetched } from "../fields/owner.ts";
import { framesAround } from "../../evaluate/instances/frames.ts";

/** The versions of a provider that may be used, as numbers in their order. */
export interface VersionRange {
  readonly oldest: number;
  readonly newest: number;
}

/**
 * Whether the version of a provider is before a major one, as far as the templates that a frame belongs to say so; without constraints, it is
 * the newest.
 */
export function isBefore(major: number, provider: string, frame: Frame): Truth {
  const versions = versionsOf(provider, frame);
  const first = versionNumber(String(major));
  if (versions === null || versions.oldest >= first) return "no";
  return versions.newest < first ? "yes" : "maybe";
}

/**
 * The versions of a provider that the templates around a frame accept (https://developer.hashicorp.com/terraform/language/expressions/version-constraints),
 * and of those the ones that the lock file of the root selects (https://developer.hashicorp.com/terraform/language/files/dependency-lock); null if
 * neither says anything.
 */
export function versionsOf(provider: string, frame: Frame): VersionRange | null {
  const templates = framesAround(frame).map(({ template }) => template);
  const accepted = templates.flatMap(({ providers }) => providers?.get(provider)?.version.split(",") ?? []);
  const locked = (templates.at(-1)?.locked ?? [])
    .filter(({ name }) => name === provider)
    .map(({ version }) => versionNumber(version));
  if (accepted.length + locked.length === 0) return null;
  const ranges = accepted.map((condition) => rangeOf(condition.trim()));
  if (locked.length > 0) ranges.push({ oldest: Math.min(...locked), newest: Math.max(...locked) });
  return {
    oldest: Math.max(...ranges.map(({ oldest }) => oldest)),
    newest: Math.min(...ranges.map(({ newest }) => newest)),
  };
}

/**
 * What says that the version of a provider in use is before another one: a constraint that allows none from there on, outermost first, or
 * else the lock file of the root; null if nothing does.
 */
export function olderThan(first: string, provider: string, frame: Frame): ProviderVersion | null {
  const templates = framesAround(frame).map(({ template }) => template);
  const constraint = templates
    .flatMap(({ providers }) => providers?.get(provider) ?? [])
    .findLast(
      ({ version, span }) =>
        !isFetched(span.document) &&
        version.split(",").some((condition) => rangeOf(condition.trim()).newest < versionNumber(first)),
    );
  const locked = templates.at(-1)?.locked?.filter(({ name }) => name === provider) ?? [];
  const isLocked = locked.every(({ version }) => versionNumber(version) < versionNumber(first));
  return constraint ?? (isLocked ? (locked[0] ?? null) : null);
}

/** Versions as numbers in their order: nothing is between two of them but halves. */
export function versionNumber(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major * 1e8 + minor * 1e4 + patch;
}

/** The versions that one condition allows; all of them if it only excludes one. */
function rangeOf(condition: string): VersionRange {
  const [, operator, version = ""] = /^(=|>=|>|<=|<|~>|)\s*v?(\d+(?:\.\d+)*)/.exec(condition) ?? [];
  const bound = versionNumber(version);
  switch (operator) {
    case "":
    case "=":
      return { oldest: bound, newest: bound };
    case "<":
      return { oldest: 0, newest: bound - 0.5 };
    case "<=":
      return { oldest: 0, newest: bound };
    case ">":
      return { oldest: bound + 0.5, newest: Infinity };
    case ">=":
      return { oldest: bound, newest: Infinity };
    case "~>":
      return { oldest: bound, newest: lastLike(version) };
    default:
      return { oldest: 0, newest: Infinity };
  }
}

/** The last number of `~>` may grow. */
function lastLike(version: string): number {
  if (!version.includes(".")) return Infinity;
  const start = version.slice(0, version.lastIndexOf("."));
  return versionNumber(start) + (start.includes(".") ? 1e4 : 1e8) - 0.5;
}
