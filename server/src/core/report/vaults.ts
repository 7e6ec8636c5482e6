import {
  type Case,
  exposureAcross,
  judgeAcross,
  mergeWorlds,
  ownVaults,
  type VaultAcrossWorlds,
  vaultAsWritten,
  type World,
} from "../access/worlds.ts";
import type { Note } from "../access/codes.ts";
import { bypass, defaultAction, publicAccess, redeployNote } from "../access/effective.ts";
import { inboundRules, membershipsOf, notesOnSight } from "../access/perimeter.ts";
import { calledBy } from "../access/vault-label.ts";
import { countEndpoints } from "../access/certain-endpoints.ts";
import { subnetName } from "../access/source.ts";
import { isText, type Plain, type Text } from "../evaluate/values/plain.ts";
import { type Absent, type Cause, causesOf, knownText, type Value } from "../evaluate/values/value.ts";
import type { ListField } from "../network/fields/field.ts";
import { lookedUpIn } from "../network/writes/writes.ts";
import { memoize } from "../logic/memoize.ts";
import { lastName, printId } from "../network/ids/links.ts";
import { linkNotes } from "../access/verdict.ts";
import type { LinkedVault, Network, SubnetRule, Vault } from "../network/network.ts";
import type { Span } from "../text/document.ts";
import { english } from "../words/en/english.ts";
import type { Words } from "../words/words.ts";
import type { Home } from "../evaluate/types.ts";
import type { PerimeterFacts, Reported, Scalar, UnknownFact, VaultFacts } from "./vault-facts.ts";

/** One vault with its resulting network; places are spans. */
export interface VaultReport extends VaultFacts {
  readonly key: string;
  /** The label of a vault whose name is unknown; null if that is its symbol. */
  readonly namedBy: string | null;
  readonly label: Span;
  /** The whole declaration. */
  readonly span: Span;
  readonly linkedTo: LinkedVault | null;
  /** The kinds of what its exposure depends on. */
  readonly doubts: readonly Cause["kind"][];
}

/** The vaults of a root, in the order of the text. */
export function reportVaults(worlds: readonly World[], words: Words = english): readonly VaultReport[] {
  return ownVaults(worlds).map((across) => reportVault(across, words));
}

/** A vault with its resulting network, over all worlds. It has a note if any of it is otherwise without values of a state. */
export function reportVault(across: VaultAcrossWorlds, words: Words): VaultReport {
  const report = reportOf(across, words);
  const written = vaultAsWritten(across);
  if (!written || JSON.stringify(reportOf(written, words)) === JSON.stringify(report)) return report;
  return { ...report, notes: [...report.notes, "NOTE_ASSUMED_DEPLOYED"] };
}

function reportOf(across: VaultAcrossWorlds, words: Words): VaultReport {
  const { vault, views } = across;
  const answer = exposureAcross(across);
  const trusted = judgeAcross(across, () => ({ kind: "trustedService" }));
  const word = trusted?.answer.verdict ?? "depends";
  return {
    key: across.key,
    module: vault.module,
    symbol: vault.symbol,
    namedBy: calledBy(vault),
    name: printName(vault.name, words),
    kind: vault.kind,
    existing: vault.existing,
    deployed: vault.state === "deployed",
    state: vault.state,
    exists: across.exists,
    label: vault.label,
    span: vault.span,
    exposure: answer.exposure,
    dependsOn: answer.exposure === "depends" ? answer.because.map(words.cause) : [],
    cases: answer.cases.map((each) => ({ when: printWhen(each), exposure: each.answer })),
    trustedServices: word === "partial" ? "depends" : word,
    publicNetworkAccess: reportAcross(across, (each) => each.publicNetworkAccess.value, words),
    defaultAction: reportAcross(across, (each) => each.defaultAction.value, words),
    bypass: reportAcross(across, (each) => each.bypass.value, words),
    ...reportLists(across, words),
    ...reportEndpoints(views),
    perimeters: reportPerimeters(across, words),
    notes: [
      ...new Set([
        ...views.flatMap(({ vault: each, world }) => notesOf(each, world.network)),
        ...budgetNote(answer.because),
      ]),
    ],
    linkedTo: linkAcross(across),
    doubts: [...new Set(answer.because.map(({ kind }) => kind))],
  };
}

