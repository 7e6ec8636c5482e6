import { foldWord } from "../../text/fold.ts";

/** What the bypass of a storage account may list: https://learn.microsoft.com/azure/templates/microsoft.storage/storageaccounts */
const known: ReadonlySet<string> = new Set(["azureservices", "logging", "metrics", "none"]);

/** The values of a storage account's bypass, in lower case; null for a value that key vaults accept, and for anything else. */
export function storageBypass(written: string): readonly string[] | null {
  const words = foldWord(written)
    .split(",")
    .map((word) => word.trim());
  const isOfStorage = words.length > 1 || words[0] === "logging" || words[0] === "metrics";
  return isOfStorage && words.every((word) => known.has(word)) ? words : null;
}
