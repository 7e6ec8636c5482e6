import type { ResourceInstance } from "../../evaluate/types.ts";
import type { ResourceDeclaration } from "../../template/template.ts";
import { equalValues, type Plain } from "../../evaluate/values/plain.ts";
import { type Absent, knownText, type Value, withOrigin } from "../../evaluate/values/value.ts";
import { configured } from "../bind/resource.ts";
import type { Field } from "./field.ts";
import type { InstancesOf } from "../resources-by-type.ts";
import { certainlyLacks } from "../../template/lacks.ts";
import { idAround, isIdText, sameResource, typeInId } from "../ids/links.ts";
import { allOf, nothing, type Reading, readSteps, segmentsOf, stepsOf, unseen } from "./read-path.ts";
import { referredTo } from "../ids/referenced-property.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * Reads a path that may leave its resource, in steps with ` > ` between them: from a property to the resource whose id it holds,
 * by `..` to the resource around it, by `<type` to its children of a type, by `<type:property` to the resources that hold its
 * id in a property, by `=type` to the sibling of a type that a property names. `properties.environmentId > properties.subnetId`
 * is the subnet of the environment, seen from the property that leads there.
 */
export function readRelated(instance: ResourceInstance, path: string, of: InstancesOf): Reading {
  return readSegments(instance, segmentsOf(path), of);
}

/** The resource of the deployment that an id names for certain. */
export function resourceOf(id: Value | Absent, of: InstancesOf): ResourceInstance | null {
  if (id.kind !== "known" && id.kind !== "unknown") return null;
  return deployedFirst(among(id, of).filter((each) => sameResource(id, referredTo(each, ["id"])) === "yes"));
}

/** The resource that a child belongs to: the one that says so, or the one whose id begins the child's. */
export function parentOf(instance: ResourceInstance, of: InstancesOf): ResourceInstance | null {
  const parent = instance.parent();
  if (parent && !parent.declaration.existing) return parent;
  const types = instance.type()?.split("/") ?? [];
  if (types.length < 3) return null;
  const id = parentId(instance);
  const above = of(foldWord(types.slice(0, -1).join("/")));
  return deployedFirst(above.filter((each) => sameResource(id, each.id()) === "yes")) ?? parent;
}

/** A resource that one module references may be deployed by another, which has more information. */
function deployedFirst(found: readonly ResourceInstance[]): ResourceInstance | null {
  return found.find(({ declaration }) => !declaration.existing) ?? found[0] ?? null;
}

function parentId(instance: ResourceInstance): Value {
  const last = foldWord(instance.type()?.split("/").at(-1)) ?? "";
  return idAround(instance.id(), `/${last}/`);
}

function readSegments(instance: ResourceInstance, segments: readonly string[], of: InstancesOf): Reading {
  if (!mayBeWritten(instance, segments[0] ?? "")) return nothing;
  const [segment = "", ...rest] = segments;
  if (segment === "..") {
    const parent = parentOf(instance, of);
    return parent ? readSegments(parent, rest, of) : unseen;
  }
  if (segment.startsWith("<")) {
    const [type = "", property] = segment.slice(1).split(":");
    const others = ofType(foldWord(type), of).filter((each) => belongsTo(each, instance, property, of));
    return allOf(others.map((each) => readSegments(each, rest, of)));
  }
  const steps = stepsOf(segment);
  const reading = readSteps(configured(instance), steps, instance.declaration.labelSpan);
  if (rest.length === 0) return reading;
  const further = reading.found.map(({ field, steps }) => {
    const { next, left } = follow(field.value, instance, rest, of);
    const { found, isOpen } = next ? readSegments(next, left, of) : unseen;
    return { found: found.map((each) => ({ field: seenFrom(field, each.field), steps })), isOpen };
  });
  return allOf([...further, { ...nothing, isOpen: reading.isOpen }]);
}

