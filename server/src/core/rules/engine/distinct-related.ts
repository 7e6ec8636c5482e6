import { spanKey } from "../../text/span.ts";
import type { Related } from "../rule.ts";

/** Related places with their facts, without duplicates. */
export function distinctRelated(related: readonly Related[]): readonly Related[] {
  return [
    ...new Map(related.map((each) => [`${spanKey(each.span)} ${JSON.stringify(each.fact)}`, each])).values(),
  ];
}
