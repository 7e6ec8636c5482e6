import type { CancellationToken } from "vscode-languageserver";
import {
  type Analysis,
  asksForJob,
  catalogueSource,
  describedService,
  describeSource,
  type IpSet,
  kindOfSource,
  type NamedSource,
  readError,
  readSource,
  reportConsumers,
  reportSubnets,
  reportVaults,
  resolveSource,
  searchServices,
  sourcesIn,
  sourcesOffered,
  subnetsHolding,
  tagsBeginning,
} from "../../core/index.ts";
import type {
  ConsumerSource,
  ListedSource,
  SavedSource,
  SourcesParams,
  SourcesResult,
  SubnetSource,
  TagSource,
  TypedSource,
} from "../../protocol/sources.ts";
import { type Context, placeOf } from "../context.ts";
import { normalizeUri } from "../files.ts";
import { workspaceOf } from "../access-names.ts";
import { analysesOfAll, askRoots } from "../roots.ts";

/** Answers `keyvault-network/sources`: the sources that match what was typed so far. */
export async function sources(
  context: Context,
  { typed, active }: SourcesParams,
  token: CancellationToken,
): Promise<SourcesResult> {
  const text = typed.trim();
  const analyses = await analysesOfAll(context, token);
  const reading = text === "" ? null : readTyped(context, text);
  const { subnets, consumers, listed } = askRoots(context, analyses, (some) => ({
    subnets: some.flatMap((analysis) => subnetsIn(context, analysis, text, reading)),
    consumers: some.flatMap((analysis) => consumersIn(context, analysis)),
    listed: text === "" ? listedIn(some) : [],
  }));
  const isNamed = reading?.kind !== "host";
  return {
    typed: reading,
    subnets,
    consumers: consumers.filter(({ label, scenarios }) =>
      [label, ...scenarios].some((each) => fits(each, text)),
    ),
    listed,
    services: isNamed
      ? searchServices(withoutScheme(text), context.client.words.services.texts).map((service) =>
          describedService(service, context.client.words),
        )
      : [],
    tags: isNamed && text !== "" ? tagsIn(context, text) : [],
    saved: await savedSources(context, analyses, text, active === undefined ? null : normalizeUri(active)),
    servicesAsOf: catalogueSource.asOf,
  };
}

/** The subnets of a root that match the input: for a private address, those that may contain it. */
function subnetsIn(
  context: Context,
  { root, worlds }: Analysis,
  typed: string,
  reading: TypedSource | null,
): readonly SubnetSource[] {
  const all = reportSubnets(worlds);
  const addresses = reading?.kind === "private" ? addressesOf(typed) : null;
  const meant = addresses ? subnetsHolding(addresses, all) : all.filter(({ label }) => fits(label, typed));
  return meant.flatMap(({ label, prefixes, place }) => {
    const at = placeOf(context, place);
    return at ? [{ ...at, from: `subnet:${label}`, label, prefixes, root: context.session.uriOf(root) }] : [];
  });
}

function addressesOf(typed: string): IpSet | null {
  const reading = readSource(typed);
  const caller = "source" in reading && reading.source.kind === "caller" ? reading.source.caller : null;
  return caller?.kind === "addresses" ? caller.addresses : null;
}

function listedIn(analyses: readonly Analysis[]): readonly ListedSource[] {
  const rules = analyses.flatMap(({ worlds }) => reportVaults(worlds)).flatMap(({ ipRules }) => ipRules);
  const texts = rules.filter((each) => typeof each === "string");
  return [...new Set(texts)].flatMap((from) => {
    const reading = readSource(from);
    return "source" in reading ? [{ from, kind: kindOfSource(reading.source) }] : [];
  });
}

function tagsIn({ client: { words }, serviceTags: { tags } }: Context, typed: string): readonly TagSource[] {
  return tagsBeginning(tags, withoutScheme(typed)).flatMap((name) => {
    const from = `tag:${name}`;
    const reading = readSource(from, tags);
    return "source" in reading
      ? [{ from, name, description: words.source(describeSource(reading.source)) }]
      : [];
  });
}

/** The resources of a root that use one of its vaults, each once with all its scenarios. */
function consumersIn(context: Context, { root, worlds }: Analysis): readonly ConsumerSource[] {
  const { texts } = context.client.words.services;
  return reportConsumers(worlds).flatMap(({ label, services, vaults, span }) => {
    const at = placeOf(context, span);
    if (!at || vaults.length === 0) return [];
    const scenarios = [...new Set(services.map((service) => texts(service).name))];
    const symbols = [...new Set(vaults)];
    return [
      {
        ...at,
        from: `consumer:${label}`,
        label,
        scenarios,
        vaults: symbols,
        root: context.session.uriOf(root),
      },
    ];
  });
}

/** The sources in applicable access files, then those in the settings, the jobs of pipelines and declared pools, each once. */
async function savedSources(
  context: Context,
  analyses: readonly Analysis[],
  typed: string,
  active: string | null,
): Promise<readonly SavedSource[]> {
  const named = new Map<string, SavedSource>();
  const { sources: own } = await context.settings.ofWindow();
  const files = await Promise.all(analyses.map(({ root }) => context.accessFiles.of(root)));
  const all = sourcesOffered(await workspaceOf(context, analyses), active);
  for (const sources of [...files.map((file) => file?.sources), own, all]) {
    for (const [name, source] of sources ?? []) {
      if (named.has(name) || !fits(name, typed)) continue;
      const job = !asksForJob(name) ? null : source.name.span.document === active ? "active" : "other";
      named.set(name, { ...showSaved(context, source), job });
    }
  }
  return [...named.values()];
}

function showSaved(context: Context, named: NamedSource): Omit<SavedSource, "job"> {
  const { name, description } = named;
  const reading = resolveSource(name.value, new Map([[name.value, named]]), {
    tags: context.serviceTags.tags,
  });
  const { words } = context.client;
  const meaning =
    "fault" in reading ? words.sourceFault(reading.fault) : words.source(describeSource(reading.source));
  return { from: name.value, meaning, description, place: placeOf(context, name.span) };
}

/** Interprets the input as a source and briefly says how it was understood. */
function readTyped({ client: { words }, serviceTags }: Context, text: string): TypedSource {
  const reading = readSource(text, serviceTags.tags);
  const error = "fault" in reading ? readError(text) : null;
  if (error?.kind === "failure") return { kind: "failure", description: words.refusals.meaning(error.shape) };
  if (error)
    return {
      kind: "forbidden",
      description: `${error.client ?? words.services.someClient} → ${error.vault ?? words.services.someVault}`,
    };
  const several = sourcesIn(text, serviceTags.tags);
  if (several.length > 1) return { kind: "several", all: several };
  if ("fault" in reading && reading.fault.kind === "host-name")
    return { kind: "host", description: words.sourceFault(reading.fault) };
  if ("fault" in reading) return { kind: "malformed", description: words.sourceFault(reading.fault) };
  const fact = describeSource(reading.source);
  const kind = fact.kind === "trusted-service" ? "service" : fact.kind;
  return {
    kind,
    from: text,
    description: reading.note ? words.addressNote(reading.note) : words.source(fact),
  };
}

function fits(label: string, typed: string): boolean {
  return label.toLowerCase().includes(withoutScheme(typed).toLowerCase());
}

/** `subnet:`, `service:`, `consumer:` and `tag:` say where to search; they are not part of a name. */
function withoutScheme(typed: string): string {
  return typed.replace(/^(?:subnet|service|consumer|tag):/i, "");
}
