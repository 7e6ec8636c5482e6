import type { RuleExampleSyntax } from "../../../server/src/protocol/rule-pages.ts";

/** Files that show something, in one or several syntaxes. */
export interface Example {
  /** As links name it: `KV101`, `start`. */
  readonly id: string;
  readonly title: string;
  readonly versions: readonly ExampleVersion[];
}

export interface ExampleVersion {
  readonly syntax: RuleExampleSyntax;
  readonly files: readonly NamedText[];
}

/** A file; its name may contain folders. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}
