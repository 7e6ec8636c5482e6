import { nameOf } from "../../access/say.ts";
import type { Resource } from "../../network/resource.ts";
import type { Related } from "../rule.ts";

/** Beside the first resource of a finding about order: another one that nothing makes wait. */
export function waitsNeither(resource: Resource): Related {
  return { fact: { kind: "waits-neither", resource: nameOf(resource) }, span: resource.label };
}
