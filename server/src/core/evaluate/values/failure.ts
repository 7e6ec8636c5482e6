/** Why a deployment or plan would fail; `name` is what the template calls the thing that is missing or wrong. */
export type Failure =
  | {
      readonly kind:
        | "condition-not-boolean"
        | "index-not-number-or-string"
        | "loop-over-no-list"
        | "reference-without-target"
        | "value-not-list"
        | "wrong-kind";
    }
  | {
      readonly kind:
        /** What the template itself says when it fails. */
        | "message"
        /** A function that refuses its arguments. */
        | "arguments"
        | "invalid-value"
        | "item-of-no-list"
        | "member-of-no-object"
        | "member-of-null"
        | "no-item"
        | "no-member"
        | "no-output"
        | "no-parameter"
        | "no-variable"
        | "not-declared"
        | "property-of-no-object"
        | "repeated-key";
      readonly name: string;
    };
