import type { NamedCaller } from "../core/index.ts";
import { builtInTags, readSource, resolveSource } from "../core/index.ts";
import type { Ground } from "./command-input.ts";
import type { Complaint } from "./complaint.ts";
import { environmentVariable } from "./environment-variable.ts";

/** The requested sources; if there are none, those of access files and those that are always compared. */
export function callersFor(
  { options, analyses, files }: Ground,
  others: () => readonly NamedCaller[],
): { readonly callers: readonly NamedCaller[]; readonly complaints: readonly Complaint[] } {
  const sources = new Map(analyses.flatMap(({ root }) => [...(files.of(root)?.sources ?? [])]));
  const asked = options.from.length > 0 ? options.from : [...sources.keys()];
  const read = asked.map((from) => ({
    from,
    reading: resolveSource(from, sources, { tags: builtInTags, variable: environmentVariable }),
  }));
  const callers = read.flatMap(({ from, reading }) =>
    "source" in reading ? [{ from, source: reading.source }] : [],
  );
  if (options.from.length === 0) return { callers: [...callers, ...others()], complaints: [] };
  const complaints = read.flatMap(({ from, reading }) =>
    "fault" in reading && "fault" in readSource(from)
      ? [{ kind: "source", fault: reading.fault } as const]
      : [],
  );
  return { callers, complaints };
}
