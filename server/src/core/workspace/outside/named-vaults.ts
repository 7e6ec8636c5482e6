import type { VaultAcrossWorlds } from "../../access/worlds.ts";
import type { OutsideReading } from "../../outside/read-outside.ts";
import type { DocumentId, Span } from "../../text/span.ts";
import type { Analysis } from "../analyzer.ts";
import { declaredVaults } from "./declared-vaults.ts";
import { callsIn } from "./timeline.ts";
import { targetsOf } from "./targets.ts";

/** A place in a pipeline or script that names vaults which roots declare. */
export interface NamedVaults {
  readonly span: Span;
  readonly vaults: readonly {
    /** In lower case; null if only the deployment knows it. */
    readonly name: string | null;
    readonly analysis: Analysis;
    readonly across: VaultAcrossWorlds;
  }[];
}

/** The places of a document that name declared vaults, in order; each once, whichever jobs run it. */
export function vaultsNamedIn(
  id: DocumentId,
  { jobs }: OutsideReading,
  analyses: readonly Analysis[],
): readonly NamedVaults[] {
  const declared = declaredVaults(analyses);
  const places = new Map<number, NamedVaults>();
  for (const placed of jobs.flatMap(callsIn)) {
    const { span } = placed.call;
    if (span.document !== id) continue;
    const known = targetsOf(placed, declared, analyses).map(({ name, vault }) => ({ name, ...vault }));
    if (known.length > 0 && !places.has(span.start)) places.set(span.start, { span, vaults: known });
  }
  return [...places.values()].sort((a, b) => a.span.start - b.span.start);
}
