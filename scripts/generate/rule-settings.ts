import { type Language, rules, wordsIn } from "../../server/src/core/index.ts";
import { formerNamesOf } from "../../server/src/core/rules/index.ts";

const severities = ["error", "warning", "info", "hint", "off"];

/** The manifest with one severity setting for each rule, which can also be given by its name, present or former. Throws if the manifest does not have the setting. */
export function withRuleSettings(manifest: string): string {
  const content = JSON.parse(manifest) as Manifest;
  const setting = content.contributes.configuration.properties["keyVaultNetwork.rules"];
  if (!setting) throw new Error("package.json has no setting keyVaultNetwork.rules");
  const names = rules.flatMap((rule) => [rule.name, ...formerNamesOf(rule)]);
  setting["patternProperties"] = { [`^(${names.join("|")})$`]: { type: "string", enum: severities } };
  setting["properties"] = Object.fromEntries(
    rules.map(({ code, severity, onByDefault = true }) => [
      code,
      {
        type: "string",
        enum: severities,
        default: onByDefault ? severity : "off",
        description: `%rule.${code}%`,
      },
    ]),
  );
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** The texts of the manifest in a language, with those of these settings at the end. */
export function withRuleTexts(texts: string, language: Language): string {
  const { rules: said } = wordsIn(language);
  const others = Object.entries(JSON.parse(texts) as Record<string, string>).filter(
    ([key]) => !key.startsWith("rule."),
  );
  const own = rules.map(({ code, name }) => [`rule.${code}`, `${name}: ${said[code].summary}`] as const);
  return `${JSON.stringify(Object.fromEntries([...others, ...own]), null, 2)}\n`;
}

/** The part of package.json that is needed here. */
interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<Record<string, Record<string, unknown> | undefined>>;
    };
  };
}
