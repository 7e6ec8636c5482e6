import type { AccessFile } from "../access-file/access-file.ts";
import { accessSuppressionRemarks } from "../rules/engine/access-suppressions.ts";
import type { ReportedFinding } from "../rules/engine/reported-finding.ts";
import { type CheckOptions, optionsWith } from "./check.ts";

/**
 * Findings in an access file itself: failed tests, and suppressions that have expired or match none of the findings
 * of the templates and of the compiled templates next to them.
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
