import { type CodeAction, commands, l10n, Uri, window, workspace } from "vscode";
import type { Location } from "../../../server/src/protocol.ts";
import { openPlace, toRange } from "../open-place.ts";

/** The kind under which the server offers comments that suppress a finding, followed by the code of its rule. */
const kind = "quickfix.suppress";

/** Opens the place of a finding and writes the comment that suppresses it there, with the cursor on its reason. */
export async function suppressFinding(place: Location, rule: string): Promise<void> {
  if (!(await openPlace(place, false))) return;
  const offered = await commands.executeCommand<readonly CodeAction[]>(
    "vscode.executeCodeActionProvider",
    Uri.parse(place.uri),
    toRange(place.range),
    `${kind}.${rule}`,
  );
  const edit = offered[0]?.edit;
  if (edit) await workspace.applyEdit(edit);
  else
    await window.showInformationMessage(
      l10n.t("No comment can suppress this finding here. The access file can accept it."),
    );
}
