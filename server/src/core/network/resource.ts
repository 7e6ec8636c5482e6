import type { Existence, Home, ResourceInstance, Value } from "../evaluate/types.ts";
import type { Span } from "../text/document.ts";

/** What all resources of the model share. */
export interface Resource {
  /** The same in every world and at every analysis of the same text. */
  readonly key: string;
  readonly symbol: string;
  /** The calls from the root, `keyVault[1]/inner`; null in the root itself. */
  readonly module: string | null;
  readonly name: Value;
  readonly id: Value;
  readonly exists: Existence;
  /** Where it is declared, for reports. */
  readonly label: Span;
  /** The whole declaration. */
  readonly span: Span;
  /** The root that declares it, where that is not the one being evaluated. */
  readonly home: Home | null;
  readonly instance: ResourceInstance;
}
