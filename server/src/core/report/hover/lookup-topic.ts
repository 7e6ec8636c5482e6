import { type VaultAcrossWorlds, vaultWithKey, type World } from "../../access/worlds.ts";
import type { LinkedVault, Vault } from "../../network/network.ts";
import { type Document, type Span, touches } from "../../text/document.ts";
import { lookupsIn, type LookupSpan, narrowestAt } from "../navigation/references.ts";
import { placeOfField } from "../navigation/vault-places.ts";

/** A reference to a vault that is declared elsewhere. */
export interface LookupTopic {
  readonly kind: "lookup";
  readonly across: VaultAcrossWorlds;
  readonly span: Span;
}

/** The root that is asked about, from which files it was read, and the place. */
export interface LookupQuestion {
  readonly worlds: readonly World[];
  readonly documents: readonly Document[];
  readonly document: string;
  readonly offset: number;
}

/** The reference at a UTF-16 offset of a document to a vault that is not declared in the root itself; null if there is none. */
export function lookupAt({ worlds, documents, document, offset }: LookupQuestion): LookupTopic | null {
  const all = [...lookupsIn(worlds, documents), ...endpointTargets(worlds)];
  const [found] = narrowestAt(all, (span) => span.document === document && touches(span, offset));
  const across = found && vaultWithKey(worlds, found.vault.key);
  return found && across ? { kind: "lookup", across, span: found.span } : null;
}

/** The declarations in other roots that a vault is, or may be if it is unclear which is meant. */
export function declarationsOf({ linked, candidates, home, label }: Vault): readonly Declaration[] {
  if (linked) return [linked];
  return home === null ? candidates : [{ root: home.root, label, certain: true }];
}

/** Where another root declares a vault. */
export type Declaration = Pick<LinkedVault, "root" | "label" | "certain">;

function endpointTargets(worlds: readonly World[]): readonly LookupSpan[] {
  return worlds.flatMap(({ network }) =>
    network.privateEndpoints.flatMap(({ connections }) =>
      connections.flatMap(({ target, vault }) => {
        const span = placeOfField(target);
        const isElsewhere = vault?.kind === "declared" && (vault.to.existing || vault.to.home !== null);
        return span && isElsewhere ? [{ span, vault: vault.to }] : [];
      }),
    ),
  );
}
