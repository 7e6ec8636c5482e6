import type { CancellationToken } from "vscode-languageserver";
import type { AccessDifference, ComparedRoot, NamedCaller, NamedSource } from "../../core/index.ts";
import { callersListed, compareAccess, resolveSource } from "../../core/index.ts";
import type { AccessDifference as ShownDifference, DiffParams, DiffResult } from "../../protocol.ts";
import type { Context } from "../context.ts";
import { namedSources } from "../named-sources.ts";
import { placeOf } from "../places.ts";
import { analysesOfAll } from "../roots.ts";

/** Answers `keyvault-network/diff`: every verdict that differs from the what-if baseline's. */
export async function diff(
  context: Context,
  { from = [] }: DiffParams,
  token: CancellationToken,
): Promise<DiffResult> {
  if (!context.baseline.isSet) return { isSet: false, changes: [] };
  const [before, after]: readonly [ComparedRoot[], ComparedRoot[]] = [[], []];
  const sources = new Map<string, NamedSource>();
  for (const { root, worlds } of await analysesOfAll(context, token)) {
    const past = await context.baseline.analysis(context, root, token);
    before.push({ name: root, worlds: past?.worlds ?? [] });
    after.push({ name: root, worlds });
    for (const [name, source] of await namedSources(context, root)) sources.set(name, source);
  }
  const named = [...sources.keys(), ...from].flatMap((text): readonly NamedCaller[] => {
    const reading = resolveSource(text, sources, { tags: context.serviceTags.tags });
    return "source" in reading ? [{ from: text, source: reading.source }] : [];
  });
  const callers = [...named, ...callersListed([...after, ...before])];
  return { isSet: true, changes: compareAccess(before, after, callers).map((each) => show(context, each)) };
}

function show(context: Context, { kind, from, root, before, after }: AccessDifference): ShownDifference {
  const verdict = after ?? before;
  return {
    kind,
    from,
    vault: verdict?.vault ?? "",
    before: before?.verdict ?? null,
    after: after?.verdict ?? null,
    reference: after ? { root: context.session.uriOf(root), key: after.vaultKey } : null,
    place: after ? placeOf(context, after.label) : null,
  };
}
