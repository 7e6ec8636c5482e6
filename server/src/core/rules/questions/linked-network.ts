import { partsOf } from "../../evaluate/values/plain.ts";
import { isIdText } from "../../network/ids/links.ts";
import type { VirtualNetworkLink } from "../../network/network.ts";

/** The name of the network that a link gives a zone to, at the end of its id; null if it is not known. */
export function linkedNetwork({ network: { value } }: VirtualNetworkLink): string | null {
  const last = value.kind === "known" && isIdText(value.value) ? partsOf(value.value).at(-1) : undefined;
  return typeof last === "string" ? (/\/virtualnetworks\/([^/]+)$/i.exec(last)?.[1] ?? null) : null;
}
