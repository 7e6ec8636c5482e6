import { listAnd } from "../../text/list.ts";
import { shortPath } from "../short-path.ts";
import type { FindingFact } from "../../rules/facts/finding-fact.ts";
import type { SaidFinding } from "../words.ts";
import { sayBy } from "../words.ts";
import { callerFindings } from "./findings/callers.ts";
import { entryFindings } from "./findings/entries.ts";
import { exposureFindings } from "./findings/exposure.ts";
import { pathFindings } from "./findings/paths.ts";
import { relatedSentences } from "./findings/related.ts";
import { remarkFindings } from "./findings/remarks.ts";
import { testFindings } from "./findings/tests.ts";
import { inDigits } from "./count.ts";
import { sayVault } from "./vault.ts";

const sayFact = sayBy<FindingFact, [kv: string]>({
  ...exposureFindings,
  ...entryFindings,
  ...pathFindings,
  ...callerFindings,
  ...remarkFindings,
  ...testFindings,
});

export const sayRelated = sayBy(relatedSentences);

/** What is wrong, and where it holds for some instances, roots or environments only, for which. */
export function sayFinding({
  fact,
  label,
  among,
  whenCreated,
  callers = [],
  environments = [],
}: SaidFinding): string {
  const sentence = sayFact(fact, label ? sayVault(label) : "");
  const names = among && (among.more > 0 ? [...among.names, `${inDigits(among.more)} more`] : among.names);
  return ended(sentence, [
    names ? ` (${listAnd(names)})` : "",
    whenCreated ? ", when it is created" : "",
    callers.length > 0 ? ` as called in ${listAnd(callers.map(shortPath))}` : "",
    sayEnvironments(environments),
  ]);
}

/** A sentence with the environments in which alone it holds: "… is Allow in dev and test." */
export function inEnvironments(sentence: string, environments: readonly string[]): string {
  return ended(sentence, [sayEnvironments(environments)]);
}

function sayEnvironments(names: readonly string[]): string {
  return names.length > 0 ? ` in ${listAnd(names)}` : "";
}

/** Endings go before the full stop. */
function ended(sentence: string, endings: readonly string[]): string {
  const isWhole = sentence.endsWith(".");
  return `${isWhole ? sentence.slice(0, -1) : sentence}${endings.join("")}${isWhole ? "." : ""}`;
}
