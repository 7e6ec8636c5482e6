import type { AccessFile } from "../access-file/access-file.ts";
import { accessSuppressionRemarks } from "../rules/engine/access-suppressions.ts";
import type { ReportedFinding } from "../rules/engine/reported-finding.ts";
import type { CheckOptions } from "./check.ts";
import { optionsWith } from "./check.ts";

/**
 * What is reported in an access file itself: tests that fail, and suppressions that have ended or match nothing among the findings of
 * the templates and of the compiled ones beside them.
 */
export function accessFileFindings(
  file: AccessFile,
  found: readonly ReportedFinding[],
  tests: readonly ReportedFinding[],
  given: CheckOptions,
): readonly ReportedFinding[] {
  return [
    ...tests.filter(({ span }) => span.document === file.document),
    ...accessSuppressionRemarks(found, file, optionsWith(file, given)),
  ];
}
