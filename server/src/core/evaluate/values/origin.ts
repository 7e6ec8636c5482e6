import type { Span } from "../../text/document.ts";

/** Use site first, written place last. */
export interface Origin {
  readonly span: Span;
  readonly from?: Hop;
  /** The place is that of a call or a text, of whose result this is only a part: nothing else can be written there for it. */
  readonly isPart?: true;
}

/** One step from a use to where its value was written. */
export interface Hop {
  readonly via: "variable" | "parameter default" | "argument" | "parameter file" | "output" | "local";
  readonly name: string;
  /** Counts how often the name is used; editing a value used more than once changes more than one place. */
  readonly uses: () => number;
  readonly origin: Origin;
  /** The values that its declaration allows; of a list, those of its items. Absent or null where it allows any. */
  readonly allowed?: readonly (null | boolean | number | string)[] | null;
}
