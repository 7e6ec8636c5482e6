import { beforeAll, test } from "vitest";
import { accessFile } from "../features/access-file.ts";
import { compareState } from "../features/compare-state.ts";
import { company } from "../features/company.ts";
import { environments } from "../features/environments.ts";
import { findings } from "../features/findings.ts";
import { forbidden } from "../features/forbidden.ts";
import { simulate } from "../features/simulate.ts";
import { accessTestsAtStart, testExplorer } from "../features/test-explorer.ts";
import { vaults } from "../features/vaults.ts";
import { whatIf } from "../features/what-if.ts";
import type { Session } from "../support/session.ts";
import { story } from "../support/story.ts";
import type { Workbench } from "../support/workbench.ts";

/** In this order: what one feature leaves behind, the next ones find. */
const features = [
  ...accessTestsAtStart,
  ...simulate,
  ...accessFile,
  ...testExplorer,
  ...findings,
  ...vaults,
  ...environments,
  ...forbidden,
  ...compareState,
  ...whatIf,
  ...company,
];

export function everyFeature(vscode: Session): void {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await vscode.open(story);
  });
  for (const { name, show } of features)
    test(name, async () => {
      await show(workbench);
    });
}
