import type { CancellationToken } from "vscode-languageserver";
import {
  type Analysis,
  type AnsweredCaller,
  vaults as findVaults,
  placesOfVaults,
  reportUnread,
  type RootPlan,
  sayPerimeter,
  sayScenario,
  type Span,
  summarizeVaults,
  type VaultPlaces,
  type VaultReport,
  type Words,
} from "../../core/index.ts";
import type {
  LinkedResult,
  UnreadResult,
  VaultConsumerResult,
  VaultResult,
  VaultsParams,
  VaultsResult,
} from "../../protocol/vaults.ts";
import type { Location } from "../../protocol/names.ts";
import { type Context, placeOf } from "../context.ts";
import { analysesOfAll, askRoots, subjectOf } from "../roots.ts";

/** Answers `keyvault-network/vaults`. */
export async function vaults(
  context: Context,
  { uri }: VaultsParams,
  token: CancellationToken,
): Promise<VaultsResult> {
  const analyses =
    uri === undefined
      ? await analysesOfAll(context, token)
      : ((await subjectOf(context, uri, token))?.analyses ?? []);
  return {
    vaults: await vaultsOf(context, analyses, token),
    unread: unreadOf(context, analyses),
    problems: await context.states.problemsOf(analyses),
  };
}

async function vaultsOf(
  context: Context,
  analyses: readonly Analysis[],
  token: CancellationToken,
): Promise<readonly VaultResult[]> {
  const asked: Asked[] = [];
  const { roots } = await context.plans.now();
  for (const analysis of analyses)
    asked.push({ analysis, before: await context.baseline.analysis(analysis, token) });
  return askRoots(context, asked, (some) => some.flatMap((each) => showVaults(context, each, roots)));
}

/** A root to show: its current and its earlier state. */
interface Asked {
  readonly analysis: Analysis;
  readonly before: Analysis | null;
}

/** Summaries of the what-if baseline by the keys of the vaults. */
export function summariesBefore(past: Analysis | null, words: Words): ReadonlyMap<string, string> {
  return summarizeVaults(past?.worlds ?? [], words);
}

function showVaults(
  context: Context,
  { analysis, before: past }: Asked,
  plans: readonly RootPlan[],
): readonly VaultResult[] {
  const { worlds } = analysis;
  const pastSummaries = summariesBefore(past, context.client.words);
  const summaries = summarizeVaults(worlds, context.client.words);
  const places = placesOfVaults(worlds);
  const { words } = context.client;
  return findVaults({ analyses: [analysis], plans, callersIn: "roots", words }).flatMap(
    ({ root, environment, callers, ...vault }) => {
      const shown = showVault(context, vault);
      const written = places.get(vault.key);
      if (!shown || !written) return [];
      const summary = summaries.get(vault.key) ?? "";
      const shownPlaces = showPlaces(context, written);
      const used = callers.flatMap((each) => showConsumer(context, each));
      const before = pastSummaries.get(vault.key) ?? summary;
      const was = before === summary ? null : before;
      return [
        {
          ...shown,
          root: context.session.uriOf(root),
          environment,
          summary,
          was,
          consumers: used,
          places: shownPlaces,
        },
      ];
    },
  );
}

type Shown = Omit<VaultResult, "root" | "environment" | "summary" | "was" | "consumers" | "places">;

function showVault(context: Context, vault: VaultReport): Shown | null {
  const { label, span, linkedTo, ...facts } = vault;
  const place = placeOf(context, label);
  const declaration = placeOf(context, span);
  const { words } = context.client;
  const noteTexts = facts.notes.map(words.note);
  const perimeterTexts = facts.perimeters.map((each) => sayPerimeter(each, words));
  if (!place || !declaration) return null;
  const linked = linkedTo && showLinked(context, linkedTo);
  return { ...facts, ...place, declaration: declaration.range, linkedTo: linked, noteTexts, perimeterTexts };
}

/** The declaration of a looked up vault as the client expects it; null if it is no longer available. */
export function showLinked(
  context: Context,
  { root, module, environment, symbol, label, certain }: NonNullable<VaultReport["linkedTo"]>,
): LinkedResult | null {
  const place = placeOf(context, label);
  return place && { ...place, root: context.session.uriOf(root), module, environment, symbol, certain };
}

function showConsumer(
  context: Context,
  { span, from, uses, answer }: AnsweredCaller,
): readonly VaultConsumerResult[] {
  const place = placeOf(context, span);
  if (!place || !answer?.scenario) return [];
  const { verdict, reason, notes, scenario } = answer;
  const said = sayScenario(scenario, context.client.words);
  const assumed = notes.includes("NOTE_ASSUMED_DEPLOYED");
  const label = from.replace("consumer:", "");
  return [{ ...place, from, label, uses, verdict, reason, assumed, scenario: said }];
}

function showPlaces(context: Context, places: VaultPlaces): VaultResult["places"] {
  const show = (span: Span | null): Location | null => (span ? placeOf(context, span) : null);
  return {
    publicNetworkAccess: show(places.publicNetworkAccess),
    defaultAction: show(places.defaultAction),
    bypass: show(places.bypass),
    ipRules: places.ipRules.map(show),
    subnetRules: places.subnetRules.map(show),
  };
}

/** What some templates refer to but was not read, each place once, with parts that are likely about vaults first. */
function unreadOf(context: Context, analyses: readonly Analysis[]): readonly UnreadResult[] {
  const found = new Map<string, UnreadResult>();
  for (const report of analyses.flatMap(({ worlds }) => reportUnread(worlds))) {
    const { kind, symbol, source, why, span, isLikelyAboutVaults } = report;
    const place = placeOf(context, span);
    const key = `${span.document} ${span.start} ${source}`;
    const vault = isLikelyAboutVaults ? "likely" : "possible";
    if (place) found.set(key, { kind, symbol, source, why, vault, ...place });
  }
  const all = [...found.values()];
  return [...all.filter(({ vault }) => vault === "likely"), ...all.filter(({ vault }) => vault !== "likely")];
}
