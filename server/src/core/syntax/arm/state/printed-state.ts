import type { StateKind } from "../../../template/template.ts";
import type { JsonObject, JsonString } from "../json/node.ts";

/** Resources as a tool printed them: how they are, or how they will be. */
export interface PrintedState {
  readonly state: StateKind;
  readonly resources: readonly PrintedResource[];
  /** Whether `"[…]"` is an expression that the tool could not evaluate. */
  readonly expressions: boolean;
  /** False when the tool says that there is more, or an entry cannot be read. */
  readonly isWhole: boolean;
}

export interface PrintedResource {
  /** The resource as printed. */
  readonly node: JsonObject;
  /** The id, where it is not a member of the resource. */
  readonly id: JsonString | null;
  /** Whether the properties are printed: those that are not written are then not set. */
  readonly isComplete: boolean;
  /** Whether it is certainly there. */
  readonly isCertain: boolean;
}
