import type { AccessFile } from "../access-file/access-file.ts";
import type { AccessFileProblem } from "../access-file/problem.ts";
import type { Files } from "../files/files.ts";
import { templateOfRoot } from "../files/documents.ts";
import { nearestSpelling } from "../text/nearest-spelling.ts";
import { declaredValues } from "./environments.ts";
import { type RootPlan, rootsUnder } from "./plan.ts";

type GovernedRoot = Pick<RootPlan, "root" | "accessFile">;

/** What is wrong with the environments of an access file, without which templates keep other values. */
export function environmentProblems(
  file: AccessFile,
  roots: readonly GovernedRoot[],
  files: Files,
): readonly AccessFileProblem[] {
  return [...missingParameterFiles(file, files), ...unknownParameters(file, roots, files)];
}

function missingParameterFiles(
  { document, environments }: AccessFile,
  files: Files,
): readonly AccessFileProblem[] {
  return [...environments.values()].flatMap(({ parameters }) =>
    parameters.flatMap(({ value, span }): readonly AccessFileProblem[] =>
      // One of a file further up is reported there.
      span.document === document && files.get(files.resolve(document, value)) === null
        ? [{ span, fault: { kind: "no-parameter-file", path: value } }]
        : [],
    ),
  );
}

/**
 * The names in `set` that no root under the file declares. One `set` may serve several roots, and what cannot be read may
 * declare anything. States have no parameters.
 */
function unknownParameters(
  file: AccessFile,
  roots: readonly GovernedRoot[],
  files: Files,
): readonly AccessFileProblem[] {
  const under = rootsUnder(file, roots).filter(({ root }) => templateOfRoot(root, files)?.state === null);
  const templates = under.flatMap(({ root }) => templateOfRoot(root, files) ?? []);
  if (under.length === 0 || templates.some(({ intact }) => !intact)) return [];
  const others = templates.flatMap(({ parameters }) => [...parameters.keys()]);
  return [...file.environments.values()].flatMap(({ names, set }): readonly AccessFileProblem[] => {
    const known = new Set(under.flatMap(({ root }) => [...declaredValues(root, set, files).keys()]));
    const candidates = [...new Set(others)].filter((each) => !set.has(each));
    return names
      .filter(({ value, span }) => span.document === file.document && !known.has(value))
      .map(({ value, span }) => ({
        span,
        fault: { kind: "unknown-parameter", parameter: value, near: nearestSpelling(value, candidates) },
      }));
  });
}
