import type { OutputDeclaration } from "../../template/template.ts";
import { bothExist, exists } from "../instances/frames.ts";
import type {
  Existence,
  Frame,
  ModuleHandle,
  ModuleInstance,
  ResourceHandle,
  ResourceInstance,
} from "../types.ts";
import { convert } from "../values/convert.ts";
import { dictOf, isDict, samePlain, textOf } from "../values/plain.ts";
import { runtimeIdentity, runtimeProperties, symbolOfMember, whyNotSeen } from "./runtime-view.ts";
import { evaluateIn } from "../scope.ts";
import { isTerraformCall, terraformMember } from "../terraform/members.ts";
import { textPieces } from "../values/symbol.ts";
import { type Cause, choose, known, type Origin, unknown, type Value, withOrigin } from "../values/value.ts";

/**
 * A member of a resource or module. Of what is not deployed, and of an existing resource that need not be there, a safe member is
 * null: the compiler writes `if(condition, reference(…), null())` (https://github.com/Azure/bicep, `guardOnResourceCondition` and
 * `guardOnModuleCondition` in src/Bicep.Core/Emit/ExpressionConverter.cs).
 */
export function handleMember(
  handle: ResourceHandle | ModuleHandle,
  name: string,
  safe: boolean,
  origin: Origin,
): Value {
  const value =
    handle.kind === "resource"
      ? resourceMember(handle.instance, name, origin)
      : moduleMember(handle.instance, name, origin);
  return safe ? orNull(value, thereFor(handle, name), origin) : value;
}

/** The value if something is there, else null. */
export function orNull(value: Value, { truth, because }: Existence, origin: Origin): Value {
  if (truth === "yes") return value;
  const nothing = known(null, origin);
  return truth === "no" ? nothing : choose([nothing, value], because, origin, samePlain);
}

/** Whether there is something that has this member; its type is written in the template. */
function thereFor(handle: ResourceHandle | ModuleHandle, name: string): Existence {
  if (handle.kind === "module") return handle.instance.condition;
  if (name === "type" || name === "apiVersion") return exists;
  const { instance } = handle;
  return name === "id" || name === "name"
    ? instance.condition
    : bothExist(instance.condition, found(instance));
}

/** Whether an existing resource is found: only Azure knows of one that need not be there. */
export function found({ declaration, symbol }: ResourceInstance): Existence {
  return declaration.nullable ? { truth: "maybe", because: [{ kind: "existing", symbol }] } : exists;
}

/**
 * A member of a resource. What the template writes is taken as what the resource will have; what it does not write,
 * and all of an existing resource but its name and id, only Azure knows.
 */
export function resourceMember(instance: ResourceInstance, name: string, origin: Origin): Value {
  if (instance.frame.template.dialect === "terraform") {
    const outputs =
      name === "outputs" && instance.type() === "terraform_remote_state"
        ? outputsOfState(instance, origin)
        : null;
    return outputs ?? terraformMember(instance, name, origin);
  }
  switch (name) {
    case "id":
      return withOrigin(instance.id(), origin);
    case "name":
      return nameOf(instance, origin);
    case "type":
      return typeValue(instance, origin);
    case "properties":
      return known(runtimeProperties(instance, origin), origin);
    default:
      return writtenMember(instance, name, origin);
  }
}

/** In Bicep a name is what is written: all of `vnet/app`, or of a child the last segment. */
function nameOf(instance: ResourceInstance, origin: Origin): Value {
  const { declaration, frame } = instance;
  const segments = instance.nameSegments();
  const last = segments.at(-1) ?? unknown([], origin);
  if (frame.template.dialect !== "bicep" || declaration.parent || segments.length < 2) return last;
  const pieces = segments.flatMap((each, index) => [...(index > 0 ? ["/"] : []), ...textPieces(each)]);
  return known(textOf(pieces), origin);
}

/** A member of a module: `outputs`, or `name`. */
function moduleMember(instance: ModuleInstance, name: string, origin: Origin): Value {
  const { frame } = instance;
  if (isTerraformCall(instance)) return outputOf(instance, name, origin);
  if (name !== "outputs")
    return unknown(
      { kind: "runtime", call: `${instance.symbol}.${name}` },
      origin,
      symbolOfCall(instance, name),
    );
  if (!frame) return unknown(opaque(instance), origin, symbolOfCall(instance, "outputs"));
  const outputs = [...frame.template.outputs.keys()].map(
    (key) => [key, outputOf(instance, key, origin)] as const,
  );
  return known(dictOf(outputs), origin);
}

/** The value of an output of a module; what a folder that only has its name says is not. */
export function outputOf(instance: ModuleInstance, key: string, origin: Origin): Value {
  const { frame } = instance;
  const declaration = frame?.template.outputs.get(key);
  if (!frame || instance.unread !== null)
    return unknown(opaque(instance), origin, symbolOfCall(instance, `outputs.${key}`));
  if (!declaration) return unknown({ kind: "failure", reason: { kind: "no-output", name: key } }, origin);
  return valueOfOutput(frame, declaration, origin);
}

function valueOfOutput(frame: Frame, declaration: OutputDeclaration, origin: Origin): Value {
  const { name, constraint = null } = declaration;
  const before = frame.memo.outputs.get(name);
  if (before === "running") return unknown({ kind: "cycle", name }, origin);
  if (before) return before;
  frame.memo.outputs.set(name, "running");
  const scope = { frame, locals: null };
  const given = evaluateIn(scope, declaration.value);
  const value = constraint ? convert(given, constraint, scope) : given;
  frame.memo.outputs.set(name, value);
  return value;
}

/**
 * What a state holds for others: the outputs of its root. Null if that is not known
 * (https://developer.hashicorp.com/terraform/language/state/remote-state-data).
 */
function outputsOfState(instance: ResourceInstance, origin: Origin): Value | null {
  const frame = instance.frame.run.stateOf?.(instance) ?? null;
  if (!frame) return null;
  const outputs = [...frame.template.outputs.values()];
  return known(dictOf(outputs.map((each) => [each.name, valueOfOutput(frame, each, origin)])), origin);
}

/** Names what only the deployment knows of a call. */
export function symbolOfCall({ caller, symbol }: ModuleInstance, member: string): string {
  return `module ${caller.identity}/${symbol}.${member}`;
}

/** What depends on a module that cannot be seen depends on that module. */
function opaque(instance: ModuleInstance): readonly Cause[] {
  return [{ kind: "module", reference: instance.symbol }, ...instance.because];
}

function typeValue(instance: ResourceInstance, origin: Origin): Value {
  const type = instance.type();
  return type === null
    ? unknown({ kind: "runtime", call: `${instance.symbol}.type` }, origin)
    : known(type, origin);
}

function writtenMember(instance: ResourceInstance, name: string, origin: Origin): Value {
  const body = instance.body();
  const written = body.kind === "known" && isDict(body.value) ? body.value.entries.get(name) : undefined;
  if (!written || instance.declaration.existing)
    return unknown(whyNotSeen(instance, name), origin, symbolOfMember(instance, name));
  return name === "identity" ? runtimeIdentity(instance, written.value) : written.value;
}
