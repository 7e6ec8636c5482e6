import type { CancellationToken, CodeLens, Hover } from "vscode-languageserver";
import {
  escapeSentence,
  joined,
  type NamedVaults,
  touches,
  vaultsNamedIn,
  vaultSummaries,
} from "../../core/index.ts";
import { clientCommands, serverCommands } from "../../protocol.ts";
import type { VaultReference } from "../../protocol/names.ts";
import { type Context, placeOf } from "../context.ts";
import { describeFinding, findingsOutside } from "../findings.ts";
import { analysesOfRoots } from "../roots.ts";

/** Above each line of a pipeline or script that names a declared vault: who can reach that, and a command to ask about a caller. */
export async function outsideLenses(
  context: Context,
  id: string,
  token: CancellationToken,
): Promise<CodeLens[]> {
  const document = context.session.document(id);
  const named = await namedIn(context, id, token);
  if (!document) return [];
  return named.flatMap((each) => {
    const range = context.converter.toRange(document, each.span);
    const title = summaryOf(context, each);
    const [first] = each.vaults;
    const declaration = first && placeOf(context, first.across.vault.label);
    const summary: CodeLens = {
      range,
      command:
        declaration && context.client.showsDocuments
          ? { title, command: serverCommands.openDeclaration, arguments: [declaration] }
          : { title, command: "" },
    };
    if (!context.client.options.commands || !first) return [summary];
    const reference: VaultReference = {
      root: context.session.uriOf(first.analysis.root),
      key: first.across.key,
    };
    const { simulate } = context.client.words.lens;
    const ask = { title: simulate, command: clientCommands.simulateAccess, arguments: [reference] };
    return [summary, { range, command: ask }];
  });
}

/** The vault that a pipeline or script names under the cursor, and what is found there. */
export async function outsideHover(
  context: Context,
  id: string,
  offset: number,
  token: CancellationToken,
): Promise<Hover | null> {
  const document = context.session.document(id);
  const named = (await namedIn(context, id, token)).find(({ span }) => touches(span, offset));
  const findings = await findingsOutside(context, token);
  const here = findings.filter(({ span }) => span.document === id && touches(span, offset));
  const span = named?.span ?? here[0]?.span;
  if (!document || !span) return null;
  const texts = [
    ...(named ? [escapeSentence(summaryOf(context, named))] : []),
    ...here.map((finding) => describeFinding(finding, context.client.words)),
  ];
  return {
    contents: { kind: "markdown", value: texts.join("\n\n") },
    range: context.converter.toRange(document, span),
  };
}

async function namedIn(
  context: Context,
  id: string,
  token: CancellationToken,
): Promise<readonly NamedVaults[]> {
  const reading = await context.outside.now(context);
  if (!reading.documents.has(id)) return [];
  const { roots } = await context.plans.ofWorkspace();
  return vaultsNamedIn(id, reading, await analysesOfRoots(context, roots, token, "judged"));
}

/** "kv1 · Deny by default", for each answer that its environments have. */
function summaryOf({ client: { words }, areOthersRead }: Context, { vaults }: NamedVaults): string {
  const texts = vaults.map(({ name, analysis, across }) => {
    const summary = vaultSummaries(analysis.worlds, words, areOthersRead()).get(across.key);
    return joined([name ?? across.vault.symbol, summary?.access ?? ""]);
  });
  return [...new Set(texts)].join(" | ");
}
