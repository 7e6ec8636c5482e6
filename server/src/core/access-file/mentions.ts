import type { Node } from "jsonc-parser";
import type { Document } from "../text/document.ts";
import { membersOf, type Placed, readTree, textOf } from "./tree.ts";

/** What a text of an access file names. */
export type MentionKind =
  | "source"
  | "environment"
  | "vault"
  | "rule"
  | "subnet"
  | "service"
  | "consumer"
  | "parameters"
  | "test";

/** A place of an access file that names something. */
export interface Mention extends Placed {
  readonly kind: MentionKind;
  /** Whether the name is given here rather than used. */
  readonly declares: boolean;
}

/** Every name in an access file, also in tests that are not written in full yet. */
export function mentionsIn(document: Document): readonly Mention[] {
  const { root } = readTree(document);
  return root ? mentionsBelow(root, [], document.id) : [];
}

function mentionsBelow(node: Node, path: readonly string[], document: string): readonly Mention[] {
  switch (node.type) {
    case "object":
      return membersOf(node).flatMap(([key, value]) => {
        const below = [...path, String(key.value)];
        return [...mention(key, keyKinds, below, document), ...mentionsBelow(value, below, document)];
      });
    case "array":
      return (node.children ?? []).flatMap((item) => mentionsBelow(item, path, document));
    default:
      return mention(node, valueKinds, path, document);
  }
}

/** The kind of name at each path of keys, where `*` matches any key. */
type Kinds = readonly (readonly [path: string, kind: MentionKind, declares: boolean])[];

const keyKinds: Kinds = [
  ["sources/*", "source", true],
  ["environments/*", "environment", true],
  ["rules/*", "rule", false],
];

const valueKinds: Kinds = [
  ["tests/from", "source", false],
  ["tests/to", "vault", false],
  ["tests/environment", "environment", false],
  ["tests/name", "test", true],
  ["suppressions/rule", "rule", false],
  ["sources/*/subnet", "subnet", false],
  ["sources/*/service", "service", false],
  ["sources/*/consumer", "consumer", false],
  ["environments/*/parameters", "parameters", false],
];

function mention(node: Node, kinds: Kinds, path: readonly string[], document: string): readonly Mention[] {
  const placed = textOf(document, node);
  const found = kinds.find(([pattern]) => fits(pattern.split("/"), path));
  return placed && found ? [{ ...placed, kind: found[1], declares: found[2] }] : [];
}

function fits(pattern: readonly string[], path: readonly string[]): boolean {
  return (
    pattern.length === path.length && pattern.every((each, index) => each === "*" || each === path[index])
  );
}
