import type { CodeLens } from "vscode-languageserver";
import {
  type Analysis,
  type Document,
  joined,
  reportVaults,
  summarizeVaults,
  type VaultReport,
} from "../../core/index.ts";
import { clientCommands, type VaultReference } from "../../protocol.ts";
import { askRoots } from "../ask-roots.ts";
import type { Context } from "../context.ts";
import type { Subject } from "../roots.ts";
import { sayScores, type VaultScores, vaultScores } from "../vault-scores.ts";

/** The most vaults that fit above a parameter file. */
const mostShown = 6;

/**
 * Above the first line of a parameter file: how its values configure each vault of its template, and a command to ask
 * about a caller.
 */
export async function valueLenses(context: Context, { document, analyses }: Subject): Promise<CodeLens[]> {
  const scores = await vaultScores(context, analyses);
  return askRoots(context, analyses, (some) => lensesOf(context, document, some, scores));
}

function lensesOf(
  context: Context,
  document: Document,
  analyses: readonly Analysis[],
  scores: VaultScores,
): CodeLens[] {
  const { words } = context.client;
  const start = { line: 0, character: 0 };
  const range = { start, end: start };
  const lenses = new Map<string, CodeLens[]>();
  for (const analysis of analyses) {
    const { root, environment, inputs, worlds } = analysis;
    if (inputs?.parameters.includes(document.id) !== true) continue;
    const summaries = summarizeVaults(worlds, words);
    for (const vault of reportVaults(worlds)) {
      if (vault.existing || vault.exists === "no") continue;
      const tests = sayScores(context, scores, [[analysis, vault.key]]);
      const title = `${nameOf(vault)} · ${joined([summaries.get(vault.key) ?? "", tests])}`;
      const reference: VaultReference = { root: context.session.uriOf(root), key: vault.key, environment };
      const command = clientCommands.simulateAccess;
      const simulate = { title: words.lens.simulate, command, arguments: [reference] };
      const summary: CodeLens = { range, command: { title, command: "" } };
      lenses.set(
        title,
        context.client.options.commands ? [summary, { range, command: simulate }] : [summary],
      );
    }
  }
  return [...lenses.values()].slice(0, mostShown).flat();
}

/** The name of a vault; its symbol if that is not known. */
export function nameOf({ name, symbol }: Pick<VaultReport, "name" | "symbol">): string {
  return typeof name === "string" ? name : symbol;
}
