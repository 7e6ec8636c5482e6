import { grouped } from "../../logic/grouped.ts";
import {
  keysChosen,
  vaultsNeverCreated,
  type World,
  worldsAsNew,
  worldsWhenCreated,
} from "../../access/worlds.ts";
import type { Finding, Rule, RuleSettings } from "../rule.ts";
import { factKey, findingsThatHold, openings, placeKey } from "./findings-that-hold.ts";

/** The findings of a rule about vaults as they are created, or would be. */
export function certainFindings(
  rule: Rule,
  worlds: readonly World[],
  settings: RuleSettings,
): readonly Finding[] {
  const holding = findingsThatHold(rule, worlds, settings);
  const judged = openings.includes(rule) ? worldsAsNew(worlds) : worlds;
  const created = worldsWhenCreated(judged);
  const open = new Set(holding.map(({ vault }) => vault?.key));
  // What exists may be as others changed it, but until they do, a new vault is as it is declared.
  const asNew = judged === worlds ? [] : findingsThatHold(rule, judged, settings);
  const found = [
    ...holding,
    ...asNew.flatMap((each): Finding[] =>
      open.has(each.vault?.key) ? [] : [{ ...each, whenCreated: "as-new" }],
    ),
    ...(widening.has(rule.code) ? openUnderAKey(rule, worlds, settings, open) : []),
    ...(created.length === 0 ? [] : findingsWhenCreated(rule, worlds, created, settings)),
  ];
  const asWritten = worlds[0]?.asWritten;
  if (!asWritten || found.length === 0) return found;
  const anyway = new Set(certainFindings(rule, asWritten, settings).map(keyOf));
  return found.map((finding) => (anyway.has(keyOf(finding)) ? finding : { ...finding, isAssumed: true }));
}

/** The rules about what somebody more can reach. */
const widening: ReadonlySet<string> = new Set(["KV101", "KV102", "KV103", "KV107", "KV109"]);

/** What is open if one of two keys counts, of which it is not documented which does: the first such choice for each vault. */
function openUnderAKey(
  rule: Rule,
  worlds: readonly World[],
  settings: RuleSettings,
  open: ReadonlySet<string | undefined>,
): readonly Finding[] {
  const found = new Map<string | undefined, readonly Finding[]>();
  for (const chosen of grouped(worlds, (world) => [JSON.stringify(keysChosen(world))]).values()) {
    const when = keysChosen(chosen[0]);
    const holding = when.length === 0 ? [] : findingsThatHold(rule, chosen, settings);
    for (const [key, findings] of grouped(holding, ({ vault }) => [vault?.key]))
      if (!open.has(key) && !found.has(key))
        found.set(
          key,
          findings.map((each) => ({ ...each, fixes: [], cases: [{ when, fact: each.fact }] })),
        );
  }
  return [...found.values()].flat();
}

function keyOf(finding: Finding): string {
  return `${placeKey(finding)} ${factKey(finding)} ${finding.whenCreated}`;
}

/** The findings about vaults that no world creates, as if they were created. */
function findingsWhenCreated(
  rule: Rule,
  worlds: readonly World[],
  created: readonly World[],
  settings: RuleSettings,
): readonly Finding[] {
  const never = new Set(vaultsNeverCreated(worlds).map((vault) => vault.key));
  return findingsThatHold(rule, created, settings)
    .filter(({ vault }) => vault !== null && never.has(vault.key))
    .map((finding) => (finding.holdsAnyway ? finding : { ...finding, whenCreated: "by-nothing" }));
}
