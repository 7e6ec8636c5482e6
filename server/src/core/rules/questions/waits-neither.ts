import { nameOf } from "../../access/vault-label.ts";
import type { Resource } from "../../network/resource.ts";
import type { Related } from "../rule.ts";

/** A related place of a finding about order: another resource without the dependency. */
export function waitsNeither(resource: Resource): Related {
  return { fact: { kind: "waits-neither", resource: nameOf(resource) }, span: resource.label };
}
