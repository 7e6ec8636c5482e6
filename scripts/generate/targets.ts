import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withLibraries } from "./notices.ts";
import { languages } from "../../server/src/core/index.ts";
import { messagesPage } from "./messages-page.ts";
import { reportSchema } from "./report-schema.ts";
import { rulePages } from "./rule-pages.ts";
import { withRuleSettings, withRuleTexts } from "./rule-settings.ts";
import { withRuleTable } from "./rule-table.ts";
import { translatedFiles } from "./translated-files.ts";
import { trustedServicesPage } from "./trusted-services-page.ts";

/** A generated file: its path relative to the root of the repository, and its complete text. */
export interface Target {
  readonly path: string;
  readonly content: string;
}

/** Every generated file; to add one, add a line here. */
export const targets: readonly Target[] = [
  { path: "docs/messages.md", content: messagesPage() },
  { path: "docs/trusted-services.md", content: trustedServicesPage() },
  { path: "schemas/report.schema.json", content: reportSchema() },
  { path: "README.md", content: withRuleTable(current("README.md")) },
  { path: "THIRD-PARTY-NOTICES.md", content: withLibraries(current("THIRD-PARTY-NOTICES.md")) },
  { path: "package.json", content: withRuleSettings(current("package.json")) },
  ...languages.map((language) => {
    const path = `package.nls${language === "en" ? "" : `.${language}`}.json`;
    return { path, content: withRuleTexts(current(path), language) };
  }),
  ...translatedFiles(),
  ...rulePages(),
];

/** Only a part of these files is generated. */
function current(path: string): string {
  return readFileSync(join(import.meta.dirname, "../..", path), "utf8");
}
