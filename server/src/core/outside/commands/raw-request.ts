import type { VaultCommand } from "../access.ts";
import { type Names, resolveWord } from "../names.ts";
import { type Command, literalOf, type Word } from "../scripts/script.ts";
import { foldWord } from "../../text/fold.ts";

/** A request that a script makes to a vault itself: https://learn.microsoft.com/rest/api/keyvault */
export function rawRequest({ words, span }: Command): VaultCommand | null {
  if (!isRequest(words)) return null;
  const vault = words.find(isVaultObject);
  return vault ? { access: { kind: "use" }, vault, span } : null;
}

/** The addresses of what a command requests of vaults, some of which may be in variables. */
export function requestedObjects({ words }: Command, names: Names): readonly string[] {
  if (!isRequest(words)) return [];
  return words.flatMap((word) => resolveWord(word, names) ?? []).filter((text) => objectAddress.test(text));
}

/** Other commands of Azure CLI hand the address of a secret to Azure: https://learn.microsoft.com/cli/azure/reference-index#az-rest */
function isRequest([first, second]: readonly Word[]): boolean {
  const program = foldWord(literalOf(first) ?? "");
  return program === "az" ? literalOf(second) === "rest" : requests.has(program);
}

const requests: ReadonlySet<string> = new Set([
  ...["curl", "wget"],
  ...["invoke-restmethod", "invoke-webrequest", "irm", "iwr"],
]);

/** The name ends at the first dot, so an address may continue in any way. */
function isVaultObject({ pieces }: Word): boolean {
  const written = pieces.map((piece) => (piece.kind === "text" ? piece.text : "x")).join("");
  return objectAddress.test(written);
}

/** The name may have parts that only the deployment knows, each of which is one character of the private use area. */
const objectAddress =
  /^https:\/\/[\w\uE000-\uF8FF-]+\.vault\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)\/+(?:secrets|keys|certificates)\b/i;
