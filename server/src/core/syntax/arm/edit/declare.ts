import { type NewResource, referencesOfNew } from "../../../template/new-resource.ts";
import { type NameSegment, Reference } from "../../../template/reference.ts";
import type { Written, WrittenDictionary } from "../../../template/written.ts";
import type { Addition } from "../../braces/add.ts";
import { type JsonArray, type JsonNode, type JsonObject, memberValue } from "../json/node.ts";
import { nodeAt } from "./locate.ts";

/** Where the resources of a template are listed, and the one of them that a declaration is, or is nested in. */
export interface ListedPlace {
  readonly list: JsonObject | JsonArray;
  readonly item: JsonNode;
}

/** The list of the innermost template around a declaration. */
export function listAround(root: JsonNode | null, start: number, end: number): ListedPlace | null {
  const located = nodeAt(root, start, end);
  const path = located ? [located.node, ...located.around] : [];
  for (const [index, owner] of path.slice(2).entries()) {
    const [item, list] = path.slice(index);
    if (!item || !isContainer(list) || memberValue(owner, "type") !== null) continue;
    if (memberValue(owner, "resources") === list) return { list, item };
  }
  return null;
}

function isContainer(node: JsonNode | undefined): node is JsonObject | JsonArray {
  return node?.kind === "object" || node?.kind === "array";
}

/**
 * A resource as an item of a list, or as an entry where resources have symbolic names. It says what it waits for, as references by
 * `resourceId` do not (https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-dependency).
 */
export function additionFor(resource: NewResource, list: ListedPlace["list"]): Addition {
  const { symbol, type, apiVersion, body } = resource;
  const { properties, ...rest } = body;
  const dependsOn = dependencies(resource);
  const value: WrittenDictionary = {
    type,
    ...(apiVersion === null ? {} : { apiVersion }),
    name: nameOf(resource),
    ...rest,
    ...(dependsOn.length > 0 ? { dependsOn } : {}),
    ...(properties === undefined ? {} : { properties }),
  };
  return { key: list.kind === "object" ? symbol : null, value };
}

/** The name of a child begins with those of its parents. */
function nameOf({ parent, name }: NewResource): Written {
  if (!parent) return name;
  const { referent } = parent;
  const own: NameSegment =
    typeof name === "string"
      ? [{ kind: "literal", span: referent.declaration.span, value: name }]
      : name.referent.names.flat();
  return new Reference({ ...referent, names: [...referent.names, own] }, ["name"]);
}

function dependencies(resource: NewResource): readonly Reference[] {
  const declared = referencesOfNew(resource)
    .filter(({ referent, written }) => !referent.declaration.existing && written === null)
    .map(({ referent }) => new Reference({ ...referent, child: null }, []));
  return [...new Map(declared.map((each) => [each.key, each])).values()];
}