/**
 * The resources of a type. What integrates an app into a network is `networkConfig`, or a `config` called *virtualNetwork*, whose id is
 * the one that Azure gives both: https://learn.microsoft.com/azure/templates/microsoft.web/sites/networkconfig-virtualnetwork
 */
function ofType(type: string, of: InstancesOf): readonly ResourceInstance[] {
  const own = of(type);
  if (!type.endsWith("/networkconfig")) return own;
  const configs = of(type.replace(/networkconfig$/, "config"));
  const isNetwork = (name: Value | undefined): boolean => foldWord(knownText(name)) === "virtualnetwork";
  return [...own, ...configs.filter((each) => isNetwork(each.nameSegments().at(-1)))];
}

/** Whether a resource may have something at the beginning of a path, unless that leads to another resource. */
function mayBeWritten({ declaration, isMade }: ResourceInstance, segment: string): boolean {
  return declaration.existing || isMade === true || !lacksSegment(declaration, segment);
}

/** Whether what a resource writes has certainly nothing at a path, wherever that leads to from there. */
export function isCertainlyWithout(declaration: ResourceDeclaration, path: string): boolean {
  return lacksSegment(declaration, segmentsOf(path)[0] ?? "");
}

function lacksSegment(declaration: ResourceDeclaration, segment: string): boolean {
  if (segment === ".." || segment.startsWith("<")) return false;
  return certainlyLacks(declaration.body, stepsOf(segment));
}

/** The resource that a value refers to, and the remaining steps. */
function follow(
  value: Value | Absent,
  from: ResourceInstance,
  segments: readonly string[],
  of: InstancesOf,
): { readonly next: ResourceInstance | null; readonly left: readonly string[] } {
  const [segment = "", ...left] = segments;
  if (!segment.startsWith("=")) return { next: resourceOf(value, of), left: segments };
  const parent = parentId(from);
  const named = of(foldWord(segment.slice(1))).filter((each) => {
    const name = each.nameSegments().at(-1);
    return value.kind !== "absent" && name !== undefined && equalValues(name, value, true) === "yes";
  });
  // The parent of an azurerm resource is not part of its name: a single resource with that name is the one meant.
  const isAlone = from.type()?.startsWith("azurerm_") === true && named.length === 1;
  const siblings = named.filter((each) => isAlone || sameResource(parentId(each), parent) === "yes");
  return { next: deployedFirst(siblings), left };
}

/** A property elsewhere, as it looks from the one that leads there. */
function seenFrom(own: Field<Plain>, { value, ...field }: Field<Plain>): Field<Plain> {
  if (own.value.kind === "absent" || value.kind === "absent") return { value, ...field };
  return { ...own, value: withOrigin(value, own.value.origin) };
}

/** Whether a resource is a child of another one, or holds its id in a property. */
function belongsTo(
  instance: ResourceInstance,
  owner: ResourceInstance,
  property: string | undefined,
  of: InstancesOf,
): boolean {
  if (property === undefined) return parentOf(instance, of) === owner;
  const { found } = readSteps(configured(instance), stepsOf(property), instance.declaration.labelSpan);
  return found.some(({ field }) => resourceOf(field.value, of) === owner);
}

/** The types of azurerm whose ids are made of names, so that they are known. */
const azurermTypes: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    "microsoft.managedidentity/userassignedidentities": ["azurerm_user_assigned_identity"],
    "microsoft.storage/storageaccounts": ["azurerm_storage_account"],
  }),
);

/** The resources an id can name: those of its type, where the id says it. */
function among(id: Value, of: InstancesOf): readonly ResourceInstance[] {
  if (id.kind === "known") {
    const type = isIdText(id.value) ? typeInId(id.value) : null;
    return type === null ? [] : of(type, ...(azurermTypes.get(type) ?? []));
  }
  const [, type] =
    id.kind === "unknown" ? (/(?<!\w)(azurerm_\w+)\.[^.]+\.id$/.exec(id.symbol ?? "") ?? []) : [];
  return type === undefined ? [] : of(type);
}
