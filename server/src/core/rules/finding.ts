import type { Vault } from "../network/network.ts";
import { contains, type Span } from "../text/span.ts";
import type { Finding, Related } from "./rule.ts";
import { labelOf } from "../access/vault-label.ts";

/** A finding about a vault; properties that are not given are empty. */
export function finding(
  vault: Vault | null,
  parts: Pick<Finding, "fact" | "span"> & Partial<Finding>,
): Finding {
  const related = [...(parts.related ?? []), ...(vault ? writersAround(vault, parts.span) : [])];
  return { unnecessary: false, fixes: [], decided: null, about: null, ...parts, related, vault };
}

/** For a vault written by several declarations: which of them wrote what the finding is about, and which others exist. */
function writersAround(vault: Vault, span: Span): readonly Related[] {
  const label = labelOf(vault);
  return vault.writes.map((write) =>
    contains(write.span, span)
      ? { fact: { kind: "declaration-decides", vault: label }, span: write.label }
      : { fact: { kind: "declared-too", vault: label }, span: write.label },
  );
}
