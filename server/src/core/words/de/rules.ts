import type { Rule } from "../../rules/rule.ts";
import type { RulePageWords, RuleText } from "../rule-words.ts";
import { document } from "./document.ts";
import { callerRules } from "./rules/callers.ts";
import { entryRules } from "./rules/entries.ts";
import { exposureRules } from "./rules/exposure.ts";
import { outsideRules } from "./rules/outside.ts";
import { pathRules } from "./rules/paths.ts";
import { remarkRules } from "./rules/remarks.ts";
import { testRules } from "./rules/tests.ts";

const texts: ReadonlyMap<string, RuleText> = new Map(
  Object.entries({
    ...exposureRules,
    ...entryRules,
    ...pathRules,
    ...callerRules,
    ...outsideRules,
    ...testRules,
    ...remarkRules,
  }),
);

/** Was auf der Seite einer Regel steht. Die Texte tragen die Codes der Befunde; fehlt einer, lässt sich das nicht kompilieren. */
export function sayRule(rule: RuleText & Pick<Rule, "code">): RuleText {
  return texts.get(rule.code) ?? rule;
}

export const rulePage: RulePageWords = {
  headings: {
    why: "Warum",
    fix: "Was zu tun ist",
    example: "Beispiel",
    accessFile: "Zugriffsdatei",
    afterFix: "Nach der Korrektur:",
    otherTools: "Entsprechende Prüfungen anderer Werkzeuge",
    suppress: "Unterdrücken oder ausschalten",
    references: "Quellen",
  },
  traits: ({ severity, onByDefault = true, fixable }) =>
    [
      `${document.severities[severity]}${onByDefault ? "" : ", standardmäßig aus"}`,
      fixable ? "mit automatischer Korrektur" : "ohne automatische Korrektur",
    ].join(" · "),
  list: {
    title: "Regeln",
    columns: {
      rule: "Regel",
      name: "Name",
      severity: "Schweregrad",
      fix: "Korrektur",
      summary: "Was sie meldet",
    },
    off: "aus",
    fixable: "ja",
  },
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
