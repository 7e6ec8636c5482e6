import type { ResourceInstance } from "../../evaluate/types.ts";
import type { Plain } from "../../evaluate/values/plain.ts";
import { type Absent, causesOf, known, mapValue, unknown, type Value } from "../../evaluate/values/value.ts";
import type { InstancesOf } from "../../network/resources-by-type.ts";
import { allOf } from "../../network/fields/read-path.ts";
import { parentOf, readRelated } from "../../network/fields/read-related.ts";
import { serviceStanding } from "../service.ts";
import type { IdentityKind } from "./consumer.ts";
import { type Detection, type DetectionPlace, pathBeside } from "./detection.ts";
import { foldWord } from "../../text/fold.ts";

/** A place at which a resource has a reference, and the steps that lead there. */
export interface PlaceFound extends Pick<DetectionPlace, "path" | "kind"> {
  readonly steps: readonly string[];
}

/**
 * The identity with which a resource asks the vault: the one it chooses for that, or else the one it has, where the one of
 * the system comes first (https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview).
 */
export function identityOf(
  instance: ResourceInstance,
  { places, service }: Detection,
  of: InstancesOf,
  at: PlaceFound | null,
): Value<IdentityKind> {
  // What Azure Resource Manager writes into a vault, it writes with the identity of the deploying user.
  const standing = serviceStanding(service);
  if (standing.kind === "controlPlane") return unknown([], { span: instance.declaration.labelSpan });
  // Elsewhere the references of a resource are not told apart.
  const isDecisive = standing.kind === "trustedIf" && standing.needs === "identity";
  const selectors = selectorsFor(isDecisive ? at : null, places);
  const { found, isOpen } = allOf(selectors.map((path) => readRelated(instance, path, of)));
  const [choice] = found.flatMap(({ field }) => chosenKind(field.value));
  if (choice) return choice;
  // A choice may be made that cannot be seen: by a parameter, or at the resource that this one is a part of.
  return isOpen ? unknown([], { span: instance.declaration.labelSpan }) : ownIdentity(instance, of);
}

/** The choices that count for a reference: those that are not beside another one of its kind. */
function selectorsFor(at: PlaceFound | null, places: readonly DetectionPlace[]): readonly string[] {
  const selectors = places.filter(({ kind }) => kind === "identity-selector").map(({ path }) => path);
  if (at === null) return selectors;
  const own = parentPath(at.path);
  const others = places.filter(({ kind }) => kind === at.kind).map(({ path }) => parentPath(path));
  return selectors
    .filter((path) => parentPath(path) === own || !others.includes(parentPath(path)))
    .map((path) => pathBeside(path, at.steps));
}

function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf(".")));
}

/** Nothing where the choice is left to the platform. */
function chosenKind(value: Value | Absent): readonly Value<IdentityKind>[] {
  switch (value.kind) {
    case "absent":
      return [];
    case "known":
      return kindOfChoice(value.value, value);
    case "oneOf":
      return [unknown(value.because, value.origin)];
    case "unknown": {
      // What an identity of the deployment is called, only Azure knows.
      const isRuntime =
        value.because.length > 0 &&
        value.because.every(({ kind }) => kind === "runtime" || kind === "existing");
      return [isRuntime ? known("user", value.origin) : unknown(value.because, value.origin)];
    }
  }
}

function kindOfChoice(plain: Plain, { origin }: Value): readonly Value<IdentityKind>[] {
  if (plain === null || plain === "") return [];
  if (plain === true) return [known("system", origin)];
  if (plain === false) return [];
  const isSystem = typeof plain === "string" && /^system/i.test(plain);
  return [known(isSystem ? "system" : "user", origin)];
}

/** The identity of the resource itself, or of the one it is a part of. */
function ownIdentity(instance: ResourceInstance, of: InstancesOf): Value<IdentityKind> {
  const origin = { span: instance.declaration.labelSpan };
  const reading = readRelated(instance, "identity.type", of);
  const [found] = reading.found;
  const value = found?.field.value;
  if (value && value.kind !== "absent") return kindOfType(value);
  if (reading.isOpen) return unknown([], origin);
  const depth = depthOf(instance);
  if (depth <= 2) return known("none", origin);
  const parent = parentOf(instance, of);
  return parent && depthOf(parent) < depth ? ownIdentity(parent, of) : unknown([], origin);
}

function depthOf(instance: ResourceInstance): number {
  return instance.type()?.split("/").length ?? 0;
}

function kindOfType(value: Value): Value<IdentityKind> {
  return mapValue(
    value,
    value.origin,
    (plain): Value<IdentityKind> => {
      const word = typeof plain === "string" ? foldWord(plain) : "";
      if (word.includes("system")) return known("system", value.origin);
      if (word.includes("user")) return known("user", value.origin);
      return word === "none" ? known("none", value.origin) : unknown(causesOf(value), value.origin);
    },
    Object.is,
  );
}
