import { partsOf } from "../evaluate/values/plain.ts";
import { known, unknown, type Value } from "../evaluate/values/value.ts";
import { networkIdOf } from "../network/ids/links.ts";
import type { Span } from "../text/span.ts";
import type { ExternalSubnet } from "./caller.ts";

/** The network of a subnet by its ID; null for an ID that is not that of a subnet. An unknown ID may be in any network. */
export function networkOf({ id }: ExternalSubnet, near: Span): Value | null {
  const origin = { span: near };
  const network = networkIdOf(id);
  if (network !== null) return known(network, origin);
  const because = partsOf(id).flatMap((part) => (typeof part === "string" ? [] : part.because));
  return because.length === 0 ? null : unknown(because, origin);
}
