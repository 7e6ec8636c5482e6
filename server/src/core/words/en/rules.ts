import type { RulePageWords } from "../rule-words.ts";
import { document } from "./document.ts";

export const rulePage: RulePageWords = {
  headings: {
    why: "Why",
    fix: "What to do",
    example: "Example",
    accessFile: "Access file",
    afterFix: "After the fix:",
    otherTools: "Equivalent checks in other tools",
    suppress: "Suppress it or turn it off",
    references: "References",
  },
  traits: ({ severity, onByDefault = true, fixable }) =>
    [
      `${document.severities[severity]}${onByDefault ? "" : ", off by default"}`,
      fixable ? "has a quick fix" : "has no quick fix",
    ].join(" · "),
  list: {
    title: "Rules",
    columns: { rule: "Rule", name: "Name", severity: "Severity", fix: "Fix", summary: "Reports" },
    off: "off",
    fixable: "yes",
  },
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
