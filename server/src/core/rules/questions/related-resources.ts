import { nameOf } from "../../access/vault-label.ts";
import type { Resource } from "../../network/resources-by-type.ts";
import type { Related } from "../rule.ts";
import { spanKey } from "../../text/document.ts";

/** A related place of a finding about order: another resource without the dependency. */
export function waitsNeither(resource: Resource): Related {
  return { fact: { kind: "waits-neither", resource: nameOf(resource) }, span: resource.label };
}

/** What fails with the first of a vault's contents, each declaration once: all iterations of a loop are declared in one place. */
export function failsToo(first: Resource | undefined, others: readonly Resource[]): readonly Related[] {
  const byPlace = new Map(others.map((each) => [spanKey(each.span), each]));
  if (first) byPlace.delete(spanKey(first.span));
  return [...byPlace.values()].map((each) => ({
    fact: { kind: "fails-too", resource: nameOf(each) },
    span: each.label,
  }));
}
