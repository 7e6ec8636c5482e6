import type { ResourceInstance } from "../evaluate/deployment.ts";
import { memberOf } from "../evaluate/members.ts";
import type { Absent, Value } from "../evaluate/value.ts";
import { known } from "../evaluate/value.ts";
import { configured } from "./bind-dns.ts";
import type { InstancesOf } from "./instances-of.ts";
import { idAround, isIdText, providerPath, sameResource } from "./links.ts";
import type { Reading } from "./read-path.ts";
import { allOf, nothing, readSteps, stepsOf, unseen } from "./read-path.ts";

/**
 * Reads a path that may leave its resource: `..` leads to the resource around it, ` > ` goes on at the resource whose id stands
 * there. `properties.environmentId > properties.subnetId` is the subnet of the environment.
 */
export function readRelated(instance: ResourceInstance, path: string, of: InstancesOf): Reading {
  return readSegments(instance, path.split(" > "), of);
}

/** The resource of the deployment that an id names for certain. */
export function resourceOf(id: Value | Absent, of: InstancesOf): ResourceInstance | null {
  if (id.kind !== "known" && id.kind !== "unknown") return null;
  return among(id, of).find((each) => sameResource(id, referredId(each)) === "yes") ?? null;
}

/** The resource that a child belongs to: the one that says so, or the one whose id begins the child's. */
export function parentOf(instance: ResourceInstance, of: InstancesOf): ResourceInstance | null {
  const parent = instance.parent();
  if (parent) return parent;
  const types = instance.type()?.split("/") ?? [];
  const last = types.at(-1);
  if (types.length < 3 || last === undefined) return null;
  const id = idAround(instance.id(), `/${last.toLowerCase()}/`);
  const above = of(types.slice(0, -1).join("/").toLowerCase());
  return above.find((each) => sameResource(id, each.id()) === "yes") ?? null;
}

function readSegments(instance: ResourceInstance, segments: readonly string[], of: InstancesOf): Reading {
  const [segment = "", ...rest] = segments;
  if (segment === "..") {
    const parent = parentOf(instance, of);
    return parent ? readSegments(parent, rest, of) : unseen;
  }
  const reading = readSteps(configured(instance), stepsOf(segment), instance.declaration.labelSpan);
  if (rest.length === 0) return reading;
  const further = reading.found.map(({ field }) => {
    const next = resourceOf(field.value, of);
    return next ? readSegments(next, rest, of) : unseen;
  });
  return allOf([...further, { ...nothing, isOpen: reading.isOpen }]);
}

/** The resources an id can name: those of its type, where the id says it. */
function among(id: Value, of: InstancesOf): readonly ResourceInstance[] {
  if (id.kind === "known") {
    const type = isIdText(id.value) ? typeOf(id.value) : null;
    return type === null ? [] : of(type);
  }
  const [, type] = id.kind === "unknown" ? (/(azurerm_\w+)\.[^.]+\.id$/.exec(id.symbol ?? "") ?? []) : [];
  return type === undefined ? [] : of(type);
}

/** `microsoft.app/managedenvironments` of the id of one. */
function typeOf(id: Parameters<typeof providerPath>[0]): string | null {
  const path = providerPath(id);
  if (path === null) return null;
  const text =
    typeof path === "string"
      ? path
      : path.parts.map((part) => (typeof part === "string" ? part : "?")).join("");
  const [provider, ...segments] = text.slice("/providers/".length).split("/");
  const types = segments.filter((_, index) => index % 2 === 0);
  return [provider, ...types].join("/").toLowerCase();
}

/** The id as an expression that refers to the resource sees it. */
function referredId(instance: ResourceInstance): Value {
  const origin = { span: instance.declaration.labelSpan };
  return memberOf(known({ kind: "resource", instance }, origin), "id", false, origin);
}
