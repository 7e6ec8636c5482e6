import { accessFileReference } from "./access-file-reference.ts";
import { getStarted, ownDocument } from "./documents.ts";
import { guidePages } from "./guides.ts";
import type { Page } from "./page.ts";
import { rulePages } from "./rules.ts";
import { settingsPage } from "./settings.ts";
import { startPages } from "./start.ts";

/** Every page of the site, in the order of reading. `playable` are the rules that the playground has an example of. */
export function allPages(playable: ReadonlySet<string>): readonly Page[] {
  return [
    ...startPages(),
    ...guidePages(),
    ...rulePages(playable),
    ownDocument("docs/trusted-services.md"),
    ownDocument("README.md", { edit: getStarted }),
    settingsPage(),
    ownDocument("docs/command-line.md"),
    ownDocument("docs/library.md"),
    ownDocument("docs/migration.md"),
    ownDocument("docs/editors.md"),
    ownDocument("docs/access-file.md"),
    accessFileReference(),
    ownDocument("docs/bicep-reader.md"),
    ownDocument("docs/terraform-reader.md"),
    ownDocument("docs/precision.md"),
    ownDocument("ARCHITECTURE.md"),
    ownDocument("CONTRIBUTING.md"),
    ownDocument("docs/dependencies.md"),
    ownDocument("SECURITY.md"),
    ownDocument("CHANGELOG.md"),
  ];
}
