import type { Vault } from "../network/network.ts";
import type { Span } from "../text/span.ts";
import { contains } from "../text/span.ts";
import type { Finding, Related } from "./rule.ts";
import { labelOf } from "../access/vault-label.ts";

/** A finding about a vault; what is not said is empty. */
export function finding(
  vault: Vault | null,
  parts: Pick<Finding, "fact" | "span"> & Partial<Finding>,
): Finding {
  const related = [...(parts.related ?? []), ...(vault ? writersAround(vault, parts.span) : [])];
  return { unnecessary: false, fixes: [], decided: null, about: null, ...parts, related, vault };
}

/** Of a vault that several declarations write: which of them wrote what the finding is about, and which others there are. */
function writersAround(vault: Vault, span: Span): readonly Related[] {
  const label = labelOf(vault);
  return vault.writes.map((write) =>
    contains(write.span, span)
      ? { fact: { kind: "declaration-decides", vault: label }, span: write.label }
      : { fact: { kind: "declared-too", vault: label }, span: write.label },
  );
}
