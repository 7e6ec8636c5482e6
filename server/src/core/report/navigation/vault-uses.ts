import { grouped } from "../../logic/grouped.ts";
import { ownVaults, type VaultAcrossWorlds, type World } from "../../access/worlds.ts";
import { callOf } from "../../evaluate/instances/calls.ts";
import { framesAround } from "../../evaluate/instances/frames.ts";
import { namesIn } from "../../evaluate/expressions/uses.ts";
import { rootIdOf } from "../../files/documents.ts";
import type { Vault } from "../../network/network.ts";
import { parseDocument } from "../../syntax/syntaxes.ts";
import type { ModuleDeclaration } from "../../template/template.ts";
import type { Document, Span } from "../../text/document.ts";
import { type LookupSpan, vaultsAndNames } from "./references.ts";

/** The calls of modules through which a vault is declared, innermost first. */
export function callsOfVault({ vault }: VaultAcrossWorlds): readonly Span[] {
  return callsAround(vault).map(({ labelSpan }) => labelSpan);
}

function callsAround(vault: Vault): readonly ModuleDeclaration[] {
  return framesAround(vault.instance.frame).flatMap((frame) => callOf(frame)?.declaration ?? []);
}

/** Every place that is or refers to a vault that a root declares: its symbol, name and rules, its uses, and calls of its module. */
export function vaultUses(worlds: readonly World[], documents: readonly Document[]): readonly LookupSpan[] {
  const declared = ownVaults(worlds).filter(({ vault }) => !vault.existing);
  const byId = new Map(documents.map((document) => [document.id, document]));
  const vaults = declared.map(({ vault }) => vault);
  return [
    ...vaultsAndNames(vaults, documents),
    ...vaults.flatMap((vault) => {
      const { entry } = vault.networkAcls.slot;
      const document = entry && byId.get(entry.document);
      return entry && document ? [{ span: headOf(entry, document), vault }] : [];
    }),
    ...declared.flatMap((across) => callsOfVault(across).map((span) => ({ span, vault: across.vault }))),
    ...moduleUses(vaults, documents),
  ];
}

/** What refers to the modules through which vaults are declared, such as uses of their outputs. */
function moduleUses(vaults: readonly Vault[], documents: readonly Document[]): readonly LookupSpan[] {
  const roots = new Map(documents.map((document) => [document.id, rootIdOf(document)]));
  const byCall = grouped(vaults, (vault) =>
    callsAround(vault).map(({ key, span }) => `${roots.get(span.document) ?? ""} ${key ?? ""}`),
  );
  if (byCall.size === 0) return [];
  return documents.flatMap((document) => {
    const { template } = parseDocument(document);
    const names = template ? namesIn(template).filter(({ space }) => space === "module") : [];
    return names.flatMap(({ name, span }) =>
      (byCall.get(`${rootIdOf(document)} ${name}`) ?? []).map((vault) => ({ span, vault })),
    );
  });
}

/** The name at the beginning of an entry: its value may have hovers of its own. */
function headOf(entry: Span, { text }: Document): Span {
  const [head = ""] = /^["\w]*/.exec(text.slice(entry.start, entry.end)) ?? [];
  return { ...entry, end: entry.start + head.length };
}
