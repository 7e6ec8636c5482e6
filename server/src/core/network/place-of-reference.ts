import type { Frame } from "../evaluate/scope.ts";
import type { Origin } from "../evaluate/values/value.ts";
import { isWithin } from "../template/template.ts";
import { contains, type Span } from "../text/document.ts";
import type { Field } from "./fields/field.ts";
import type { Resource } from "./resource.ts";

/**
 * Where a resource refers to another one: in its own declaration, or in the argument that brings the other into its module. An output
 * or a variable, to which more resources refer, says nothing about this one.
 */
export function placeOfReference(
  { value, slot: { entry } }: Field<unknown>,
  { label, instance }: Pick<Resource, "label" | "instance">,
): Span {
  if (value.kind === "absent") return label;
  const isWrittenHere = entry === null || contains(entry, value.origin.span);
  return isWrittenHere ? argumentOf(value.origin, instance.frame) : entry;
}

/**
 * The outermost argument through which a value was passed, if each one is written in a module call; otherwise the
 * place of use.
 */
function argumentOf({ span, from }: Origin, { caller }: Frame): Span {
  if (from?.via !== "argument" || !caller || !isWithin(caller.template, from.origin.span)) return span;
  return argumentOf(from.origin, caller);
}
