import { ownVaults, type VaultAcrossWorlds, vaultWithKey, type World } from "../../access/worlds.ts";
import { hops, type Origin, writtenAt } from "../../evaluate/values/value.ts";
import { originsOfVault } from "../../network/places.ts";
import type { ParameterAssignment, ParameterFile } from "../../syntax/syntax.ts";
import { contains, type Span, touches } from "../../text/document.ts";
import { narrowestAt } from "../navigation/references.ts";
import { vaultUses } from "../navigation/vault-uses.ts";
import type { LookupQuestion } from "./lookup-topic.ts";
import { foldName } from "../../text/fold.ts";

/** Vaults that a place is about: the one that it names, those of a module that it calls, or those that it gives values. */
export interface VaultTopic {
  readonly kind: "vault";
  readonly vaults: readonly VaultAcrossWorlds[];
  readonly span: Span;
}

/** The vaults that a root declares and that a UTF-16 offset of a document refers to; null if there are none. */
export function vaultsAt({ worlds, documents, document, offset }: LookupQuestion): VaultTopic | null {
  const isAt = (span: Span): boolean => span.document === document && touches(span, offset);
  const found = narrowestAt(vaultUses(worlds, documents), isAt);
  const keys = [...new Set(found.map(({ vault }) => vault.key))];
  const vaults = keys.flatMap((key) => vaultWithKey(worlds, key) ?? []);
  const [first] = found;
  return first ? { kind: "vault", vaults, span: first.span } : null;
}

/**
 * The vaults that a place in a parameter file is about: those whose settings take the value there, or on its first line all that the
 * file gives values.
 */
export function vaultsGivenAt(
  worlds: readonly World[],
  file: ParameterFile,
  { text, offset }: { readonly text: string; readonly offset: number },
): VaultTopic | null {
  const declared = ownVaults(worlds).filter(({ vault, exists }) => !vault.existing && exists !== "no");
  const given = [...file.values].find(([, { nameSpan, value }]) =>
    [nameSpan, value.span].some((span) => touches(span, offset)),
  );
  if (given) {
    const [name, assignment] = given;
    return topicOf(
      declared.filter((each) => takes(each, name, assignment)),
      assignment.nameSpan,
    );
  }
  const end = text.search(/\r?\n|$/);
  return offset <= end ? topicOf(declared, { ...file.span, start: 0, end }) : null;
}

function topicOf(vaults: readonly VaultAcrossWorlds[], span: Span): VaultTopic | null {
  return vaults.length > 0 ? { kind: "vault", vaults, span } : null;
}

/** Whether a setting or rule of a vault is the value that a file gives to a parameter, or is made of it. */
function takes({ views }: VaultAcrossWorlds, name: string, { value }: ParameterAssignment): boolean {
  const folded = foldName(name);
  const isFrom = (origin: Origin): boolean =>
    contains(value.span, writtenAt(origin)) ||
    hops(origin).some((hop) => hop.via === "parameter file" && foldName(hop.name) === folded);
  return views.some(({ vault }) => originsOfVault(vault).some(isFrom));
}
