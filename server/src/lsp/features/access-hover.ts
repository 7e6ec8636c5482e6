import type { CancellationToken, Hover, HoverParams } from "vscode-languageserver";
import {
  type Analysis,
  describeSource,
  escapeMarkdown,
  escapeSentence,
  findRule,
  labelOf,
  resolveSource,
  summarizeVaults,
  titleOf,
  vaultsNamed,
  type Words,
} from "../../core/index.ts";
import { type AccessPlace, accessPlaceAt, templatesUnder } from "../access-names.ts";
import { askRoots } from "../roots.ts";
import type { Context } from "../context.ts";
import { rulePage } from "../documentation.ts";
import { resolvePath } from "../files.ts";

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
