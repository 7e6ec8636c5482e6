import type { World } from "../access/worlds.ts";
import { mentionedVaults, vaultsFromStates } from "../landscape/member.ts";
import { declaredNames, wantedPlaces } from "../landscape/shared-places.ts";
import { isolated } from "../logic/isolated.ts";
import { once } from "../logic/memoize.ts";
import { emptyNetwork } from "../network/empty-network.ts";
import { reportUnread } from "../report/unread.ts";
import { runRules } from "../rules/engine/run.ts";
import { rules } from "../rules/index.ts";
import type { Analysis } from "./analyzer.ts";
import { poolSources } from "./outside/managed-pools.ts";

/**
 * Whether a root has no vault, refers to nothing of other roots, and gives no rule a reason to report anything. It may declare networks
 * that others refer to.
 */
export function isQuiet(analysis: Analysis): boolean {
  const asked = isolated(() => saysNothing(analysis));
  return "value" in asked && asked.value;
}

function saysNothing(analysis: Analysis): boolean {
  const { worlds, failed, isTemplate, texts } = analysis;
  return (
    failed === null &&
    isTemplate &&
    // Whether one that cannot be read matters depends on the network.
    texts.size === 0 &&
    !worlds.some(hasVaultsOrState) &&
    mentionedVaults(analysis).size === 0 &&
    vaultsFromStates(analysis).size === 0 &&
    wantedPlaces(analysis).length === 0 &&
    reportUnread(worlds).length === 0 &&
    poolSources([analysis]).size === 0 &&
    runRules(worlds, { severities: everyRule }).length === 0
  );
}

const everyRule = new Map(rules.map(({ code }) => [code, "info"] as const));

function hasVaultsOrState({ network }: World): boolean {
  const { vaults, vaultsLeftOut, unread, frames } = network;
  return (
    vaults.length + vaultsLeftOut.length + unread.length > 0 ||
    frames.some(({ template }) => template.state !== null)
  );
}

/**
 * What remains of a quiet root: all questions about vaults have the same answers as before, and what it was evaluated from can be
 * forgotten. It is evaluated `again` where another root refers to its networks.
 */
export function letGo(analysis: Analysis, again: () => Analysis): Analysis {
  const { worlds, documents } = analysis;
  return {
    ...analysis,
    worlds: worlds.map(({ assignment, network: { intact } }) => ({
      assignment,
      network: { ...emptyNetwork, intact },
    })),
    outside: once(() => {
      const { failed, outside } = again();
      return failed === null ? outside() : { ...emptyNetwork, intact: false };
    }),
    declaredNames: declaredNames(analysis),
    // What was read from a document is remembered by its identity.
    documents: new Map([...documents].map(([id, each]) => [id, { ...each, document: { ...each.document } }])),
  };
}
