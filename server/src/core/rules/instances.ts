import { remembered } from "../logic/remembered.ts";
import type { World } from "../access/worlds.ts";
import { moduleInstances } from "../evaluate/instances.ts";
import type { Frame } from "../evaluate/scope.ts";
import type { Vault } from "../network/network.ts";
import { isFetched } from "../network/owner.ts";
import type { Template } from "../template/template.ts";
import type { Span } from "../text/span.ts";
import { contains, spanKey } from "../text/span.ts";
import type { Finding } from "./rule.ts";

/**
 * Puts findings where they can be mended. What holds for some instances of a declaration only is decided by those who make the
 * instance: a finding inside of a module moves to its call, and none of them has a fix that would change the others. So does
 * one in a module that was fetched, to a call that was not.
 */
export function placedAtInstances(
  findings: readonly Finding[],
  worlds: readonly World[],
): readonly Finding[] {
  const total = countByDeclaration(worlds);
  const holding = new Map<string, Set<string>>();
  for (const { vault, span } of findings) {
    if (!vault) continue;
    const key = `${spanKey(vault.span)} ${spanKey(span)}`;
    const keys = holding.get(key) ?? new Set();
    holding.set(key, keys.add(vault.key));
  }
  return findings.map((finding) => {
    const { vault, span } = finding;
    if (!vault) return finding;
    const some = holding.get(`${spanKey(vault.span)} ${spanKey(span)}`)?.size ?? 0;
    const isWhole = some >= (total.get(spanKey(vault.span)) ?? 0);
    return isWhole && !isFetched(span.document) ? finding : { ...atCall(finding, vault), fixes: [] };
  });
}

/** How many instances each declaration of a vault has that may be deployed. */
const countByDeclaration = remembered((worlds: readonly World[]): ReadonlyMap<string, number> => {
  const keys = new Map<string, Set<string>>();
  for (const vault of worlds.flatMap((world) => world.network.vaults)) {
    if (vault.exists.truth === "no") continue;
    const declaration = spanKey(vault.span);
    const found = keys.get(declaration) ?? new Set();
    keys.set(declaration, found.add(vault.key));
  }
  return new Map([...keys].map(([declaration, found]) => [declaration, found.size]));
});

function atCall(finding: Finding, vault: Vault): Finding {
  const { frame } = vault.instance;
  const isInside = isFetched(finding.span.document) || isWrittenIn(frame.template, finding.span);
  const call = isInside ? labelOfCall(frame) : null;
  if (!call) return finding;
  const related = { message: "It is written in the module here.", span: finding.span };
  return { ...finding, span: call, related: [related, ...finding.related] };
}

/** A template of Terraform is a folder of files. */
function isWrittenIn({ document, span }: Template, place: Span): boolean {
  return contains(span, place) || (document.endsWith("/") && place.document.startsWith(document));
}

function labelOfCall(frame: Frame): Span | null {
  const { caller } = frame;
  if (!caller) return null;
  const call = moduleInstances(caller).find((each) => each.frame === frame)?.declaration.labelSpan ?? null;
  return call && isFetched(call.document) ? (labelOfCall(caller) ?? call) : call;
}