/** The assumptions that a case represents. */
export function printWhen(each: Case<unknown>): Readonly<Record<string, Scalar>> {
  return Object.fromEntries([...each.when].map(([name, value]) => [name, printScalar(value)]));
}

function printScalar(value: Plain): Scalar {
  return value !== null && typeof value === "object" ? null : value;
}

/** A partly known name is printed as unknown, with what it depends on. */
export function printName(name: Value, words: Words): string | UnknownFact {
  const text = knownText(name);
  if (text !== null) return text;
  if (name.kind === "known" && isText(name.value)) return { unknown: sayId(name.value, words) };
  return { unknown: sayWhy(name, words) };
}

function sayId(id: string | Text, words: Words): string {
  return printId(id, (part) => sayWhy(part, words));
}

/** Why a value is not known; without a reason, that it is not known, or not written. */
function sayWhy(
  value: Value<unknown> | Absent,
  words: Words,
  otherwise: "notKnown" | "notWritten" = "notKnown",
): string {
  const causes = causesOf(value);
  return causes.length === 0 ? words.document.labels[otherwise] : words.causes(causes);
}

function reportAcross(
  across: VaultAcrossWorlds,
  read: (vault: Vault) => Value<string> | Absent,
  words: Words,
): Reported {
  const merged = mergeWorlds(across.views, (view) => reportValue(read(view.vault), words), sameReported);
  if (merged.cases.length === 0) return merged.answer;
  const answers = merged.cases.map((each) => each.answer);
  const options = new Set(answers.flatMap(optionsOf));
  const unknown = answers.find(
    (answer) => answer !== null && typeof answer === "object" && "unknown" in answer,
  );
  return unknown ?? { oneOf: [...options] };
}

function reportValue(value: Value<string> | Absent, words: Words): Reported {
  switch (value.kind) {
    case "absent":
      return null;
    case "known":
      return value.value;
    case "oneOf":
      return { oneOf: value.options.map((option) => option.value) };
    case "unknown":
      return { unknown: sayWhy(value, words) };
  }
}

function optionsOf(reported: Reported): readonly (string | null)[] {
  if (reported === null || typeof reported === "string") return [reported];
  return "oneOf" in reported ? reported.oneOf : [];
}

function sameReported(a: Reported, b: Reported): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The perimeters of a vault in any of its worlds. Learning is the default mode: https://learn.microsoft.com/azure/private-link/network-security-perimeter-transition */
function reportPerimeters({ views, exists }: VaultAcrossWorlds, words: Words): readonly PerimeterFacts[] {
  const found = views.map(({ vault, world }) => membershipsOf(vault, world.network));
  const facts = found.flat().map((membership): PerimeterFacts => {
    const { perimeterId, accessMode, key, open } = membership.association;
    const inAll = found.every((each) =>
      each.some(({ association, holds }) => association.key === key && holds === "yes"),
    );
    const mode = accessMode.value.kind === "absent" ? "Learning" : reportValue(accessMode.value, words);
    return {
      name: lastName(perimeterId) ?? { unknown: sayWhy(perimeterId, words) },
      mode,
      inboundRules: inboundRules(membership).length,
      inboundRulesOpen: open.length > 0,
      certain: inAll && exists !== "no",
    };
  });
  return [...new Map(facts.map((each) => [JSON.stringify(each), each])).values()];
}

/** How many endpoints a vault has in all worlds. */
function reportEndpoints(
  views: VaultAcrossWorlds["views"],
): Pick<VaultReport, "privateEndpoints" | "privateEndpointsOpen"> {
  const found = views.map(({ vault, world }) => countEndpoints(vault, world.network));
  const least = Math.min(...found.map(({ count }) => count));
  const isOpen = found.some((each) => each.isOpen || each.count > least);
  return { privateEndpoints: least, privateEndpointsOpen: isOpen };
}

