import { fileNameOf } from "../files/documents.ts";
import { reportUnread, type UnreadReport } from "../report/unread.ts";
import type { DocumentId } from "../text/document.ts";
import { limitIn, type UnreadReason } from "../words/words.ts";
import type { JudgedRoots, LeftOut } from "../workspace/judge.ts";
import { byPlace, type Edge } from "./entries.ts";
import type { UnreadEntry } from "./report.ts";

/** What templates refer to that was not read or evaluated, each place once. `isThere` says of a file that was not found that it may not be read. */
export function unreadEntries(
  { analyses, leftOut }: Pick<JudgedRoots, "analyses" | "leftOut">,
  edge: Edge,
  isThere: (unread: UnreadReport) => boolean = () => false,
): readonly UnreadEntry[] {
  const entries = [
    ...leftOut.map((each) => unreadEnvironment(each, edge)),
    ...analyses.flatMap(({ worlds }) => reportUnread(worlds)).map((each) => unreadPart(each, edge, isThere)),
  ];
  // Environments and callers of a module refer to the same parts.
  const distinct = new Map(entries.map((entry) => [JSON.stringify(entry), entry]));
  return [...distinct.values()].sort(byPlace(({ source }) => source));
}

/** Pipelines and scripts that name a vault and are not read, or not from a place on. */
export function unreadOutside(
  files: readonly {
    readonly file: DocumentId;
    readonly from: number;
    readonly reason: "syntax error" | "too large";
  }[],
  { places, words }: Edge,
): readonly UnreadEntry[] {
  return files.map(({ file, from, reason }) => {
    const kind = /\.ya?ml$/i.test(file) ? "pipeline" : "script";
    return {
      kind,
      source: fileNameOf(file),
      ...places.at(file, from),
      reason,
      // Whether it would be one of the vaults that are checked is open.
      vault: "possible",
      advice: words.unread.advice({ kind, reason }, ""),
    };
  });
}

function unreadEnvironment({ root, environment }: LeftOut, { places, words }: Edge): UnreadEntry {
  const { name, parameters } = environment;
  const fact = { kind: "environment", reason: "too many environments" } as const;
  return {
    ...fact,
    source: name ?? "",
    ...places.at(parameters[0] ?? root, 0),
    vault: "likely",
    advice: words.unread.advice(fact, ""),
  };
}

function unreadPart(
  report: UnreadReport,
  { places, words }: Edge,
  isThere: (unread: UnreadReport) => boolean,
): UnreadEntry {
  const { source, span, isLikelyAboutVaults, dialect, instead } = report;
  const kind = report.limit && report.limit !== "vaults" ? "limit" : report.kind;
  const reason = reasonFor(report, isThere);
  const command = dialect === "terraform" ? "terraform init" : "bicep restore";
  return {
    kind,
    source,
    ...places.start(span),
    reason,
    vault: isLikelyAboutVaults ? "likely" : "possible",
    advice: words.unread.advice({ kind, reason }, command),
    ...(instead ? { instead: { name: instead.name, ...places.start(instead.span) } } : {}),
  };
}

function reasonFor(report: UnreadReport, isThere: (unread: UnreadReport) => boolean): UnreadReason {
  if (report.limit) return report.limit === "vaults" ? "too many vaults" : `limit ${report.limit}`;
  return report.why === "not-found" && isThere(report) ? "not readable" : reasons[report.why];
}

/**
 * Whether what was not read makes the answer one that cannot be relied on: a limit left it out, a configuration or another file hides what is known, it may be
 * a vault itself, it is what is deployed, or it is written here that it declares a vault.
 */
export function isLeftOut({ kind, reason, vault }: Pick<UnreadEntry, "kind" | "reason" | "vault">): boolean {
  const declaresVault = reason === "embedded in a resource" && vault === "likely";
  const isWhole = kind === "resource" || kind === "deployment";
  const isHidden = reason === "changed alias" || reason === "several files fit";
  return limitIn(reason) !== null || isHidden || isWhole || declaresVault;
}

const reasons: Readonly<Record<UnreadReport["why"], UnreadReason>> = {
  "not-downloaded": "not downloaded",
  "named-alike": "only a folder with its name",
  "changed-alias": "changed alias",
  ambiguous: "several files fit",
  "not-found": "not found",
  "not-a-template": "not a template",
  "not-known": "address not known",
  "in-resource": "embedded in a resource",
  "type-not-known": "type not known",
  limit: "nested too deeply",
  "kept-elsewhere": "kept elsewhere",
};
