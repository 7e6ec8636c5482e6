import type { VaultCommand } from "../access.ts";
import type { Command, Word } from "../scripts/script.ts";
import { literalOf } from "../scripts/script.ts";

/** A request that a script makes to a vault itself: https://learn.microsoft.com/rest/api/keyvault */
export function rawRequest({ words, span }: Command): VaultCommand | null {
  if (!requests.has((literalOf(words[0]) ?? "").toLowerCase())) return null;
  const vault = words.find(isVaultObject);
  return vault ? { access: { kind: "use" }, vault, span } : null;
}

const requests: ReadonlySet<string> = new Set([
  ...["curl", "wget", "az"],
  ...["invoke-restmethod", "invoke-webrequest", "irm", "iwr"],
]);

/** The name ends at the first dot, so an address may continue in any way. */
function isVaultObject({ pieces }: Word): boolean {
  const written = pieces.map((piece) => (piece.kind === "text" ? piece.text : "x")).join("");
  return /^https:\/\/[\w-]+\.vault\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)\/(?:secrets|keys|certificates)\b/i.test(
    written,
  );
}
