import type { ResourceInstance } from "../../evaluate/types.ts";
import { equalValues } from "../../evaluate/values/plain.ts";
import { type Cause, unknown, type Value } from "../../evaluate/values/value.ts";
import { sameResource, twinsOf } from "../ids/links.ts";
import type { Resource } from "../resource.ts";
import { bindResource, configured } from "./resource.ts";

/** A resource together with what is written of it. */
export interface Written {
  readonly resource: Resource;
  readonly id: Value;
  readonly body: Value;
}

/**
 * Each resource once. What is only looked up is what the deployment declares; of what several declarations write, the last one
 * decides, so that nothing is known of it.
 */
export function eachOnce(instances: readonly ResourceInstance[]): readonly Written[] {
  return withoutLookups(instances.map(bindResource)).map(([resource, ...others]) => ({
    resource,
    id: resource.id,
    body: others.length === 0 ? configured(resource.instance) : torn(resource),
  }));
}

/** Resources, each with the others that are certainly the same; without those that a declaration represents. */
function withoutLookups(resources: readonly Resource[]): readonly (readonly [Resource, ...Resource[]])[] {
  const done = new Set<Resource>();
  return resources.flatMap((resource) => {
    if (done.has(resource)) return [];
    const twins = twinsOf(resource.id, resources).filter(
      (each) => each !== resource && !done.has(each) && areOne(resource, each),
    );
    for (const each of twins) done.add(each);
    const all = [resource, ...twins];
    const [first = resource, ...others] = all.filter(isWrite);
    return [[first, ...others] as const];
  });
}

/** Names are unique in a group only, so that two declarations are one resource only where their whole ids are equal. */
function areOne(a: Resource, b: Resource): boolean {
  if (a.instance.repeats || b.instance.repeats) return false;
  if (isWrite(a) && isWrite(b)) return equalValues(a.id, b.id, true) === "yes";
  return sameResource(a.id, b.id) === "yes";
}

function isWrite({ instance, exists }: Resource): boolean {
  return !instance.declaration.existing && exists.truth !== "no";
}

function torn({ symbol, label }: Resource): Value {
  const because: Cause = { kind: "conflict", writers: { kind: "declarations", name: symbol } };
  return unknown(because, { span: label });
}
