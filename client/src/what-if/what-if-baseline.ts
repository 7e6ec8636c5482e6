import { commands, Disposable, env, type Event, EventEmitter, l10n, window } from "vscode";
import type { SetWhatIfBaselineParams } from "../../../server/src/protocol/what-if-baseline.ts";
import { setContextKey } from "../context-keys.ts";
import type { LanguageServer } from "../language-server.ts";
import type { BaselineInForce } from "../verdicts/view-description.ts";
import { hasGitHead, textsAt } from "./git-versions.ts";

type Baseline = SetWhatIfBaselineParams["baseline"];

/** The what-if baseline of verdicts and vaults; differences are marked wherever they are shown. */
export interface WhatIfBaseline {
  readonly set: (baseline: Baseline) => Promise<void>;
  readonly isSet: () => boolean;
  /** It was set or cleared. */
  readonly onDidChange: Event<BaselineInForce | null>;
  readonly dispose: () => void;
}

/** The baseline with the commands that set and clear it. */
export function whatIfBaseline(server: LanguageServer): WhatIfBaseline {
  const changed = new EventEmitter<BaselineInForce | null>();
  let last: Baseline = null;
  const set = async (baseline: Baseline) => {
    const { isSet } = await server.setBaseline({ baseline });
    last = isSet ? baseline : null;
    changed.fire(last && inForce(last));
    await setContextKey("hasBaseline", isSet);
  };
  const registered = Disposable.from(
    changed,
    // The recorded files are lost with the server that knew them, but texts can be sent again.
    server.onDidRestart(async () => {
      if (last) await set(last.kind === "texts" ? last : null);
    }),
    commands.registerCommand("keyVaultNetwork.setBaseline", async () => {
      const chosen = await chooseBaseline();
      if (chosen) await set(chosen);
    }),
    commands.registerCommand("keyVaultNetwork.clearBaseline", () => set(null)),
  );
  return {
    set,
    isSet: () => last !== null,
    onDidChange: changed.event,
    dispose: () => {
      registered.dispose();
    },
  };
}

function inForce(baseline: NonNullable<Baseline>): BaselineInForce {
  return {
    label: baseline.kind === "texts" ? baseline.label : null,
    since: new Date().toLocaleTimeString(env.language, { hour: "2-digit", minute: "2-digit" }),
  };
}

async function chooseBaseline(): Promise<Baseline | undefined> {
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
  if (picked === head) return { kind: "texts", label: "HEAD", files: (await textsAt("HEAD")) ?? [] };
  return picked && { kind: "buffers" };
}
