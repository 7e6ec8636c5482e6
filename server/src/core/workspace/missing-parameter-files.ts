import type { AccessFile } from "../access-file/access-file.ts";
import type { AccessFileProblem } from "../access-file/problem.ts";
import type { Files } from "../files/files.ts";

/** The parameter files that environments of an access file name and that cannot be read, without which templates keep other values. */
export function missingParameterFiles(
  { environments }: AccessFile,
  files: Pick<Files, "get" | "resolve">,
): readonly AccessFileProblem[] {
  return [...environments.values()].flatMap(({ parameters }) =>
    parameters.flatMap(({ value, span }): readonly AccessFileProblem[] =>
      files.get(files.resolve(span.document, value)) === null
        ? [{ span, fault: { kind: "no-parameter-file", path: value } }]
        : [],
    ),
  );
}
