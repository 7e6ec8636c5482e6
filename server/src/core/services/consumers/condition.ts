import { matchesStars } from "../../text/stars.ts";
import type { ResourceInstance } from "../../evaluate/types.ts";
import { isText, type Plain, type Text } from "../../evaluate/values/plain.ts";
import { mayBe } from "../../evaluate/values/shape.ts";
import { is, knownText, type Value } from "../../evaluate/values/value.ts";
import { all, any, not, type Truth, truth } from "../../logic/truth.ts";
import type { InstancesOf } from "../../network/resources-by-type.ts";
import { readRelated } from "../../network/fields/read-related.ts";
import { type Condition, pathBeside } from "./detection.ts";
import { foldWord } from "../../text/fold.ts";

/** Whether a resource meets the catalog's condition for a place that was found in it. */
export function holds(
  { path, pattern }: Condition,
  instance: ResourceInstance,
  found: readonly string[],
  of: InstancesOf,
): Truth {
  if (path === "name") return matches(instance.nameSegments().at(-1) ?? null, pattern);
  const wanted = filledIn(pattern, (named) => wordAt(pathBeside(named, found), instance, of));
  if (wanted === null) return "maybe";
  const reading = readRelated(instance, pathBeside(path, found), of);
  const answers = reading.found.map(({ field }) =>
    field.value.kind === "absent" ? "no" : matches(field.value, wanted),
  );
  if (answers.length > 0) return any(answers);
  return reading.isOpen ? "maybe" : matches(null, wanted);
}

/** A pattern with each path in braces replaced by its value; null if one is unknown. */
function filledIn(pattern: string, word: (path: string) => string | null): string | null {
  const words = [...pattern.matchAll(/\{([^{}]+)\}/g)].map(([braced, path = ""]) => ({
    braced,
    word: word(path),
  }));
  if (words.some((each) => each.word === null)) return null;
  return words.reduce((text, each) => text.replace(each.braced, () => each.word ?? ""), pattern);
}

function wordAt(path: string, instance: ResourceInstance, of: InstancesOf): string | null {
  const [found] = readRelated(instance, path, of).found;
  const value = found?.field.value;
  return knownText(value);
}

/** Null represents a property that is not written. */
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
  if (word === "*") return "yes";
  if (isText(plain))
    return matchesKnownParts(plain, word) ? "yes" : differsAtAnEnd(plain, word) ? "no" : "maybe";
  if (plain !== null && typeof plain === "object") return "no";
  return truth(matchesStars(foldWord(String(plain)), foldWord(word)));
}

/** Whether a known start or end is not that of the pattern, whatever the unknown parts are. */
function differsAtAnEnd({ parts }: Text, word: string): boolean {
  const pieces = foldWord(word).split("*");
  if (pieces.length === 1) return !mayBe(parts, word);
  const known = (part: Text["parts"][number] | undefined): string =>
    typeof part === "string" ? foldWord(part) : "";
  const [start, end] = [known(parts[0]), known(parts.at(-1))];
  const [first, last] = [pieces[0] ?? "", pieces.at(-1) ?? ""];
  const fitsBefore = first.startsWith(start) || start.startsWith(first);
  return !fitsBefore || !(last.endsWith(end) || end.endsWith(last));
}

/** Whatever the unknown parts are, stars match them where the known ones are all that a pattern asks for. */
function matchesKnownParts(text: Text, word: string): boolean {
  const parts = text.parts.map((part) => (typeof part === "string" ? foldWord(part) : "\0"));
  return matchesStars(parts.join(""), foldWord(word));
}
