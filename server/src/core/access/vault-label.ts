import { readableSymbol, withGaps } from "./shown-names.ts";
import { isText } from "../evaluate/values/plain.ts";
import { knownText, type Unknown } from "../evaluate/values/value.ts";
import { isForeign } from "../network/fields/owner.ts";
import type { Vault } from "../network/network.ts";
import type { Resource } from "../network/resources-by-type.ts";

/** The possible names of a vault; sentences use its actual name if that is known. */
export interface VaultLabel {
  /** `kv-shop`; null if the template does not determine it, or if it represents vaults with several names. */
  readonly name: string | null;
  /** Its identifier in the template: a symbol, an address, or, in ARM JSON, the expression of its name. */
  readonly symbol: string;
  /** The parameter or variable that ARM JSON takes its name from, or the only one that it makes it of. */
  readonly namedBy: string | null;
}

export function labelOf({
  name,
  instance: { declaration, frame },
}: Pick<Vault, "name" | "instance">): VaultLabel {
  // The code of a published module is not at hand, but its call is.
  const outside = (frame.caller?.path?.length ?? -1) + 1;
  const call = isForeign(declaration.span, frame) ? frame.path?.slice(outside).split("[")[0] : null;
  const symbol = call ?? declaration.symbol;
  return {
    name: knownText(name),
    symbol: shortened(symbol),
    namedBy: onlyNameIn(symbol),
  };
}

/** The names that a vault has or may have; none if they are not all known. */
export function possibleNames({ name }: Pick<Vault, "name">): readonly string[] {
  const options = name.kind === "oneOf" ? name.options : name.kind === "known" ? [name] : [];
  return options.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}

/** The name of a vault for what recognizes it later; `*` for what is not known of it, null where nothing is. */
export function namePattern({ name }: Pick<Vault, "name">): string | null {
  const options = possibleNames({ name });
  if (options.length > 0) return options.join("|");
  if (name.kind !== "known" || !isText(name.value)) return null;
  return name.value.parts.map((part) => (typeof part === "string" ? part : "*")).join("");
}

/**
 * What people call a vault whose name is not known: the pattern of its name, `dp-be-<environment>-kv-<13>`, where more of that than a letter
 * or two is written; else what ARM JSON takes it from, else the call that creates it; null if its symbol says all.
 */
export function calledBy({ name, symbol, module }: Pick<Vault, "name" | "symbol" | "module">): string | null {
  const parts = name.kind === "known" && isText(name.value) ? name.value.parts : [];
  const written = parts.filter((part) => typeof part === "string").join("");
  if (written.length > 2)
    return parts.map((part) => (typeof part === "string" ? part : placeholder(part))).join("");
  const [, own = symbol] = /^(?:data\.)?\w+\.(\w.*)$/.exec(symbol) ?? [];
  return namedBy(symbol) ?? (module === null ? null : `${module} › ${own}`);
}

/** What stands for a part of a name: how long it is, or the parameter that it is made of. */
function placeholder({ because, shape }: Unknown): string {
  if (shape && shape.least === shape.most) return `<${shape.least}>`;
  const [name = "…", ...others] = because.map((cause) => (cause.kind === "parameter" ? cause.name : "…"));
  return others.length === 0 ? `<${name}>` : "<…>";
}

/** The parameter or variable that makes up the entire symbol in ARM JSON; null for others. */
export function namedBy(symbol: string): string | null {
  return /^\[(?:parameters|variables)\('([^']+)'\)\]$/.exec(symbol)?.[1] ?? null;
}

/** The only parameter or variable in the expression of a symbol in ARM JSON. */
function onlyNameIn(symbol: string): string | null {
  const references = symbol.startsWith("[")
    ? symbol.matchAll(/\b(?:parameters|variables)\('([^']+)'\)/g)
    : [];
  const [name, ...others] = new Set([...references].map(([, each]) => each));
  return others.length === 0 ? (name ?? null) : null;
}

/** What tables, views and lists call a vault: its name, else what ARM JSON takes it from, else its symbol. */
export function titleOf({ name, symbol }: Pick<VaultLabel, "name" | "symbol">): string {
  return name === null ? (namedBy(symbol) ?? symbol) : withGaps(name);
}

/** One label for several vaults of a declaration: a name only if all have the same. */
export function commonLabel(labels: readonly VaultLabel[]): VaultLabel | null {
  const [first, ...others] = labels;
  if (!first) return null;
  return others.every(({ name }) => name === first.name) ? first : { ...first, name: null };
}

/**
 * A symbol that is a long expression is truncated, so that the message stays one line. Terraform's longest type fits
 * with a name.
 */
const longestName = 64;

/** What messages call a vault or another resource: its symbol, regardless of the iteration of a loop. */
export function nameOf({ instance }: Pick<Resource, "instance">): string {
  return shortened(instance.declaration.symbol);
}

/** A name in a sentence: in ARM JSON, names are expressions, of which what they are made of is said. */
export function shortened(symbol: string): string {
  const said = readableSymbol(symbol);
  return said.length > longestName ? `${said.slice(0, longestName - 1)}…` : said;
}

/** What rejects a malformed entry of a vault: Terraform's provider checks it before Azure does. */
export function validatorOf({ exactWords }: Pick<Vault, "exactWords">): "azurerm" | "Azure" {
  return exactWords ? "azurerm" : "Azure";
}
