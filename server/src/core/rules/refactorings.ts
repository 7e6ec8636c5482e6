import type { World } from "../access/worlds.ts";
import type { Vault } from "../network/network.ts";
import type { Span } from "../text/span.ts";
import { spanKey } from "../text/span.ts";
import { finding, judgedVaults } from "./finding.ts";
import { offeredFixes } from "./offer.ts";
import type { Fix } from "./rule.ts";
import { wideMerges } from "./wide-merge.ts";

/**
 * What can be rewritten at a place although nothing is wrong there. Each changes who gets in, and says so in its title; it is
 * offered where all instances of a vault, in all worlds, would be written alike.
 */
export function refactoringsAt(worlds: readonly World[], place: Span): readonly Fix[] {
  const groups = new Map<string, Vault[]>();
  for (const vault of worlds.flatMap((world) => judgedVaults(world.network))) {
    const key = spanKey(vault.span);
    const group = groups.get(key);
    if (group) group.push(vault);
    else groups.set(key, [vault]);
  }
  const offered = [...groups.values()].flatMap((vaults) =>
    offeredFixes(
      vaults.map((vault) => finding(vault, { message: "", span: place, fixes: wideMerges(vault, place) })),
    ),
  );
  return offered.filter((fix, index) => offered.findIndex(({ title }) => title === fix.title) === index);
}
