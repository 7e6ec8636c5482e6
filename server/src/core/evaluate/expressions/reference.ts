import { any } from "../../logic/truth.ts";
import type { CallExpression } from "../../template/expression.ts";
import type { ModuleInstance, ResourceInstance } from "../types.ts";
import { outputOf, resourceMember } from "./handles.ts";
import { moduleInstances, resourceInstances } from "../instances/instances.ts";
import { homeOf } from "./names.ts";
import type { Plain } from "../values/plain.ts";
import { dictOf, equalPlain, equalValues } from "../values/plain.ts";
import type { Frame, Scope } from "../scope.ts";
import { evaluateIn } from "../scope.ts";
import { callSymbol } from "../values/symbol.ts";
import { propertiesById } from "./undeclared.ts";
import type { Origin, Value } from "../values/value.ts";
import { causesOf, known, unknown } from "../values/value.ts";

/**
 * ARM's `reference(nameOrId, apiVersion?, 'Full'?)`: the properties of a resource of this deployment, or the outputs of
 * a nested one (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#reference).
 */
export function evaluateReference(call: CallExpression, scope: Scope): Value {
  const [target, ...rest] = call.arguments.map((argument) => evaluateIn(scope, argument));
  const origin = { span: call.span };
  if (!target) return unknown({ kind: "failure", reason: "reference() of nothing" }, origin);
  const full = rest.some((each) => isFull(each));
  if (target.kind === "known") {
    const found = findReferenced(target.value, framesOf(scope));
    if (found && "nameSegments" in found) return referenced(found, full, origin);
    if (found) return outputsOf(found, origin);
  }
  const because =
    target.kind === "unknown" ? causesOf(target) : [{ kind: "runtime", call: "reference()" } as const];
  const symbol = callSymbol("reference", [target]);
  const byId = target.kind === "known" && !full ? propertiesById(target, because, symbol) : null;
  return byId ?? unknown(because, origin, symbol);
}

/** The documentation writes 'Full', the Bicep compiler 'full'. */
function isFull(value: Value): boolean {
  return value.kind === "known" && typeof value.value === "string" && value.value.toLowerCase() === "full";
}

/** The symbolic name, with its turn where there are several: `many[1]`. */
function keyOf(instance: ResourceInstance | ModuleInstance): string | null {
  const { key } = instance.declaration;
  return key === null || instance.turn === null ? key : `${key}[${instance.turn}]`;
}

function framesOf(scope: Scope): readonly Frame[] {
  const home = homeOf(scope).frame;
  return home === scope.frame ? [home] : [scope.frame, home];
}

function findReferenced(target: Plain, frames: readonly Frame[]): ResourceInstance | ModuleInstance | null {
  for (const frame of frames) {
    const resource = resourceInstances(frame).find((each) => isResource(each, target));
    if (resource) return resource;
    const module = moduleInstances(frame).find((each) => isModule(each, target));
    if (module) return module;
  }
  return null;
}

/** By symbolic name, by id, or by bare name (which ARM allows for resources of the same template). */
function isResource(instance: ResourceInstance, target: Plain): boolean {
  if (target !== null && target === keyOf(instance)) return true;
  const name = instance.nameSegments();
  const ids = [equalValues(instance.id(), known(target, originOf(instance)), true)];
  if (name.length === 1 && name[0]) ids.push(equalValues(name[0], known(target, originOf(instance)), true));
  return any(ids) === "yes";
}

function originOf(instance: ResourceInstance): Origin {
  return { span: instance.declaration.labelSpan };
}

function isModule(instance: ModuleInstance, target: Plain): boolean {
  if (target !== null && target === keyOf(instance)) return true;
  const { name } = instance;
  if (name.kind !== "known") return false;
  return (
    equalPlain(name.value, target, true) === "yes" ||
    equalValues(instance.id, known(target, name.origin), true) === "yes"
  );
}

function referenced(instance: ResourceInstance, full: boolean, origin: Origin): Value {
  return full
    ? known({ kind: "resource", instance }, origin)
    : resourceMember(instance, "properties", origin);
}

/** The outputs as `reference()` gives them: each below its name, wrapped as `{ "value": … }`. */
function outputsOf(instance: ModuleInstance, origin: Origin): Value {
  if (!instance.frame) {
    return unknown(
      { kind: "module", reference: instance.symbol },
      origin,
      `module ${instance.symbol}.reference`,
    );
  }
  const outputs = [...instance.frame.template.outputs.keys()].map(
    (key) => [key, known(dictOf([["value", outputOf(instance, key, origin)]]), origin)] as const,
  );
  return known(dictOf([["outputs", known(dictOf(outputs), origin)]]), origin);
}
