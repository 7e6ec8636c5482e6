import terms from "./terms.json" with { type: "json" };
import type { RulePageWords } from "../rule-words.ts";
import { document } from "./document.ts";

export const rulePage: RulePageWords = {
  headings: terms.rules.headings,
  traits: ({ severity, onByDefault = true, fixable }) =>
    [
      `${document.severities[severity]}${onByDefault ? "" : ", standardmäßig aus"}`,
      fixable ? "mit automatischer Korrektur" : "ohne automatische Korrektur",
    ].join(" · "),
  list: terms.rules.list,
  alsoKnownAs: (ids) => `auch bekannt als ${ids.join(", ")}`,
  suppress: (code) => `Der Kommentar

\`\`\`text
// keyvault-network-ignore ${code}: warum das so sein darf
\`\`\`

unterdrückt einen einzelnen Befund, in der Zeile davor oder in derselben Zeile (in Terraform mit \`#\`);
\`keyvault-network-ignore-file ${code}: Grund\` unterdrückt alle Befunde der Regel in der Datei. Die Einstellung
\`"keyVaultNetwork.rules": { "${code}": "off" }\` schaltet die Regel aus; ein Schweregrad anstelle von \`off\` ändert ihren Schweregrad.`,
  turnOff: (code) => `Die Einstellung \`"keyVaultNetwork.rules": { "${code}": "off" }\` schaltet sie aus.`,
};
