import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Rule } from "../../server/src/core/index.ts";
import { rules } from "../../server/src/core/index.ts";

/** A page of documentation: its path from the root of the repository, and its text. */
export interface RulePage {
  readonly path: string;
  readonly content: string;
}

const fixtures = join(import.meta.dirname, "../../test/rules");

/** A page for each rule, with an example that the tests hold to be true, and the list of all. */
export function rulePages(): readonly RulePage[] {
  const pages = rules.map((rule) => ({ path: `docs/rules/${rule.code}.md`, content: pageOf(rule) }));
  return [{ path: "docs/rules/README.md", content: listOfRules() }, ...pages];
}

function listOfRules(): string {
  const rows = rules.map(
    ({ code, name, severity, onByDefault, fixable, summary }) =>
      `| [${code}](${code}.md) | ${name} | ${severity}${onByDefault ? "" : ", off"} | ${fixable ? "yes" : ""} | ${summary} |`,
  );
  return [
    "# Rules",
    "",
    "Made from the rules and their tests by `npm run generate`.",
    "",
    "| Code | Name | Severity | Fix | Reports |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
    "A finding is suppressed by a comment on its line or the line before, which gives the reason:",
    "",
    "```jsonc",
    "// keyvault-network-ignore KV101 until 2027-01-31: moves to the new network",
    "// keyvault-network-ignore-file KV103: ranges of the landing zone",
    "```",
    "",
  ].join("\n");
}

function pageOf(rule: Rule): string {
  const facts = [
    `Severity: **${rule.severity}**${rule.onByDefault ? "" : ", off unless the settings switch it on"}`,
    rule.fixable ? "has a fix" : "has no automatic fix",
  ];
  return [
    `# ${rule.code} ${rule.name}`,
    "",
    rule.summary,
    "",
    `${facts.join(" · ")}.`,
    "",
    "## Why",
    "",
    rule.why,
    "",
    "## What to do",
    "",
    rule.fix,
    "",
    ...exampleOf(rule),
    ...listed("## Also known as", rule.alsoKnownAs),
    ...listed(
      "## Read on",
      rule.references.map((reference) => `<${reference}>`),
    ),
  ].join("\n");
}

function listed(heading: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [heading, "", ...items.map((item) => `- ${item}`), ""];
}

/** The shortest fixture that the rule reports, as the tests have it drawn, and its text after the preferred fix. */
function exampleOf({ code, name }: Rule): readonly string[] {
  const folder = join(fixtures, `${code.toLowerCase()}-${name}`);
  const fixedOf = (file: string): string => join(folder, file.replace(".json", ".fixed.json"));
  // An example with a fix shows more.
  const rank = (file: string): number => Number(existsSync(fixedOf(file)));
  const [example] = readdirSync(folder)
    .filter((file) => /^[^.]+\.json$/.test(file) && !/crlf|tabs|on-one-line/.test(file))
    .map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") }))
    .filter(({ text }) => text.includes(`~ ${code} `))
    .sort((a, b) => rank(b.file) - rank(a.file) || a.text.length - b.text.length);
  if (!example) return [];
  const fixed = fixedOf(example.file);
  return [
    "## Example",
    "",
    ...block(example.text.replace(/^\/\/ reveals .*\r?\n/, "")),
    ...(existsSync(fixed) ? ["After the fix:", "", ...block(readFileSync(fixed, "utf8"))] : []),
  ];
}

function block(text: string): readonly string[] {
  return ["```jsonc", text.trimEnd(), "```", ""];
}
