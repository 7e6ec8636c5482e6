import type { ServerRequests } from "../server-requests.ts";
import { readableSymbol } from "../../../server/src/protocol.ts";
import type { Say } from "../say.ts";
import { type Asked, type Simulation, withSimulation } from "./simulation.ts";

/**
 * All sources there is a reason to ask about: the internet, those that were asked about or have a name, those in the templates (IP rules,
 * subnets and resources), and all callers affected by a change since the baseline; for all vaults.
 */
export async function sourcesToAsk(server: ServerRequests, asked: Asked): Promise<readonly Simulation[]> {
  const [known, { changes }] = await Promise.all([server.sources({ typed: "" }), server.diff({})]);
  const changed = changes.filter(({ after, isSource }) => after !== null && isSource);
  const sources = [
    { from: "internet", label: "internet" },
    // What only holds for another value has no place among what the files say.
    ...asked.results().flatMap(({ simulation }) => (simulation.assumed ? [] : [simulation])),
    ...[...known.saved, ...known.listed].map(({ from }) => ({ from, label: from })),
    ...known.subnets,
    ...known.consumers,
    ...changed.map(({ from }) => ({ from, label: from })),
  ].map(({ from, label }): Simulation => ({ from, label: readableSymbol(label), to: null }));
  return sources.reduce<readonly Simulation[]>(withSimulation, []);
}

/** A document with the steps of more verdicts than this is too long for people and editors. */
const mostVerdicts = 5_000;

/** As many of them as a document with all their steps can hold, and how many are left out. */
export async function sourcesForDocument(
  server: ServerRequests,
  asked: Asked,
): Promise<{ readonly sources: readonly Simulation[]; readonly leftOut: number }> {
  const [all, { vaults }] = await Promise.all([sourcesToAsk(server, asked), server.vaults({})]);
  const sources = all.slice(0, Math.max(1, Math.floor(mostVerdicts / Math.max(1, vaults.length))));
  return { sources, leftOut: all.length - sources.length };
}

/** Said at the end of such a document; empty if nothing is left out. */
export function sayLeftOut(say: Say, leftOut: number): string {
  return leftOut === 0
    ? ""
    : `\n${say("Sources that are not listed: {0}. The CSV export has all of them.", leftOut)}\n`;
}
