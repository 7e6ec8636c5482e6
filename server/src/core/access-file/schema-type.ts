import { reasonPattern, datePattern, ruleReferencePattern } from "../text/patterns.ts";

/** What some texts have to look like, by what they are. */
export const patterns = {
  rule: ruleReferencePattern,
  reason: reasonPattern,
  date: datePattern,
} as const;

export type TextFormat = keyof typeof patterns;

/** As much of JSON Schema (draft-07) as the access file needs: small enough to be checked here, and read by every editor. */
export interface Schema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: "object" | "array" | "string" | "boolean" | "integer";
  readonly enum?: readonly (string | number | boolean)[];
  readonly properties?: Readonly<Record<string, Schema>>;
  /** A schema for all other keys; false if there may be none. */
  readonly additionalProperties?: Schema | false;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  /** Alternatives that differ in their type, or in a key that only one of them requires. */
  readonly anyOf?: readonly Schema[];
  readonly default?: string | boolean;
}