type Lists = Pick<VaultReport, "ipRules" | "ipRulesOpen" | "subnetRules" | "subnetRulesOpen">;

/** What all worlds list; if they differ, there may be more. */
function reportLists(across: VaultAcrossWorlds, words: Words): Lists {
  const lists = across.views.map((view) => listsOf(view.vault, view.world.network, words));
  const ip = inAll(lists.map((each) => each.ipRules));
  const subnet = inAll(lists.map((each) => each.subnetRules));
  return {
    ipRules: ip,
    ipRulesOpen: lists.some((each) => each.ipRulesOpen || each.ipRules.length > ip.length),
    subnetRules: subnet,
    subnetRulesOpen: lists.some((each) => each.subnetRulesOpen || each.subnetRules.length > subnet.length),
  };
}

function inAll<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const [first = [], ...rest] = lists;
  const printed = rest.map((list) => new Set(list.map((item) => JSON.stringify(item))));
  return first.filter((item) => printed.every((list) => list.has(JSON.stringify(item))));
}

function listsOf(vault: Vault, network: Network, words: Words): Lists {
  return {
    ipRules: vault.ipRules.items.map((item) => printItem(item.field.value, words)),
    ipRulesOpen: isOpen(vault.ipRules),
    subnetRules: vault.subnetLinks.map((rule) => printSubnetRule(rule, network, words)),
    subnetRulesOpen: isOpen(vault.subnetRules),
  };
}

function isOpen(list: ListField<unknown>): boolean {
  return list.open.length > 0;
}

function printItem(value: Value<string> | Absent, words: Words): string | UnknownFact {
  return value.kind === "known" ? value.value : { unknown: sayWhy(value, words, "notWritten") };
}

function printSubnetRule({ link, item }: SubnetRule, network: Network, words: Words): string | UnknownFact {
  if (link.kind === "declared") return subnetName(link.to, network);
  const { value } = item.field;
  if (value.kind === "known" && typeof value.value === "string") return value.value;
  if (value.kind === "known") return { unknown: sayId(value.value, words) };
  return { unknown: sayWhy(value, words, "notWritten") };
}

function budgetNote(because: readonly Cause[]): readonly Note[] {
  return because.some(({ kind }) => kind === "budget") ? ["NOTE_BUDGET"] : [];
}

function notesOf(vault: Vault, network: Network): readonly Note[] {
  const { value } = publicAccess(vault);
  const isSecured = value.kind === "known" && value.value === "SecuredByPerimeter";
  const perimeter = isSecured ? notesOnSight(membershipsOf(vault, network)) : [];
  const lists = [vault.ipRules, vault.subnetRules].map((list) => redeployNote(vault, list));
  const planned: Note | null = vault.state === "planned" ? "NOTE_PLANNED" : null;
  const notes = [publicAccess(vault).note, defaultAction(vault).note, bypass(vault).note, ...lists, planned];
  return [...perimeter, ...notes.filter((note) => note !== null), ...linkNotes(vault)];
}

/** The vaults that lookups stand for within a root: the declaration, or else the first lookup of the same vault. */
export const linksWithin = memoize(
  ({
    worlds,
    root,
    environment,
  }: Home & { readonly worlds: readonly World[] }): ReadonlyMap<string, LinkedVault> =>
    new Map(
      ownVaults(worlds).flatMap(({ key, views }): readonly [string, LinkedVault][] => {
        const [first, ...others] = views.map(({ world, vault }) => lookedUpIn(world.network).get(vault));
        if (!first || others.some((each) => each?.key !== first.key)) return [];
        const { module, symbol, label } = first;
        return [[key, { root, environment, key: first.key, module, symbol, label, certain: true }]];
      }),
    ),
);

/** The declaration in another root that a lookup refers to. Its environment is null if several of them may be meant. */
export function linkAcross({ views }: VaultAcrossWorlds): LinkedVault | null {
  const links = views.flatMap(({ vault }) => vault.linked ?? []);
  const [first] = links;
  if (!first) return null;
  return links.every(({ environment }) => environment === first.environment)
    ? first
    : { ...first, environment: null };
}
