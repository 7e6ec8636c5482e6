import { type JsonNode, memberValue, stringOf } from "../json/node.ts";

/** What an id says of a resource: its type, and one name per segment of it. */
export interface ResourceIdParts {
  readonly type: string;
  readonly names: readonly string[];
}

/** Takes a resource's id apart; null if it is not one. */
export function partsOfId(id: string): ResourceIdParts | null {
  const [provider = "", ...rest] =
    id
      .split(/\/providers\//i)
      .at(-1)
      ?.split("/") ?? [];
  const types = rest.filter((_, index) => index % 2 === 0);
  const names = rest.filter((_, index) => index % 2 === 1);
  if (!/\/providers\//i.test(id) || names.length === 0 || names.length !== types.length) return null;
  return names.includes("") ? null : { type: [provider, ...types].join("/"), names };
}

/** The type of a printed resource, as it says itself or by its id; null if it says neither. */
export function printedType(node: JsonNode, id: string | null = idOf(node)): string | null {
  const type = stringOf(memberValue(node, "type"));
  return type ?? (id === null ? null : (partsOfId(id)?.type ?? null));
}

/** The id of a printed resource. */
export function idOf(node: JsonNode): string | null {
  return stringOf(memberValue(node, "id"));
}
