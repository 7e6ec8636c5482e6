import { knownText } from "../evaluate/values/value.ts";
import type { Files } from "../files/files.ts";
import type { Suggestion } from "../replay/suggest.ts";
import type { Change } from "../text/document.ts";
import type { Words } from "../words/words.ts";
import type { Edge, FactEdge, Places } from "./entries.ts";
import type { EditEntry, Report, SuggestedTest, SuggestionEntry } from "./report.ts";
import { differingVaultIn } from "./diff-lines.ts";

/** How vaults are closed, as the JSON report has it. */
export function suggestionEntries(
  suggestions: readonly Suggestion[],
  { places, words, facts }: FactEdge,
  files: Pick<Files, "get">,
): readonly SuggestionEntry[] {
  return suggestions.map((each) => {
    const { analysis, across, environments, bypass, ipRules, subnetRules, kept, notKept, fix } = each;
    const { symbol, name } = across.vault;
    const title = fix === null ? "" : words.fix(fix);
    return {
      ...{ vault: symbol, vaultName: knownText(name), root: places.print(analysis.root) },
      environment: analysis.environment,
      ...{ environments, defaultAction: "Deny", bypass, ipRules, subnetRules, kept: kept.length },
      notKept: notKept.map(({ caller, why }) => ({
        from: caller.name === "" ? facts.document.sentences.trustedServices : caller.name,
        why,
      })),
      edits: editEntries(title, each.changesIn(files), places),
      tests: testsOf(each, words),
    };
  });
}

/** Changes of a fix, each as a text in place of another one. */
export function editEntries(fix: string, changes: readonly Change[], places: Places): readonly EditEntry[] {
  return changes.map(({ span, text }) => {
    const { line: endLine, character: endCharacter } = places.end(span);
    return { fix, ...places.start(span), endLine, endCharacter, text };
  });
}

/** The access tests that pin a suggestion: the callers that are kept, and that no other client is. */
export function testsOf(
  {
    across: { vault },
    analysis: { environment },
    pinned,
  }: Pick<Suggestion, "across" | "analysis" | "pinned">,
  words: Edge["words"],
): readonly SuggestedTest[] {
  const to = knownText(vault.name) ?? vault.symbol;
  const within = environment === null ? {} : { environment };
  const known = words.action({ kind: "test-group", of: "known", vault: to, expect: "allow" });
  const others = words.action({ kind: "test-name", from: "internet", vault: to, expect: "deny" });
  return [
    ...(pinned.length > 0 ? [{ name: known, from: pinned, to, expect: "allow", ...within } as const] : []),
    { name: others, from: ["internet"], to, expect: "deny", ...within },
  ];
}

/** The settings, edits and access tests for each vault. */
export function suggestionLines({ suggestions }: Report, { document }: Words): readonly string[] {
  const { sentences, reasons, whyNotKept } = document;
  return suggestions.flatMap((each) => {
    const { kept, bypass, ipRules, subnetRules, notKept, edits, tests } = each;
    const lost = notKept.map(({ from, why }) => {
      const said = { ...reasons, ...whyNotKept }[why];
      return said === "" ? from : `${from} (${said})`;
    });
    return [
      `${differingVaultIn(each)}: ${sentences.suggested(kept)}`,
      `  defaultAction: Deny, bypass: ${bypass}`,
      ...(ipRules.length > 0 ? [`  ipRules: ${ipRules.join(", ")}`] : []),
      ...(subnetRules.length > 0 ? [`  subnetRules: ${subnetRules.join(", ")}`] : []),
      ...(lost.length > 0 ? [`  ${sentences.notKept(lost)}`] : []),
      ...edits.flatMap(({ file, line, text }) => [
        `  ${file}:${line}:`,
        ...text.split(/\n|\\n/).flatMap((each) => (each.trim() === "" ? [] : [`    ${each}`])),
      ]),
      ...(edits.length === 0 ? [`  ${sentences.noEdit}`] : []),
      ...testsAsJson(tests).map((line) => `  ${line}`),
    ];
  });
}

/** The lines of tests as they are in an access file. */
export function testsAsJson(tests: readonly object[]): readonly string[] {
  const lines = tests.map((each, at) => `  ${JSON.stringify(each)}${at < tests.length - 1 ? "," : ""}`);
  return ['"tests": [', ...lines, "]"];
}
