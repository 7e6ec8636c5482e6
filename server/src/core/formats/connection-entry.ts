import type { FailedConnection } from "../forbidden/explain-failure.ts";
import type { FittingGate } from "../forbidden/fitting-gates.ts";
import type { Edge } from "./entries.ts";
import type { ConnectionEntry, FittingGateEntry } from "./report.ts";

/** A failed connection as the JSON report has it. */
export function connectionEntry(connection: FailedConnection, edge: Edge): ConnectionEntry {
  return { ...connection, gates: connection.gates.map((each) => gateEntry(each, edge)) };
}

function gateEntry(fitting: FittingGate, { places, words }: Edge): FittingGateEntry {
  const { gate, outcome, from, vault, root, environments, facts, hint, span, remedy, fix } = fitting;
  const place = span ? places.start(span) : null;
  const sentences = [
    ...(facts.length > 0 ? [words.gate(facts)] : []),
    ...(hint ? [words.refusals.hint(hint)] : []),
  ];
  return {
    gate,
    outcome,
    from,
    vault: vault.symbol,
    vaultName: vault.name,
    root: places.print(root),
    environments,
    text: sentences.join(" "),
    file: place?.file ?? null,
    line: place?.line ?? null,
    fix: fix ? words.fix(fix) : remedy && words.refusals.remedy(remedy),
  };
}

/** What would let the connection pass the gates at which it certainly ends, each once. */
export function remediesOf({ gates }: ConnectionEntry): readonly string[] {
  const certain = gates.flatMap(({ outcome, fix }) => (outcome === "deny" && fix !== null ? [fix] : []));
  return [...new Set(certain)];
}
