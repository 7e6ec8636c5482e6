import type { ResourceInstance } from "../../evaluate/types.ts";
import type { ListField, ListSchema } from "../fields/field.ts";
import type { Resource } from "../resources-by-type.ts";
import { readList } from "../fields/read-field.ts";

const schema: ListSchema<string> = {
  path: ["dependsOn"],
  item: {
    path: [],
    decode: (written) => (typeof written === "string" ? written : undefined),
    encode: (name) => name,
  },
};

/**
 * What a resource says it waits for; null if the syntax takes references rather than text there. ARM JSON takes names
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-dependency).
 */
export function dependsOnList({ instance, label }: Resource): ListField<string> | null {
  return instance.frame.template.dialect === "arm" ? readList(instance.body(), schema, label) : null;
}

/** Where a resource of any syntax names what it waits for; null if nothing can be added there. */
export function explicitDependsOn(resource: Resource): ListField<string> | null {
  const list = dependsOnList(resource);
  if (list) return list;
  const { instance, label } = resource;
  const { body, around: into = body, dependsOn } = instance.declaration;
  if (into.kind !== "dictionary" || (dependsOn && dependsOn.kind !== "list")) return null;
  const key = instance.frame.template.dialect === "terraform" ? "depends_on" : "dependsOn";
  const slot = { into, path: [key], entry: null, key: null, near: label };
  const state = dependsOn ? "written" : "absent";
  return { state, items: [], open: [], slot, through: [], site: dependsOn, encode: schema.item.encode };
}

/** The text by which another resource of the template says that it waits for this one; null when it has to be an expression. */
export function dependsOnName(instance: ResourceInstance): string | null {
  const { key } = instance.declaration;
  if (key !== null) return key;
  const [name, ...more] = instance.nameSegments();
  const type = instance.type();
  if (type === null || more.length > 0 || name?.kind !== "known") return null;
  return typeof name.value === "string" ? `${type}/${name.value}` : null;
}
