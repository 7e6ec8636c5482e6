import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withLibraries } from "./notices.ts";
import { accessFileSchema } from "../../server/src/core/index.ts";
import { messagesPage } from "./messages-page.ts";
import { rulePages } from "./rule-pages.ts";
import { withRuleSettings } from "./rule-settings.ts";
import { withRuleTable } from "./rule-table.ts";
import { trustedServicesPage } from "./trusted-services-page.ts";

/** A file made from the code: its path from the root of the repository, and all of its text. */
export interface Target {
  readonly path: string;
  readonly content: string;
}

/** Every generated file; a new one is a line here. */
export const targets: readonly Target[] = [
  { path: "docs/messages.md", content: messagesPage() },
  { path: "docs/trusted-services.md", content: trustedServicesPage() },
  { path: "README.md", content: withRuleTable(current("README.md")) },
  { path: "THIRD-PARTY-NOTICES.md", content: withLibraries(current("THIRD-PARTY-NOTICES.md")) },
  { path: "package.json", content: withRuleSettings(current("package.json")) },
  { path: "schemas/keyvault-access.schema.json", content: accessFileSchemaText() },
  ...rulePages(),
];

/** What editors complete and explain is what the reader checks. */
function accessFileSchemaText(): string {
  return `${JSON.stringify(accessFileSchema, null, 2)}\n`;
}

/** Of these files only a part is generated. */
function current(path: string): string {
  return readFileSync(join(import.meta.dirname, "../..", path), "utf8");
}
