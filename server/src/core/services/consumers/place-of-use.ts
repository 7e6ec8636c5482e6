import type { Frame } from "../../evaluate/scope.ts";
import type { Origin } from "../../evaluate/value.ts";
import { isWithin } from "../../template/is-within.ts";
import type { Span } from "../../text/span.ts";
import { contains } from "../../text/span.ts";
import type { Consumer, VaultUse } from "./consumer.ts";

/**
 * Where a consumer refers to a vault: in its own declaration, or in the argument that brings the vault into its module. An output
 * or a variable, to which others refer as well, says nothing about this one.
 */
export function placeOfUse(
  { reference: { value, slot } }: VaultUse,
  { resource }: Pick<Consumer, "resource">,
): Span {
  if (value.kind === "absent") return resource.label;
  const { entry } = slot;
  const isWrittenHere = entry === null || contains(entry, value.origin.span);
  return isWrittenHere ? argumentOf(value.origin, resource.instance.frame) : entry;
}

/** The outermost argument that a value came by, as far as each is written where the module is called; else the place of use. */
function argumentOf({ span, from }: Origin, { caller }: Frame): Span {
  if (from?.via !== "argument" || !caller || !isWithin(caller.template, from.origin.span)) return span;
  return argumentOf(from.origin, caller);
}
