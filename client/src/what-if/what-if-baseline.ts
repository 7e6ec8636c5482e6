import { commands, Disposable, l10n, window } from "vscode";
import type { SetWhatIfBaselineParams } from "../../../server/src/protocol.ts";
import { setContextKey } from "../context-keys.ts";
import type { LanguageServer } from "../language-server.ts";
import { hasGitHead, textsAtHead } from "./git-head.ts";

/**
 * The commands that set and clear the what-if baseline of verdicts and vaults; differences are marked wherever they are
 * shown.
 */
export function whatIfBaseline(server: LanguageServer): Disposable {
  let last: SetWhatIfBaselineParams["baseline"] = null;
  const set = async (params: SetWhatIfBaselineParams) => {
    const { isSet } = await server.setBaseline(params);
    last = isSet ? params.baseline : null;
    await setContextKey("hasBaseline", isSet);
  };
  return Disposable.from(
    // The recorded files are lost with the server that knew them, but texts can be sent again.
    server.onDidRestart(async () => {
      if (last) await set({ baseline: last.kind === "texts" ? last : null });
    }),
    commands.registerCommand("keyVaultNetwork.setBaseline", async () => {
      const chosen = await chooseBaseline();
      if (chosen) await set({ baseline: chosen });
    }),
    commands.registerCommand("keyVaultNetwork.clearBaseline", () => set({ baseline: null })),
  );
}

async function chooseBaseline(): Promise<SetWhatIfBaselineParams["baseline"] | undefined> {
  if (!(await hasGitHead())) return { kind: "buffers" };
  const buffers = {
    label: `$(files) ${l10n.t("The files as they are now")}`,
    detail: l10n.t("Compares with the files as they are now, including unsaved changes."),
  };
  const head = {
    label: `$(git-commit) ${l10n.t("The last commit (Git HEAD)")}`,
    detail: l10n.t("Shows how your uncommitted changes affect access."),
  };
  const picked = await window.showQuickPick([buffers, head], { title: l10n.t("Set What-If Baseline") });
  if (picked === head) return { kind: "texts", label: "HEAD", files: await textsAtHead() };
  return picked && { kind: "buffers" };
}
