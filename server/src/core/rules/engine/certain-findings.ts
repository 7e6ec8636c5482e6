import { titleKey } from "../../fixes/fix.ts";
import type { World } from "../../access/worlds.ts";
import { vaultsNeverCreated, worldsWhenCreated } from "../../access/worlds.ts";
import { memoize } from "../../logic/memoize.ts";
import type { Network } from "../../network/network.ts";
import { spanKey } from "../../text/span.ts";
import type { Finding, Rule, RuleSettings } from "../rule.ts";

/** The findings of a rule about vaults as they are created, or would be. */
export function certainFindings(
  rule: Rule,
  worlds: readonly World[],
  settings: RuleSettings,
): readonly Finding[] {
  const holding = findingsThatHold(rule, worlds, settings);
  const created = worldsWhenCreated(worlds);
  const found =
    created.length === 0 ? holding : [...holding, ...findingsWhenCreated(rule, worlds, created, settings)];
  const asWritten = worlds[0]?.asWritten;
  if (!asWritten || found.length === 0) return found;
  const anyway = new Set(certainFindings(rule, asWritten, settings).map(keyOf));
  return found.map((finding) => (anyway.has(keyOf(finding)) ? finding : { ...finding, isAssumed: true }));
}

function keyOf(finding: Finding): string {
  return `${placeKey(finding)} ${factKey(finding)} ${finding.whenCreated === true}`;
}

/** The findings of a rule that hold for any value of the open parameters. */
function findingsThatHold(rule: Rule, worlds: readonly World[], settings: RuleSettings): readonly Finding[] {
  const [only, ...others] = worlds;
  if (only && others.length === 0) return [...rule.check(only.network, settings)];
  const answers = worlds.map(({ network }) => [...rule.check(network, settings)]);
  if (answers.every(isEmpty)) return none;
  const asked = worlds.map(({ network }, index) => indexed(answers[index] ?? none, network));
  return asked.flatMap(({ found }, index) => {
    const [before, others] = [asked.slice(0, index), asked.slice(index + 1)];
    return found
      .filter((finding) => !before.some((each) => mayExist(finding, each)))
      .flatMap((finding) => held(finding, others));
  });
}

const none: readonly Finding[] = [];

function isEmpty(found: readonly Finding[]): boolean {
  return found.length === 0;
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
    .map((finding) => (finding.holdsAnyway ? finding : { ...finding, whenCreated: true }));
}

/** The findings of one world, indexed by place and by fact. */
interface Asked {
  readonly found: readonly Finding[];
  readonly vaults: ReadonlySet<string>;
  readonly byPlace: ReadonlyMap<string, Finding>;
  readonly byFact: ReadonlyMap<string, Finding>;
}

function indexed(found: readonly Finding[], network: Network): Asked {
  return {
    found,
    vaults: existingVaults(network),
    byPlace: new Map(found.map((finding) => [placeKey(finding), finding])),
    byFact: new Map(found.map((finding) => [factKey(finding), finding])),
  };
}

const existingVaults = memoize((network: Network): ReadonlySet<string> => {
  const vaults = network.vaults.filter((vault) => vault.exists.truth !== "no");
  return new Set(vaults.map((vault) => vault.key));
});

/**
 * The finding, if each other world that has its vault reports the same place or the same fact: a vault can be open in two
 * worlds although two values make it so. A fix is only offered for what has one place in all worlds.
 */
function held(finding: Finding, others: readonly Asked[]): readonly Finding[] {
  const asked = others.filter((each) => mayExist(finding, each));
  const twins = asked.map((each) => each.byPlace.get(placeKey(finding)));
  if (!twins.includes(undefined)) return [{ ...finding, fixes: fixesOfAll(finding, twins) }];
  const isOneFact = asked.every(
    (each) => each.byPlace.has(placeKey(finding)) || each.byFact.has(factKey(finding)),
  );
  return isOneFact ? [{ ...finding, fixes: [] }] : [];
}

/** A fix for the finding in one world may break another. */
function fixesOfAll({ fixes }: Finding, twins: readonly (Finding | undefined)[]): Finding["fixes"] {
  return fixes.filter((fix) =>
    twins.every((twin) => twin?.fixes.some((each) => titleKey(each) === titleKey(fix))),
  );
}

/** A world without the vault says nothing about it. */
function mayExist({ vault }: Finding, { vaults }: Asked): boolean {
  return vault === null || vaults.has(vault.key);
}

function placeKey({ vault, about, span }: Finding): string {
  return `${vault?.key ?? ""} ${about?.key ?? ""} ${spanKey(span)}`;
}

function factKey({ vault, fact }: Finding): string {
  return `${vault?.key ?? ""} ${JSON.stringify(fact)}`;
}
