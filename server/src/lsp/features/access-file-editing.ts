import {
  type CancellationToken,
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
  type Hover,
  type HoverParams,
} from "vscode-languageserver";
import {
  type AccessFile,
  type Analysis,
  describeSource,
  reportSubnets,
  reportVaults,
  resolveSource,
  type RootPlan,
  rootsUnder,
  rules,
  searchServices,
  vaultsNamed,
  vaultTitle,
  escapeMarkdown,
  escapeSentence,
  findRule,
  labelOf,
  summarizeVaults,
  titleOf,
  type Words,
} from "../../core/index.ts";
import { type AccessPlace, accessPlaceAt, templatesUnder } from "../access-names.ts";
import { askRoots } from "../roots.ts";
import type { Context } from "../context.ts";
import { relativePath, resolvePath } from "../files.ts";
import { rulePage } from "../documentation.ts";

/** A suggested name, with a short description. */
interface Offer {
  readonly name: string;
  readonly detail: string;
  /** Further words under which people look for it. */
  readonly aliases?: readonly string[];
}

/** Suggests the names that fit a position in an access file; editors know its keys from the schema. */
export async function accessCompletion(
  context: Context,
  { textDocument, position }: CompletionParams,
  token: CancellationToken,
): Promise<CompletionItem[]> {
  const place = await accessPlaceAt(context, textDocument.uri, position);
  if (!place) return [];
  const offers = await offersFor(context, place, token);
  const range = context.converter.toRange(place.document, place.mention.span);
  const distinct = new Map(offers.map((each) => [each.name, each]));
  return [...distinct.values()].map(({ name, detail, aliases = [] }) => ({
    label: name,
    detail,
    kind: CompletionItemKind.Value,
    filterText: [name, ...aliases].join(" "),
    textEdit: { range, newText: JSON.stringify(name).slice(1, -1) },
  }));
}

async function offersFor(
  context: Context,
  { document, file, mention }: AccessPlace,
  token: CancellationToken,
): Promise<readonly Offer[]> {
  const templates = await templatesUnder(context, file, token);
  const subnets = askRoots(context, templates, (some) =>
    some.flatMap(({ worlds }) => reportSubnets(worlds)).map(({ label }) => label),
  );
  const { words } = context.client;
  switch (mention.kind) {
    case "source":
      return [
        ...[...file.sources.keys()].map((name) => ({ name, detail: meaningOf(context, name, file.sources) })),
        { name: "internet", detail: words.source({ kind: "internet" }) },
        ...subnets.map((label) => ({ name: `subnet:${label}`, detail: words.source({ kind: "subnet" }) })),
        ...searchServices("").map(({ id, aliases }) => ({
          name: `service:${id}`,
          detail: words.services.texts(id).name,
          aliases,
        })),
      ];
    case "vault":
      return askRoots(context, templates, (some) =>
        some.flatMap((each) => vaultOffers(each, file, mention.value)),
      );
    case "environment":
      return environmentOffers(file, (await context.plans.now()).roots);
    case "rule":
      return rules.flatMap((rule) =>
        [rule.code, rule.name].map((name) => ({ name, detail: words.rules[rule.code].summary })),
      );
    case "subnet":
      return subnets.map((name) => ({ name, detail: words.source({ kind: "subnet" }) }));
    case "service":
      return searchServices("").map(({ id, name, aliases }) => ({
        name,
        detail: words.services.texts(id).scenario.text,
        aliases,
      }));
    case "parameters": {
      const { roots } = await context.plans.now();
      return roots
        .flatMap(({ available }) => available)
        .flatMap(({ parameters, name }) =>
          parameters.map((id) => ({ name: relativePath(document.id, id), detail: name ?? "" })),
        );
    }
    case "consumer":
    case "test":
      return [];
  }
}

/** The vaults of a root, after `infra/main.bicep#` only those that are declared there. */
function vaultOffers(analysis: Analysis, file: AccessFile, written: string): readonly Offer[] {
  const place = written.slice(0, written.indexOf("#") + 1);
  const meant = vaultsNamed(`${place}*`, file, [analysis], { resolve: resolvePath });
  const keys = new Set(meant.map(({ key }) => key));
  return reportVaults(analysis.worlds)
    .filter(({ key }) => place === "" || keys.has(key))
    .map((vault) => ({ name: place + vaultTitle(vault), detail: vault.symbol }));
}

