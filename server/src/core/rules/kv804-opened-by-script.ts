import { learn, type Rule } from "./rule.ts";

/** Found where all scripts of a repository are known, those in templates among them (`workspace/outside`). */
export const openedByScript: Rule = {
  code: "KV804",
  name: "opened-by-script",
  severity: "warning",
  references: [
    ...learn("key-vault/general/network-security"),
    "https://learn.microsoft.com/cli/azure/keyvault#az-keyvault-update",
  ],
  check: () => [],
};
