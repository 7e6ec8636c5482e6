import { learn, type Rule } from "./rule.ts";

/** Found when pipelines and scripts are read, because these are not part of a template. */
export const createdOpen: Rule = {
  code: "KV806",
  name: "created-open",
  severity: "warning",
  references: [
    ...learn("key-vault/general/network-security"),
    "https://learn.microsoft.com/cli/azure/keyvault#az-keyvault-create",
    "https://learn.microsoft.com/powershell/module/az.keyvault/new-azkeyvault",
  ],
  check: () => [],
};
