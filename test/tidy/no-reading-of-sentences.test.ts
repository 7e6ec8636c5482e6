import { RuleTester } from "eslint";
import tseslint from "typescript-eslint";
import { afterAll, describe, expectTypeOf, it } from "vitest";
import { noReadingOfSentences } from "../../eslint/no-reading-of-sentences.mjs";
import type {
  AccessChange,
  AccessTestOutcome,
  FindingResult,
  Sentence,
  StepResult,
  VaultResult,
  VerdictResult,
} from "../../server/src/protocol.ts";

Object.assign(RuleTester, { afterAll, describe, it });

const tester = new RuleTester({
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: {
      projectService: { allowDefaultProject: ["*.ts"] },
      tsconfigRootDir: import.meta.dirname,
    },
  },
});

/** What a client gets of the server: a fact and its sentence. */
const given = `
type Sentence = string & { readonly isSentence?: true };
interface Step { readonly gate: "perimeter" | "bypass"; readonly text: Sentence; readonly notes: readonly Sentence[]; }
declare const step: Step, other: Step | undefined;
`;

tester.run("no-reading-of-sentences", noReadingOfSentences, {
  valid: [
    "step.gate === 'perimeter';",
    "step.text === '' || other?.text === undefined;",
    "const shown = `**${step.text}**`; [step.text, ...step.notes].join(' ');",
    "step.notes.slice(1).map((note) => note.trim());",
    "const show = (text: Sentence) => console.log(text); show(step.text);",
    "const row: { description: Sentence } = { description: step.text };",
    "'No perimeter.'.includes('perimeter');",
  ].map((code) => given + code),
  invalid: [
    ["reads", "step.text === 'No perimeter.';"],
    ["reads", "step.text !== other?.text;"],
    ["reads", "/perimeter/.test(step.text);"],
    ["reads", "/perimeter (.*)/.exec(other?.text ?? '');"],
    ["reads", "step.text.match(/perimeter/);"],
    ["reads", "const { text } = step; text.includes('perimeter');"],
    ["reads", "step.notes.map((note) => note.split(': ')[0]);"],
    ["reads", "other?.text.startsWith('No');"],
    ["reads", "step.text[0];"],
    ["reads", "new Map<string, number>().get(step.text);"],
    ["reads", "['No perimeter.'].includes(step.text);"],
    ["reads", "const icons: Record<string, string> = {}; icons[step.text];"],
    ["reads", "switch (step.text) { case 'No perimeter.': break; }"],
    // What takes any text could look into it.
    ["forgets", "const has = (text: string) => text.includes('perimeter'); has(step.text);"],
    ["forgets", "const all = (...texts: string[]) => texts.join(); all('a', step.text);"],
    ["forgets", "const row: { description: string } = { description: step.text };"],
  ].map(([messageId = "", code = ""]) => ({ code: given + code, errors: [{ messageId }] })),
});

/** Where the type is lost the rule sees texts like any other. */
it("the sentences of the protocol have the type that the rule looks for", () => {
  expectTypeOf<StepResult["text" | "title" | "summary"]>().toEqualTypeOf<Sentence>();
  expectTypeOf<VerdictResult["summary"]>().toEqualTypeOf<Sentence>();
  expectTypeOf<VerdictResult["noteTexts"][number]>().toEqualTypeOf<Sentence>();
  expectTypeOf<VaultResult["summary"]>().toEqualTypeOf<Sentence>();
  expectTypeOf<FindingResult["message"]>().toEqualTypeOf<Sentence>();
  expectTypeOf<AccessTestOutcome["message"]>().toEqualTypeOf<Sentence | null>();
  expectTypeOf<AccessTestOutcome["expected" | "actual"]>().toEqualTypeOf<Sentence>();
  expectTypeOf<AccessChange["title"]>().toEqualTypeOf<Sentence>();
});
