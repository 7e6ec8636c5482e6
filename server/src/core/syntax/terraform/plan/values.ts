import type { Node } from "jsonc-parser";
import type { Entry, Expression } from "../../../template/expression.ts";
import type { DocumentId, Span } from "../../../text/document.ts";
import { call, literal } from "../lower-context.ts";

/** The value of a member of an object; undefined when it has none. */
export function member(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== "object") return undefined;
  return node.children?.find((property) => property.children?.[0]?.value === name)?.children?.[1];
}

export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.type === "array" ? (node.children ?? []) : [];
}

export function textOf(node: Node | undefined): string | null {
  return node?.type === "string" && typeof node.value === "string" ? node.value : null;
}

export function spanOf(node: Node, document: DocumentId): Span {
  return { document, start: node.offset, end: node.offset + node.length };
}

/**
 * A value as an expression. `unknown` has the same shape and is true if a plan does not know the value before it is applied
 * (https://developer.hashicorp.com/terraform/internals/json-format#change-representation). Lists of objects are blocks.
 */
export function lowerValue(node: Node, unknown: Node | undefined, document: DocumentId): Expression {
  const span = spanOf(node, document);
  if (unknown?.type === "boolean" && unknown.value === true) return call("known after apply", span);
  if (node.type === "object")
    return { kind: "dictionary", span, entries: entriesOf(node, unknown, document), intact: true };
  if (node.type !== "array") return literal(scalarOf(node), span);
  const children = node.children ?? [];
  const items = children.map((child, index) => lowerValue(child, itemsOf(unknown)[index], document));
  const list = { kind: "list", span, items, intact: true } as const;
  return items.every((item) => item.kind === "dictionary") ? { ...list, blocks: true } : list;
}

/** What is not known may be missing among the values. */
function entriesOf(node: Node, unknown: Node | undefined, document: DocumentId): readonly Entry[] {
  const entries = (node.children ?? []).flatMap((property): readonly Entry[] => {
    const [key, value] = property.children ?? [];
    if (!key || !value) return [];
    const name = String(key.value);
    const of = { span: spanOf(property, document), key: literal(name, spanOf(key, document)) };
    return [{ kind: "entry", ...of, value: lowerValue(value, member(unknown, name), document) }];
  });
  const written = new Set(entries.map((entry) => (entry.key.kind === "literal" ? entry.key.value : null)));
  const span = { ...spanOf(node, document), end: node.offset + 1 };
  const missing = (unknown?.type === "object" ? (unknown.children ?? []) : []).flatMap(
    (property): readonly Entry[] => {
      const [key, value] = property.children ?? [];
      if (!key || written.has(String(key.value)) || !mentionsTrue(value)) return [];
      return [
        {
          kind: "entry",
          span,
          key: literal(String(key.value), span),
          value: call("known after apply", span),
        },
      ];
    },
  );
  return [...entries, ...missing];
}

function mentionsTrue(node: Node | undefined): boolean {
  if (node?.type === "boolean") return node.value === true;
  return (node?.children ?? []).some(mentionsTrue);
}

function scalarOf({ value }: Node): null | boolean | number | string {
  const plain: unknown = value;
  return typeof plain === "string" || typeof plain === "number" || typeof plain === "boolean" ? plain : null;
}
