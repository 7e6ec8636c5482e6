import type { CancellationToken, CodeLens, CodeLensParams } from "vscode-languageserver";
import type { VaultReport } from "../../core/index.ts";
import { reportVaults, summarizeVaults } from "../../core/index.ts";
import type { VaultReference } from "../../protocol.ts";
import { clientCommands } from "../../protocol.ts";
import type { Context } from "../context.ts";
import { subjectOf } from "../roots.ts";
import { describeCallers } from "./callers.ts";
import { describeEnvironments } from "../requests/environments.ts";
import { nameInBaseline, pastSummaries } from "../requests/vaults.ts";

/** Two lenses above each vault, however its analysis ends: who gets in, and the way to ask about somebody. */
export async function codeLenses(
  context: Context,
  { textDocument }: CodeLensParams,
  token: CancellationToken,
): Promise<CodeLens[]> {
  const settings = await context.settings.of(textDocument.uri);
  const subject = settings.codeLens ? await subjectOf(context, textDocument.uri, token) : null;
  if (!subject) return [];
  const { document, analysis } = subject;
  const summaries = summarizeVaults(analysis.worlds);
  const past = pastSummaries(await context.baseline.analysis(context.environments, analysis.root, token));
  const callers = await describeCallers(context, subject, token);
  const environments = await describeEnvironments(context, analysis.root, token);
  const vaults = reportVaults(analysis.worlds).filter(({ label }) => label.document === document.id);
  return [...byPlace(vaults).values()].flatMap((instances) => {
    const [first] = instances;
    const range = context.converter.toRange(document, first.label);
    const own = titleOf(
      instances.map((vault) => withPast(summaries.get(vault.key) ?? "", past.get(nameInBaseline(vault)))),
    );
    const called = callers.get(first.label.start);
    const differing = environments.get(first.key);
    const title = [
      own,
      ...(called === undefined ? [] : [called]),
      ...(differing === undefined ? [] : [differing]),
    ].join(" · ");
    const reference: VaultReference = { root: context.session.uriOf(analysis.root), key: first.key };
    const simulate = {
      title: "Simulate access",
      command: clientCommands.simulateAccess,
      arguments: [reference],
    };
    const summary: CodeLens = { range, command: { title, command: "" } };
    return context.client.options.commands ? [summary, { range, command: simulate }] : [summary];
  });
}

/** "Deny by default · 1 address (was Firewall off · any network)". */
function withPast(summary: string, past: string | undefined): string {
  return past === undefined || past === summary ? summary : `${summary} (was ${past})`;
}

type Instances = [VaultReport, ...VaultReport[]];

/** One declaration in a loop or in a module that is called twice stands for several vaults. */
function byPlace(vaults: readonly VaultReport[]): ReadonlyMap<number, Instances> {
  const places = new Map<number, Instances>();
  for (const vault of vaults) {
    const before = places.get(vault.label.start);
    if (before) before.push(vault);
    else places.set(vault.label.start, [vault]);
  }
  return places;
}

function titleOf(summaries: readonly string[]): string {
  const [first = "", ...others] = new Set(summaries);
  if (summaries.length === 1) return first;
  return `${summaries.length} vaults: ${[first, ...others.slice(0, 2), ...(others.length > 2 ? ["…"] : [])].join(" | ")}`;
}
