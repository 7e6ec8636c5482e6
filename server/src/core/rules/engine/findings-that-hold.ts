import { type Assumed, withoutIdle } from "../../access/assumed.ts";
import {
  keysChosen,
  vaultsNeverCreated,
  type World,
  worldsAsNew,
  worldsWhenCreated,
} from "../../access/worlds.ts";
import { titleKey } from "../../fixes/fix.ts";
import { grouped } from "../../logic/grouped.ts";
import { memoize } from "../../logic/memoize.ts";
import type { Network } from "../../network/network.ts";
import { spanKey } from "../../text/document.ts";
import { openToTheInternet } from "../kv101-open-to-the-internet.ts";
import { anyAddressRule } from "../kv102-any-address-rule.ts";
import { pathBlocked } from "../kv307-path-blocked.ts";
import { dnsZoneLacksRecord } from "../kv409-dns-zone-lacks-record.ts";
import { endpointUnreachable } from "../kv410-endpoint-unreachable.ts";
import { consumerBlocked } from "../kv501-consumer-blocked.ts";
import { trustedConsumerBlocked } from "../kv502-trusted-consumer-blocked.ts";
import { configuredAppBlocked } from "../kv510-configured-app-blocked.ts";
import type { Finding, Related, Rule, RuleSettings } from "../rule.ts";

/**
 * The findings of a rule that hold for any value of the open parameters: every world that may have the vault reports the same place
 * or the same fact. Where no finding about a vault and its caller does, but each of these worlds reports something about them, that
 * holds too: a vault can be open for one reason or another. Where worlds report different facts, the finding has cases.
 */
function findingsThatHold(rule: Rule, worlds: readonly World[], settings: RuleSettings): readonly Finding[] {
  const [only, ...others] = worlds;
  if (only && others.length === 0) return [...rule.check(only.network, settings)];
  const answers = worlds.map((world) => ({ world, found: [...rule.check(world.network, settings)] }));
  if (answers.every(({ found }) => found.length === 0)) return [];
  const holding = heldIn(answers.map(byPlaceAndFact));
  const settled = new Set(holding.map(subjectOf));
  const isSettled = (finding: Finding): boolean => finding.vault === null || settled.has(subjectOf(finding));
  const open = new Set(
    answers.flatMap(({ found }) => found.filter((each) => !isSettled(each)).map(subjectOf)),
  );
  if (open.size === 0) return holding;
  const reasons = answers.map(({ world, found }) => ({
    world,
    found: [...found, ...foundAlike(rule, world, settings)].filter((each) => open.has(subjectOf(each))),
  }));
  return [...holding, ...heldIn(reasons.map(bySubject))];
}

/** What a rule found in one world. */
interface Answer {
  readonly world: World;
  readonly found: readonly Finding[];
}

/** An answer, and the finding in it that is the same as one of another world. */
interface Asked extends Answer {
  readonly twinOf: (finding: Finding) => Finding | undefined;
}

/** One loop may write many entries at one place, so that the same fact there comes first. */
function byPlaceAndFact({ world, found }: Answer): Asked {
  const keysOf = (finding: Finding) => [
    factKey(finding) + placeKey(finding),
    placeKey(finding),
    factKey(finding),
  ];
  const byKey = new Map(found.flatMap((finding) => keysOf(finding).map((key) => [key, finding])));
  const twinOf = (finding: Finding) => {
    for (const key of keysOf(finding)) {
      const twin = byKey.get(key);
      if (twin) return twin;
    }
    return undefined;
  };
  return { world, found, twinOf };
}

function bySubject({ world, found }: Answer): Asked {
  const first = new Map<string, Finding>();
  for (const finding of found) if (!first.has(subjectOf(finding))) first.set(subjectOf(finding), finding);
  return { world, found: [...first.values()], twinOf: (finding) => first.get(subjectOf(finding)) };
}

/** What rules that report the same for other reasons find. */
function foundAlike(rule: Rule, { network }: World, settings: RuleSettings): readonly Finding[] {
  return rulesLike(rule).flatMap((each) => [...each.check(network, settings)]);
}

/** Each finding, in the first world that may have its vault, if all later ones that may have it know a twin of it. */
function heldIn(asked: readonly Asked[]): readonly Finding[] {
  return asked.flatMap(({ world, found }, index) => {
    const [before, after] = [asked.slice(0, index), asked.slice(index + 1)];
    return found
      .filter((finding) => !before.some((each) => mayExist(finding, each)))
      .flatMap((finding) => {
        const others = after.filter((each) => mayExist(finding, each));
        const twins = others.flatMap((each) => {
          const twin = each.twinOf(finding);
          return twin ? [{ when: each.world.assignment, answer: twin }] : [];
        });
        return twins.length < others.length
          ? []
          : [held(finding, [{ when: world.assignment, answer: finding }, ...twins])];
      });
  });
}

/** A fix in one world may break another, so it has to be one in all; and what has no single place has no fix. */
function held(finding: Finding, twins: readonly Assumed<Finding>[]): Finding {
  const isInPlace = twins.every(({ answer }) => placeKey(answer) === placeKey(finding));
  const fixes = finding.fixes.filter(
    (fix) =>
      isInPlace && twins.every(({ answer }) => answer.fixes.some((each) => titleKey(each) === titleKey(fix))),
  );
  if (twins.every(({ answer }) => factKey(answer) === factKey(finding))) return { ...finding, fixes };
  const cases = withoutIdle(twins, (one, other) => factKey(one) === factKey(other)).map(
    ({ when, answer }) => ({ when: [...when], ...answer }),
  );
  const elsewhere = cases.flatMap(({ when, span }): readonly Related[] =>
    spanKey(span) === spanKey(finding.span) ? [] : [{ fact: { kind: "case-decided", when }, span }],
  );
  return {
    ...finding,
    fixes,
    related: [...finding.related, ...elsewhere],
    cases: cases.map(({ when, fact }) => ({ when, fact })),
  };
}

/** A world without the vault says nothing about it. */
function mayExist({ vault }: Finding, { world }: Asked): boolean {
  return vault === null || existingVaults(world.network).has(vault.key);
}

const existingVaults = memoize((network: Network): ReadonlySet<string> => {
  const vaults = network.vaults.filter((vault) => vault.exists.truth !== "no");
  return new Set(vaults.map((vault) => vault.key));
});

function placeKey({ vault, about, span }: Finding): string {
  return `${vault?.key ?? ""} ${about?.key ?? ""} ${spanKey(span)}`;
}

function factKey({ vault, fact }: Finding): string {
  return `${vault?.key ?? ""} ${JSON.stringify(fact)}`;
}

/** The vault, and whose calls of it the finding is about. */
function subjectOf({ vault, about, decided }: Finding): string {
  const caller = decided?.kind === "consumer" ? decided.consumer.resource : about;
  return `${vault?.key ?? ""} ${caller?.key ?? ""}`;
}

/** Those that report that any public address reaches a vault. */
const openings: readonly Rule[] = [openToTheInternet, anyAddressRule];

/** Rules that report the same of a vault, or of a vault and its caller, each for other reasons. */
const families: readonly (readonly Rule[])[] = [
  openings,
  [
    consumerBlocked,
    trustedConsumerBlocked,
    configuredAppBlocked,
    pathBlocked,
    dnsZoneLacksRecord,
    endpointUnreachable,
  ],
];

/** The rules that report the same for other reasons: where a parameter decides which of them does, the first of a family reports it. */
function rulesLike(rule: Rule): readonly Rule[] {
  const family = families.find((each) => each.includes(rule)) ?? [];
  return family.slice(family.indexOf(rule) + 1);
}

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
