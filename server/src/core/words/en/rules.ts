import terms from "./terms.json" with { type: "json" };
import type { RulePageWords } from "../rule-words.ts";
import { document } from "./document.ts";

export const rulePage: RulePageWords = {
  headings: terms.rules.headings,
  traits: ({ severity, onByDefault = true, fixable }) =>
    [
      `${document.severities[severity]}${onByDefault ? "" : ", off by default"}`,
      fixable ? "has a quick fix" : "has no quick fix",
    ].join(" · "),
  list: terms.rules.list,
  alsoKnownAs: (ids) => `also known as ${ids.join(", ")}`,
  suppress: (code) => `The comment

\`\`\`text
// keyvault-network-ignore ${code}: why this is acceptable
\`\`\`

suppresses one finding, on the line before it or on the same line (use \`#\` in Terraform);
\`keyvault-network-ignore-file ${code}: reason\` suppresses all findings of the rule in the file. The setting
\`"keyVaultNetwork.rules": { "${code}": "off" }\` turns the rule off; any severity in place of \`off\` changes its severity.`,
  turnOff: (code) => `The setting \`"keyVaultNetwork.rules": { "${code}": "off" }\` turns it off.`,
};
