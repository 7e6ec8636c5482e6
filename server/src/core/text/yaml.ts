import {
  defineScalarTag,
  type Event,
  EVENT_ID,
  FAILSAFE_SCHEMA,
  getScalarValue,
  load,
  NOT_RESOLVED,
  parseEvents,
  realMapTag,
  SCALAR_STYLE,
  YAMLException,
} from "js-yaml";

/** What a YAML text consists of, in its order. `end` closes the document, list or map that was begun last. */
export type YamlEvent =
  | { readonly kind: "document" | "end" }
  | { readonly kind: "list" | "map"; readonly anchor: string | null; readonly start: number }
  | YamlScalarEvent
  | { readonly kind: "alias"; readonly anchor: string; readonly start: number };

export interface YamlScalarEvent {
  readonly kind: "scalar";
  readonly anchor: string | null;
  /** Where its value is, without quotes; null if nothing is written. */
  readonly place: { readonly start: number; readonly end: number } | null;
  readonly text: string;
  readonly style: "literal" | "single-quoted" | "double-quoted" | "other";
}

/**
 * The events of a text; the place of its first error instead if it has one. `shown` has the same length as `text`, and is where the texts
 * of values are taken from.
 */
export function yamlEvents(
  text: string,
  shown: string,
  maxDepth: number,
): readonly YamlEvent[] | { readonly faultAt: number } {
  const read = readIndented(text, (indented) => parseEvents(indented, { maxDepth }));
  if ("error" in read) {
    const { error, added } = read;
    return { faultAt: error instanceof YAMLException ? withoutAdded(error.mark?.position ?? 0, added) : 0 };
  }
  const { result, added } = read;
  if (added.length === 0) return result.map((event) => shownEvent(event, shown));
  const indented = withAdded(shown, added);
  return result.map((event) => placedBack(shownEvent(event, indented), added));
}

/**
 * The value of a text, in which maps are of type `Map`; throws if it cannot be read. `plain` gives what a value without quotes is, and
 * undefined for a text.
 */
export function yamlValue(
  text: string,
  plain: (source: string) => number | boolean | null | undefined,
): unknown {
  const scalar = defineScalarTag("tag:yaml.org,2002:plain", {
    implicit: true,
    identify: () => false,
    resolve: (source) => {
      const value = plain(source);
      return value === undefined ? NOT_RESOLVED : value;
    },
  });
  const schema = FAILSAFE_SCHEMA.withTags(realMapTag, scalar);
  const read = readIndented(text, (indented) => load(indented, { schema }));
  if ("error" in read) throw read.error;
  return read.result;
}

/** Spaces added at the beginning of a line. */
interface Added {
  readonly at: number;
  readonly count: number;
}

/** The most characters that are read in all, for each time that a line is indented. */
const mostRead = 20_000_000;

/**
 * Reads a text. Lines within brackets or quotes have to be indented more than what they belong to (https://yaml.org/spec/1.2.2/#rule-s-flow-line-prefix),
 * but the libraries that read pipelines and Terraform's values do not insist on that. So a line that is rejected for that reason is
 * indented, which changes no value, and the text is read again.
 */
function readIndented<T>(
  text: string,
  read: (indented: string) => T,
):
  | { readonly result: T; readonly added: readonly Added[] }
  | { readonly error: unknown; readonly added: readonly Added[] } {
  const added: Added[] = [];
  let indented = text;
  for (let left = mostRead - text.length; ; left -= indented.length) {
    try {
      return { result: read(indented), added };
    } catch (error) {
      const line = left > 0 ? rejectedLine(error, indented) : null;
      if (line === null) return { error, added };
      const at = withoutAdded(line, added);
      if (added.some((each) => each.at === at)) return { error, added };
      added.push({ at, count: deepest(text) + 1 });
      indented = withAdded(text, added);
    }
  }
}

/** Where the line begins that was rejected for its indentation; null if the text was rejected for another reason. */
function rejectedLine(error: unknown, text: string): number | null {
  if (!(error instanceof YAMLException) || error.reason !== "deficient indentation" || !error.mark)
    return null;
  return text.lastIndexOf("\n", error.mark.position - 1) + 1;
}

/** The deepest column at which something can begin in a line. */
function deepest(text: string): number {
  let most = 0;
  for (const [begin] of text.matchAll(/^[ \t?:-]*/gm)) most = Math.max(most, begin.length);
  return most;
}

/** The text with spaces added; they are in the order of their places, since a text is read from its beginning. */
function withAdded(text: string, added: readonly Added[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { at, count } of added) {
    parts.push(text.slice(from, at), " ".repeat(count));
    from = at;
  }
  return [...parts, text.slice(from)].join("");
}

/** The place in the text as it is written. */
function withoutAdded(place: number, added: readonly Added[]): number {
  let before = 0;
  for (const { at, count } of added) {
    if (place <= at + before) break;
    before += Math.min(count, place - at - before);
  }
  return place - before;
}

function placedBack(event: YamlEvent, added: readonly Added[]): YamlEvent {
  if (event.kind === "scalar") {
    const { place } = event;
    if (place === null) return event;
    const [start, end] = [withoutAdded(place.start, added), withoutAdded(place.end, added)];
    return { ...event, place: { start, end } };
  }
  return "start" in event ? { ...event, start: withoutAdded(event.start, added) } : event;
}

function shownEvent(event: Event, shown: string): YamlEvent {
  switch (event.type) {
    case EVENT_ID.DOCUMENT:
      return { kind: "document" };
    case EVENT_ID.SEQUENCE:
      return { kind: "list", anchor: anchorOf(event, shown), start: event.start };
    case EVENT_ID.MAPPING:
      return { kind: "map", anchor: anchorOf(event, shown), start: event.start };
    case EVENT_ID.ALIAS:
      return {
        kind: "alias",
        anchor: shown.slice(event.anchorStart, event.anchorEnd),
        start: event.anchorStart,
      };
    case EVENT_ID.SCALAR: {
      const { valueStart: start, valueEnd: end, style } = event;
      const isWritten = start >= 0;
      return {
        kind: "scalar",
        anchor: anchorOf(event, shown),
        place: isWritten ? { start, end } : null,
        text: isWritten ? getScalarValue(shown, event) : "",
        style: styles.get(style) ?? "other",
      };
    }
    case EVENT_ID.POP:
      return { kind: "end" };
  }
}

const styles: ReadonlyMap<number, YamlScalarEvent["style"]> = new Map([
  [SCALAR_STYLE.LITERAL_BLOCK, "literal"],
  [SCALAR_STYLE.SINGLE_QUOTED, "single-quoted"],
  [SCALAR_STYLE.DOUBLE_QUOTED, "double-quoted"],
]);

function anchorOf(
  { anchorStart, anchorEnd }: { readonly anchorStart: number; readonly anchorEnd: number },
  shown: string,
): string | null {
  return anchorStart < 0 ? null : shown.slice(anchorStart, anchorEnd);
}
