import type { AccessFile } from "../access-file/access-file.ts";
import type { AccessFileProblem } from "../access-file/problem.ts";
import { rules, findRule } from "./index.ts";
import { nearestWord } from "./questions/nearest-word.ts";

/** Everything that is wrong with an access file: with its text, its shape, and the names in it. */
export function accessFileProblems(file: AccessFile): readonly AccessFileProblem[] {
  return [...file.problems, ...wrongNames(file)];
}

/** What the schema cannot say. */
export function wrongNames(file: AccessFile): readonly AccessFileProblem[] {
  const misnamed = file.misnamed.map(({ value: name, span }): AccessFileProblem => ({
    span,
    fault: { kind: "name-has-meaning", name },
  }));
  return [...misnamed, ...unknownRules(file)];
}

/**
 * The severities of rules that do not exist, which have no effect. The schema accepts former names in
 * any case. Suppressions of such rules are findings (KV902).
 */
function unknownRules(file: AccessFile): readonly AccessFileProblem[] {
  return file.rules.flatMap(({ rule: { value, span } }) =>
    findRule(value) ? [] : [{ span, fault: { kind: "unknown-rule", rule: value, near: nearestRule(value) } }],
  );
}

function nearestRule(text: string): string | null {
  return nearestWord(
    text,
    rules.flatMap(({ code, name }) => [code, name]),
  );
}
