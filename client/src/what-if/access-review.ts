import { commands, Disposable, env, EventEmitter, l10n, ViewColumn, window } from "vscode";
import type { ExportParams } from "../../../server/src/protocol/export.ts";
import type { TwoVersions } from "../../../server/src/protocol/what-if-baseline.ts";
import { livePanel, type PanelContext } from "../panels/live-panel.ts";
import { exported } from "../verdicts/documents.ts";
import { sourcesToAsk } from "../verdicts/sources-to-ask.ts";
import { inWindow } from "../window-language.ts";
import { branches, hasGitHead, textsAt, textsBetween } from "./git-versions.ts";
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

/** What is compared: the current files with a revision or with what they were, or two revisions with each other. */
type Versions =
  | {
      readonly kind: "since";
      readonly label: string;
      readonly files: NonNullable<Awaited<ReturnType<typeof textsAt>>>;
    }
  | { readonly kind: "between"; readonly label: string; readonly between: TwoVersions }
  /** Git is not available. */
  | { readonly kind: "now" };

/** Asks what to compare; undefined if canceled, or if there is no such revision. */
async function chooseVersions(): Promise<Versions | undefined> {
  if (!(await hasGitHead())) return { kind: "now" };
  const head = {
    label: `$(git-commit) ${l10n.t("The last commit (Git HEAD)")}`,
    detail: l10n.t("Shows how your uncommitted changes affect access."),
    revision: "HEAD",
  };
  const range = { label: `$(git-compare) ${l10n.t("Two revisions…")}`, revision: null };
  const deployed = {
    label: `$(cloud) ${l10n.t("The deployed state…")}`,
    revision: undefined,
  };
  const others = (await branches()).map((name) => ({ label: `$(git-branch) ${name}`, revision: name }));
  const picked = await window.showQuickPick<
    typeof range | typeof head | typeof deployed | (typeof others)[number]
  >([head, ...others, range, deployed], {
    title: l10n.t("Review Access Changes"),
    placeHolder: l10n.t("Compare the current files with…"),
  });
  if (!picked) return undefined;
  if (picked.revision === undefined) return commands.executeCommand("keyVaultNetwork.compareState");
  return picked.revision === null ? askRange() : since(picked.revision);
}

async function since(revision: string): Promise<Versions | undefined> {
  const files = await textsAt(revision);
  if (files) return { kind: "since", label: revision, files };
  return noRevision(revision);
}

async function askRange(): Promise<Versions | undefined> {
  const typed = await window.showInputBox({
    title: l10n.t("Review Access Changes"),
    prompt: l10n.t("Two revisions, such as v1.0..main"),
    validateInput: (text) => (rangeOf(text) ? null : l10n.t("Two revisions, such as v1.0..main")),
  });
  const range = typed === undefined ? undefined : rangeOf(typed);
  if (!range) return undefined;
  const [before, after] = range;
  const between = await textsBetween(before, after);
  const label = `${before}..${after}`;
  return between ? { kind: "between", label, between } : noRevision(label);
}

/** A range without its end is one up to the last commit, as in git (https://git-scm.com/docs/gitrevisions). */
function rangeOf(text: string): readonly [before: string, after: string] | undefined {
  const [before = "", after, ...more] = text.trim().split(/\.{2,3}/);
  if (before === "" || after === undefined || more.length > 0 || /\s/.test(before + after)) return undefined;
  return [before, after === "" ? "HEAD" : after];
}

async function noRevision(revision: string): Promise<undefined> {
  await window.showErrorMessage(l10n.t("Git has no revision {0} here.", revision));
  return undefined;
}
