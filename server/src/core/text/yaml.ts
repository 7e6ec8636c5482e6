import {
  EVENT_ID,
  FAILSAFE_SCHEMA,
  NOT_RESOLVED,
  SCALAR_STYLE,
  YAMLException,
  defineScalarTag,
  getScalarValue,
  load,
  parseEvents,
  realMapTag,
} from "js-yaml";
import type { Event } from "js-yaml";

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
  try {
    return parseEvents(text, { maxDepth }).map((event) => shownEvent(event, shown));
  } catch (error) {
    return { faultAt: error instanceof YAMLException ? (error.mark?.position ?? 0) : 0 };
  }
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
  return load(text, { schema: FAILSAFE_SCHEMA.withTags(realMapTag, scalar) });
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
