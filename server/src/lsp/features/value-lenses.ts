import type { CodeLens } from "vscode-languageserver";
import type { Analysis, Document, VaultReport } from "../../core/index.ts";
import { reportVaults, summarizeVaults } from "../../core/index.ts";
import type { VaultReference } from "../../protocol.ts";
import { clientCommands } from "../../protocol.ts";
import { askRoots } from "../ask-roots.ts";
import type { Context } from "../context.ts";
import type { Subject } from "../roots.ts";

/** The most vaults that fit above a parameter file. */
const mostShown = 6;

/**
 * Above the first line of a parameter file: how its values configure each vault of its template, and a command to ask
 * about a caller.
 */
export function valueLenses(context: Context, { document, analyses }: Subject): CodeLens[] {
  return askRoots(context, analyses, (some) => lensesOf(context, document, some));
}

function lensesOf(context: Context, document: Document, analyses: readonly Analysis[]): CodeLens[] {
  const { words } = context.client;
  const start = { line: 0, character: 0 };
  const range = { start, end: start };
  const lenses = new Map<string, CodeLens[]>();
  for (const { root, environment, inputs, worlds } of analyses) {
    if (inputs?.parameters.includes(document.id) !== true) continue;
    const summaries = summarizeVaults(worlds, words);
    for (const vault of reportVaults(worlds)) {
      if (vault.existing || vault.exists === "no") continue;
      const title = `${nameOf(vault)}: ${summaries.get(vault.key) ?? ""}`;
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

function nameOf({ name, symbol }: VaultReport): string {
  return typeof name === "string" ? name : symbol;
}
