/** Something in a template that is not evaluated; `name` is what the template calls it. */
export type Construct =
  | {
      readonly kind:
        | "blueprint-parameter"
        | "choice-between-lists"
        | "collection-in-text"
        | "comparison-of-types"
        | "computed-key"
        | "computed-type"
        | "deployment"
        | "hsm-service-tags"
        | "linked-parameter-file"
        | "list-in-list"
        | "loop"
        | "loop-of-unknown-length"
        | "loop-without-iterations"
        | "module-in-parameter-file"
        | "nested-in-computed"
        | "order-of-set"
        | "perimeter-service-tags"
        | "resource-of-unknown-type"
        | "resource-without-name"
        | "resource-without-type"
        | "secret-reference"
        | "some-environment-variable"
        | "too-deep"
        | "unknown-map"
        | "unknown-object";
    }
  | {
      readonly kind:
        /** The name is a piece of code. */
        | "code"
        /** A function that looks up a name which is computed. */
        | "computed-name"
        | "environment-variable"
        | "function-as-value"
        | "method-of-resource"
        /** What a pipeline replaces in a file before it is deployed. */
        | "token"
        /** Two keys, which differ only in case. */
        | "two-spellings"
        /** One use of a function, which is evaluated elsewhere. */
        | "this-call"
        /** A property under a version of the API that does not have it. */
        | "property-before-its-version";
      readonly name: string;
    };
