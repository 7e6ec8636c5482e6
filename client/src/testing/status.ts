import { Disposable, l10n, StatusBarAlignment, type StatusBarItem, window } from "vscode";
import type { AccessTestResults } from "../access-test-results.ts";
import { inWindow } from "../window-language.ts";
import { sayTally } from "../test-tally.ts";

/** The entry `3/4` in the status bar, which shows the tests; only where there are any. */
export function testStatus(files: AccessTestResults): Disposable {
  let item: StatusBarItem | undefined;
  const watching = files.onDidChange(() => {
    const isEmpty = files.current().every(({ tests }) => tests.length === 0);
    if (isEmpty) item?.hide();
    else show((item ??= createItem()), files);
  });
  return new Disposable(() => {
    watching.dispose();
    item?.dispose();
  });
}

function show(item: StatusBarItem, files: AccessTestResults): void {
  const tally = files.tally();
  const said = tally ? sayTally(inWindow, tally) : [l10n.t("Access tests have not run yet.")];
  item.text = tally ? `$(beaker) ${tally.passing}/${tally.all}` : "$(beaker)";
  item.tooltip = said.join("\n");
  item.accessibilityInformation = { label: said.join(". ") };
  item.show();
}

function createItem(): StatusBarItem {
  const item = window.createStatusBarItem("keyVaultNetwork.accessTests", StatusBarAlignment.Left);
  item.name = l10n.t("Access Tests of Key Vault Network");
  item.command = "workbench.view.testing.focus";
  return item;
}