/** Those that the file defines, and those that the names of parameter files do, with these files. */
function environmentOffers(file: AccessFile, roots: readonly RootPlan[]): readonly Offer[] {
  const defined = [...file.environments.values()].map(({ name, description }) => ({
    name: name.value,
    detail: description ?? "",
  }));
  const available = rootsUnder(file, roots).flatMap((root) => root.available);
  const detected = available.flatMap(({ name, parameters }) =>
    name === null || file.environments.has(name)
      ? []
      : [{ name, detail: parameters.map((id) => relativePath(file.document, id)).join(", ") }],
  );
  return [...defined, ...detected];
}

function meaningOf(context: Context, name: string, sources: AccessPlace["file"]["sources"]): string {
  const reading = resolveSource(name, sources, { tags: context.serviceTags.tags });
  const { words } = context.client;
  return "fault" in reading ? words.sourceFault(reading.fault) : words.source(describeSource(reading.source));
}

/** Describes what a name in an access file refers to, and for a test its result. */
export async function accessHover(
  context: Context,
  { textDocument, position }: HoverParams,
  token: CancellationToken,
): Promise<Hover | null> {
  const place = await accessPlaceAt(context, textDocument.uri, position);
  const value = place ? await describe(context, place, token) : null;
  if (!place || value === null) return null;
  return {
    contents: { kind: "markdown", value },
    range: context.converter.toRange(place.document, place.mention.span),
  };
}

/** More vaults than this are only counted. */
const mostVaults = 8;

/** The environments for each description of the vaults that a pattern names there: "kv: Deny by default · 1 address". */
function environmentsByText(
  analyses: readonly Analysis[],
  { file, mention }: AccessPlace,
  words: Words,
): ReadonlyMap<string, readonly string[]> {
  const environments = new Map<string, readonly string[]>();
  for (const analysis of analyses) {
    const { worlds, environment } = analysis;
    const summaries = summarizeVaults(worlds, words);
    for (const { key, vault } of vaultsNamed(mention.value, file, [analysis], { resolve: resolvePath })) {
      const text = `${titleOf(labelOf(vault))}: ${summaries.get(key) ?? ""}`;
      const names = environments.get(text) ?? [];
      environments.set(text, environment === null ? names : [...names, environment]);
    }
  }
  return environments;
}

async function describe(
  context: Context,
  place: AccessPlace,
  token: CancellationToken,
): Promise<string | null> {
  const { words } = context.client;
  const { file } = place;
  const { kind, value } = place.mention;
  switch (kind) {
    case "source": {
      const reading = resolveSource(value, file.sources, { tags: context.serviceTags.tags });
      const description = file.sources.get(value)?.description ?? null;
      const text =
        "fault" in reading ? words.sourceFault(reading.fault) : words.source(describeSource(reading.source));
      return escapeSentence([text, ...(description === null ? [] : [description])].join(" · "));
    }
    case "vault": {
      const environments = askRoots(context, await templatesUnder(context, file, token), (some) =>
        environmentsByText(some, place, words),
      );
      const lines = [...environments].map(
        ([text, names]) => `- ${escapeSentence(names.length > 0 ? `${text} (${names.join(", ")})` : text)}`,
      );
      const more = lines.length - mostVaults;
      return (
        [
          ...lines.slice(0, mostVaults),
          ...(more > 0 ? [`- ${words.document.sentences.more(more)}`] : []),
        ].join("\n") || null
      );
    }
    case "rule": {
      const rule = findRule(value);
      return rule
        ? `[${rule.code} ${escapeMarkdown(rule.name)}](${rulePage(rule.code, words.language)}): ${escapeSentence(words.rules[rule.code].summary)}`
        : null;
    }
    case "test": {
      const results = (await context.accessTests.resultsOf(context, file, token)).filter(
        ({ test }) => test.name === value,
      );
      const lines = results.map(({ environment, outcome, fact }) => {
        const where = environment === null ? "" : `${environment}: `;
        const said = fact === null ? `${where}${words.document.testOutcomes[outcome]}` : words.test(fact);
        return `- ${escapeSentence(said)}`;
      });
      return lines.join("\n") || null;
    }
    default:
      return null;
  }
}
