import type { Outcome } from "../job.ts";
import { textOf, type YamlNode } from "../yaml.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * Whether a condition holds in no run, whatever the run is about, as far as that is plain to see:
 * https://learn.microsoft.com/azure/devops/pipelines/process/conditions,
 * https://docs.github.com/actions/reference/workflows-and-actions/expressions
 */
export function neverHolds(condition: YamlNode | null): boolean {
  const written = textOf(condition)?.trim() ?? "";
  const expression = /^\$\{\{([^{}]*)\}\}$/.exec(written)?.[1]?.trim() ?? written;
  if (/^false(?:\s*&&[^|]*)?$|^and\(\s*false\s*,/i.test(expression)) return true;
  const [, operator, left, right] = compared.exec(expression) ?? [];
  if (operator === undefined) return false;
  const isEqual = foldWord(left) === foldWord(right);
  return isEqual === (foldWord(operator) === "ne");
}

/** A comparison of two numbers or of two texts. */
const compared = /^(eq|ne)\(\s*(?=\d+\s*,\s*\d|'[^']*'\s*,\s*')(\d+|'[^']*')\s*,\s*(\d+|'[^']*')\s*\)$/i;

/** What must have come before something with a condition, as far as that is plain to see. */
export function outcomeIn(condition: YamlNode | null): Outcome {
  const written = textOf(condition) ?? "";
  if (anyOutcome.test(written)) return "anything";
  return failureOnly.test(written) && !alternative.test(written) ? "failure" : "success";
}

const failureOnly = /\b(?:failure|failed)\(\)/i;
const alternative = /!(?!=)|\|\||\b(?:not|or|success|succeeded)\(/i;

const anyOutcome =
  /\b(?:always|succeededOrFailed)\(\)|!\s*cancelled\(\)|\bnot\(\s*canceled\(\)\s*\)|\bsuccess\(\)\s*\|\|\s*failure\(\)|\bfailure\(\)\s*\|\|\s*success\(\)|\bor\(\s*(?:succeeded\(\)\s*,\s*failed|failed\(\)\s*,\s*succeeded)\(\)\s*\)/i;
