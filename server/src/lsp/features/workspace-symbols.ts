import {
  type CancellationToken,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceSymbolParams,
} from "vscode-languageserver";
import { reportVaults, vaultTitle } from "../../core/index.ts";
import { type Context, placeOf } from "../context.ts";
import { analysesOfAll, askRoots } from "../roots.ts";

/** The vaults whose symbol or name contains the typed letters, in that order. */
export async function workspaceSymbols(
  context: Context,
  { query }: WorkspaceSymbolParams,
  token: CancellationToken,
): Promise<SymbolInformation[]> {
  const analyses = await analysesOfAll(context, token);
  const vaults = askRoots(context, analyses, (some) => some.flatMap(({ worlds }) => reportVaults(worlds)));
  const symbols = vaults.flatMap((vault) => {
    const place = placeOf(context, vault.label);
    const name = vaultTitle(vault);
    if (!place || !(fits(name, query) || fits(vault.symbol, query))) return [];
    const location = { uri: place.uri, range: place.range };
    return [{ name, kind: SymbolKind.Object, location, containerName: "key vault" }];
  });
  // What several environments declare is one vault.
  return [...new Map(symbols.map((each) => [JSON.stringify(each), each])).values()];
}

function fits(name: string, query: string): boolean {
  const letters = name.toLowerCase();
  let from = 0;
  for (const letter of query.toLowerCase()) {
    from = letters.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
}
