import type { AccessFile } from "../access-file/access-file.ts";
import type { AccessFileProblem } from "../access-file/problem.ts";
import { findRule } from "./find-rule.ts";
import { rules } from "./index.ts";
import { nearestWord } from "./questions/nearest-word.ts";

/** Everything that is wrong with an access file: with its text, its shape, and the rules that it names. */
export function accessFileProblems(file: AccessFile): readonly AccessFileProblem[] {
  return [...file.problems, ...unknownRules(file)];
}

/**
 * The severities of rules that do not exist, which have no effect. The schema cannot say this, because it accepts former names in
 * any case. Suppressions of such rules are findings (KV902).
 */
export function unknownRules(file: AccessFile): readonly AccessFileProblem[] {
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
