import { learn, type Rule } from "./rule.ts";

/** Found where all scripts of a repository are known, those in templates among them (`workspace/outside`). */
export const openedByScript: Rule = {
  code: "KV804",
  name: "opened-by-script",
  severity: "warning",
  summary: "A script or pipeline opens a vault to any public address and leaves it open.",
  why: `With the default action *Allow* and public network access, any address can send requests to the vault, whatever rules it has. The
same applies to a rule for \`0.0.0.0/0\`. A script that sets this and does not set it back leaves the vault open, at least until the next deployment of a template that says otherwise. Where a later
step runs something that is not read, which may close the vault, this is a hint.`,
  fix: `Allow only the address that needs access (\`az keyvault network-rule add\`), or set the default action back to *Deny* and remove the rule at the end of the same
job, even if a step fails.`,
  references: [
    ...learn("key-vault/general/network-security"),
    "https://learn.microsoft.com/cli/azure/keyvault#az-keyvault-update",
  ],
  check: () => [],
};
