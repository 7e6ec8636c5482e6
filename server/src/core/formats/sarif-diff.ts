import type { ReportingDescriptor } from "sarif";
import type { Words } from "../words/words.ts";
import { changeLine, driftLine } from "./diff-lines.ts";
import type { Place, Report } from "./report.ts";

/** A difference as a result: what it is about, and the line that says it. */
export interface DiffResult extends Place {
  readonly rule: "access-differs" | "configuration-differs";
  readonly message: string;
  readonly vault: string;
  readonly environment: string | null;
  /** What stays the same when lines move. */
  readonly subject: string;
}

/** What `diff` finds, as results; those of differing access first. */
export function diffResults({ changes, drift }: Report, words: Words): readonly DiffResult[] {
  return [
    ...changes.map((each) => ({
      ...{ rule: "access-differs" as const, message: changeLine(each, words), vault: each.vault },
      ...{ environment: each.environment, file: each.file, line: each.line, character: 1 },
      subject: [each.vault, each.environment ?? "", each.from].join("\n"),
    })),
    ...drift.map((each) => ({
      ...{ rule: "configuration-differs" as const, message: driftLine(each), vault: each.vault },
      ...{ environment: each.environment, file: each.file, line: each.line, character: 1 },
      subject: [each.vault, each.environment ?? "", each.property].join("\n"),
    })),
  ];
}

/** The two kinds of results as SARIF describes them. */
export function diffRules({ document: { labels } }: Words): readonly ReportingDescriptor[] {
  return [
    descriptor("access-differs", labels.accessChanges),
    descriptor("configuration-differs", labels.differences),
  ];
}

function descriptor(id: DiffResult["rule"], text: string): ReportingDescriptor {
  return {
    id,
    name: id,
    shortDescription: { text },
    fullDescription: { text },
    defaultConfiguration: { level: "warning" },
    properties: { tags: ["security", "azure", "key-vault", "drift"], precision: "high" },
  };
}
