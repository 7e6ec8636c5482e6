import type { Event } from "vscode";
import { commands, Disposable, env, EventEmitter, l10n, window } from "vscode";
import type { SetWhatIfBaselineParams } from "../../../server/src/protocol.ts";
import { setContextKey } from "../context-keys.ts";
import type { LanguageServer } from "../language-server.ts";
import type { BaselineInForce } from "../verdicts/view-description.ts";
import { hasGitHead, textsAtHead } from "./git-head.ts";

/** The what-if baseline, reported whenever it is set or cleared. */
export interface WhatIfBaseline {
  readonly dispose: () => void;
  readonly onDidChange: Event<BaselineInForce | null>;
}

/**
 * The commands that set and clear the what-if baseline of verdicts and vaults; differences are marked wherever they are
 * shown.
 */
export function whatIfBaseline(server: LanguageServer): WhatIfBaseline {
  const changed = new EventEmitter<BaselineInForce | null>();
  let last: SetWhatIfBaselineParams["baseline"] = null;
  const set = async (params: SetWhatIfBaselineParams) => {
    const { isSet } = await server.setBaseline(params);
    last = isSet ? params.baseline : null;
    changed.fire(last && inForce(last));
    await setContextKey("hasBaseline", isSet);
  };
  const registered = Disposable.from(
    changed,
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
  return {
    onDidChange: changed.event,
    dispose: () => {
      registered.dispose();
    },
  };
}

function inForce(baseline: NonNullable<SetWhatIfBaselineParams["baseline"]>): BaselineInForce {
  return {
    label: baseline.kind === "texts" ? baseline.label : null,
    since: new Date().toLocaleTimeString(env.language, { hour: "2-digit", minute: "2-digit" }),
  };
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
