import { commands, Disposable, env, EventEmitter, ViewColumn } from "vscode";
import type { ExportParams } from "../../../server/src/protocol.ts";
import { livePanel, type PanelContext } from "../panels/live-panel.ts";
import { exported } from "../verdicts/documents.ts";
import { sourcesToAsk } from "../verdicts/sources-to-ask.ts";
import { inWindow } from "../window-language.ts";
import { chooseVersions, type Versions } from "./choose-versions.ts";
import { hasGitHead } from "./git-versions.ts";
import type { OwnMessage } from "./messages.ts";
import { reviewFacts } from "./review-facts.ts";
import { reviewPage } from "./review-page.ts";
import type { WhatIfBaseline } from "./what-if-baseline.ts";

/** The command *Review Access Changes…*: a panel that shows who gains and who loses access, and follows the templates. */
export function accessReview(context: PanelContext, baseline: WhatIfBaseline): Disposable {
  const { server, asked } = context;
  const chosen = new EventEmitter<void>();
  let between: Extract<Versions, { kind: "between" }> | undefined;
  const compared = () => (between ? { between: between.between } : {});
  const panel = livePanel<OwnMessage>(context, {
    page: reviewPage(inWindow),
    column: ViewColumn.Beside,
    changes: [server.onDidChange, chosen.event],
    facts: async () => {
      const result = await server.diff({ from: await sourcesOf(context), ...compared() });
      const comparison = between ?? ({ kind: "baseline", hasGit: await hasGitHead() } as const);
      return { kind: "review", facts: reviewFacts(inWindow, result, comparison) };
    },
    answer: async (own) => {
      if (own === "choose") await choose();
      else {
        const sources = await sourcesToAsk(server, asked);
        const params = {
          contents: ["diff"],
          format: "comment",
          asked: sources,
          ...compared(),
        } satisfies ExportParams;
        await env.clipboard.writeText(await exported(server, params));
      }
    },
  });
  const choose = async () => {
    const versions = await chooseVersions();
    if (!versions) return;
    between = versions.kind === "between" ? versions : undefined;
    if (versions.kind === "since") await baseline.set({ ...versions, kind: "texts" });
    else if (versions.kind === "now" && !baseline.isSet()) await baseline.set({ kind: "buffers" });
    chosen.fire();
    panel.show();
  };
  return Disposable.from(panel, chosen, commands.registerCommand("keyVaultNetwork.reviewChanges", choose));
}

async function sourcesOf({ server, asked }: PanelContext): Promise<readonly string[]> {
  return (await sourcesToAsk(server, asked)).map(({ from }) => from);
}
