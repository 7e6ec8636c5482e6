import type { Words } from "../words/words.ts";
import type { PerimeterFacts, Reported, VaultFacts } from "./vault-facts.ts";

/** A setting in words. */
export function sayWord(value: Reported, { document: { labels, sentences } }: Words): string {
  if (value === null) return labels.notSet;
  if (typeof value === "string") return value;
  return "oneOf" in value
    ? sentences.either(value.oneOf.map((each) => each ?? labels.notSet))
    : sentences.dependsOn([value.unknown]);
}

/** "nsp (Learning), 1 inbound rule". */
export function sayPerimeter({ name, mode, ...facts }: PerimeterFacts, words: Words): string {
  const said = typeof name === "string" ? name : `<${name.unknown}>`;
  return words.document.sentences.perimeter(said, sayWord(mode, words), facts);
}

/** How many private endpoints there are. */
export function sayEndpoints(
  {
    privateEndpoints: count,
    privateEndpointsOpen: isOpen,
  }: Pick<VaultFacts, "privateEndpoints" | "privateEndpointsOpen">,
  words: Words,
): string {
  return count === 0 && !isOpen ? "0" : sayRules(count === 0 ? [] : [String(count)], isOpen, words);
}

/** The items of a list in words; `open` says that there may be more than can be seen. */
export function sayRules(
  items: VaultFacts["ipRules"],
  open: boolean,
  { document: { labels } }: Words,
  separator = ", ",
): string {
  const shown = items.map((item) => (typeof item === "string" ? item : `<${item.unknown}>`));
  if (shown.length === 0) return open ? labels.notKnown : labels.none;
  return [...shown, ...(open ? [labels.mayBeMore] : [])].join(separator);
}
