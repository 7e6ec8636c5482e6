import type { UnreadReport } from "../report/unread.ts";
import { reportUnread } from "../report/unread.ts";
import type { JudgedRoots, LeftOut } from "../workspace/judge.ts";
import { byPlace } from "./entries.ts";
import type { Places } from "./places.ts";
import type { UnreadEntry } from "./report.ts";

/** What templates lead to and that was not read or judged, each place once. `isThere` says of a file that was not found that it may not be read. */
export function unreadEntries(
  { analyses, leftOut }: Pick<JudgedRoots, "analyses" | "leftOut">,
  places: Places,
  isThere: (unread: UnreadReport) => boolean = () => false,
): readonly UnreadEntry[] {
  const entries = [
    ...leftOut.map((each) => unreadEnvironment(each, places)),
    ...analyses
      .flatMap(({ worlds }) => reportUnread(worlds))
      .map((each) => unreadPart(each, places, isThere)),
  ];
  // Environments and callers of a module lead to the same parts.
  const distinct = new Map(entries.map((entry) => [JSON.stringify(entry), entry]));
  return [...distinct.values()].sort(byPlace(({ source }) => source));
}

function unreadEnvironment({ root, environment }: LeftOut, places: Places): UnreadEntry {
  const { name, parameters } = environment;
  return {
    kind: "environment",
    source: name ?? "",
    ...places.at(parameters[0] ?? root, 0),
    reason: "too many environments",
    vault: "likely",
    advice: "Judge it by itself with --environment.",
  };
}

function unreadPart(
  report: UnreadReport,
  places: Places,
  isThere: (unread: UnreadReport) => boolean,
): UnreadEntry {
  const { kind, source, span, isLikelyAboutVaults } = report;
  return {
    kind,
    source,
    ...places.start(span),
    reason: reasonFor(report, isThere),
    vault: isLikelyAboutVaults ? "likely" : "possible",
    advice: adviceFor(report),
  };
}

function reasonFor(report: UnreadReport, isThere: (unread: UnreadReport) => boolean): string {
  if (report.kind === "vault") return "too many vaults";
  return report.why === "not-found" && isThere(report) ? "not readable" : reasons[report.why];
}

const reasons: Readonly<Record<UnreadReport["why"], string>> = {
  "not-downloaded": "not downloaded",
  "not-found": "not found",
  "not-a-template": "not a template",
  "not-known": "address not known",
  limit: "nested too deeply",
  "kept-elsewhere": "kept elsewhere",
};

/** What makes it be read. */
function adviceFor({ why, kind, dialect }: UnreadReport): string {
  const mapping = "map its source to a folder under 'modules' in the access file";
  switch (why) {
    case "not-downloaded":
      if (kind === "template") return `Put it into the repository, or ${mapping}.`;
      return `Run '${dialect === "terraform" ? "terraform init" : "bicep restore"}', or ${mapping}.`;
    case "not-found":
      return `Correct the path, fetch the submodule it leads into, or ${mapping}.`;
    case "not-a-template":
      return "Correct the file or the path.";
    case "not-known":
      return `Write the address as text, or ${mapping}.`;
    case "limit":
      return kind === "vault" ? "Divide the template." : "Check the module by itself.";
    case "kept-elsewhere":
      return "Values that come from a state are not known.";
  }
}
