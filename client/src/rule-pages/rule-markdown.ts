import type {
  RuleExample,
  RuleExampleSyntax,
  RulePage,
  RulePageSection,
  RulePageText,
} from "../../../server/src/protocol/rule-pages.ts";

/** Who reads a page: the tag of their language, and the syntax they write, whose example comes first. */
export interface Reader {
  readonly language: string;
  readonly syntax?: string;
}

/** The page of a rule as Markdown. */
export function ruleMarkdown(page: RulePage, reader: Reader): string {
  const text = textFor(page, reader.language);
  const examples = page.examples.toSorted((a, b) => rank(a, reader) - rank(b, reader));
  return `${[
    `# ${page.code} ${page.name}`,
    `*${text.traits}*`,
    text.summary,
    ...text.reasons.map(section),
    `## ${text.example.heading}`,
    ...examples.map((example) => show(example, text, page.texts.indexOf(text))),
    ...text.more.map(section),
  ].join("\n\n")}\n`;
}

/** What a page says to readers of a language such as `de-AT`. */
export function textFor({ texts }: RulePage, tag: string): RulePageText {
  const [primary] = tag.toLowerCase().split("-");
  return texts.find(({ language }) => language === primary) ?? texts[0];
}

/** An access file, a pipeline and a script belong to every syntax, and come before them. */
function rank({ syntax }: RuleExample, reader: Reader): number {
  const isShared = syntax === "access-file" || syntax === "yaml" || syntax === "shell";
  return isShared ? 0 : syntax === reader.syntax ? 1 : 2;
}

function section({ heading, text }: RulePageSection): string {
  return `## ${heading}\n\n${text}`;
}

function show(example: RuleExample, { example: words }: RulePageText, language: number): string {
  const { syntax, fixed } = example;
  const { name, fence } = syntaxes[syntax];
  const block = (text: string): string => `\`\`\`${fence}\n${text}\n\`\`\``;
  const before = `### ${name ?? words.accessFile}\n\n${block(withFindings(example, language))}`;
  return fixed === null ? before : `${before}\n\n${words.afterFix}\n\n${block(fixed)}`;
}

/** The text with a comment below each line in which something is found. */
function withFindings({ text, findings }: RuleExample, language: number): string {
  return text
    .split("\n")
    .flatMap((line, index) => [
      line,
      ...findings
        .filter((finding) => finding.line === index + 1)
        .map(({ mark, messages }) => `${mark} ${messages[language] ?? ""}`),
    ])
    .join("\n");
}

/** Names of languages are the same to all readers; `fence` is the word after the fence of a code block. */
export const syntaxes: Readonly<
  Record<RuleExampleSyntax, { readonly name?: string; readonly fence: string }>
> = {
  "access-file": { fence: "jsonc" },
  arm: { name: "ARM JSON", fence: "jsonc" },
  bicep: { name: "Bicep", fence: "bicep" },
  terraform: { name: "Terraform", fence: "hcl" },
  yaml: { name: "YAML", fence: "yaml" },
  shell: { name: "Shell", fence: "sh" },
};
