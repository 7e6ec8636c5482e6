import { expect, expectTypeOf, it, test } from "vitest";
import { forgets, noReadingOfSentences, reads } from "../../../scripts/own-rules/no-reading-of-sentences.ts";
import type { AccessChange } from "../../../server/src/protocol/changes-of-access.ts";
import type { AccessTestOutcome } from "../../../server/src/protocol/access-tests.ts";
import type { FindingResult } from "../../../server/src/protocol/findings.ts";
import type { Sentence } from "../../../server/src/protocol.ts";
import type { StepResult, VerdictResult, VaultResult } from "../../../server/src/protocol/vaults.ts";
import { mistakes } from "./mistakes.ts";

/** What a client gets of the server: a fact and its sentence. */
const given = `
type Sentence = string & { readonly isSentence?: true };
interface Step { readonly gate: "perimeter" | "bypass"; readonly text: Sentence; readonly notes: readonly Sentence[]; }
declare const step: Step, other: Step | undefined;
`;

test("sentences are shown, and not read", () => {
  const fine = [
    "step.gate === 'perimeter';",
    "step.text === '' || other?.text === undefined;",
    "const shown = `**${step.text}**`; [step.text, ...step.notes].join(' ');",
    "step.notes.slice(1).map((note) => note.trim());",
    "const show = (text: Sentence) => console.log(text); show(step.text);",
    "const row: { description: Sentence } = { description: step.text };",
    "'No perimeter.'.includes('perimeter');",
  ];
  const wrong = [
    [reads, "step.text === 'No perimeter.';"],
    [reads, "step.text !== other?.text;"],
    [reads, "/perimeter/.test(step.text);"],
    [reads, "/perimeter (.*)/.exec(other?.text ?? '');"],
    [reads, "step.text.match(/perimeter/);"],
    [reads, "const { text } = step; text.includes('perimeter');"],
    [reads, "step.notes.map((note) => note.split(': ')[0]);"],
    [reads, "other?.text.startsWith('No');"],
    [reads, "step.text[0];"],
    [reads, "new Map<string, number>().get(step.text);"],
    [reads, "['No perimeter.'].includes(step.text);"],
    [reads, "const icons: Record<string, string> = {}; icons[step.text];"],
    [reads, "switch (step.text) { case 'No perimeter.': break; }"],
    // What takes any text could look into it.
    [forgets, "const has = (text: string) => text.includes('perimeter'); has(step.text);"],
    [forgets, "const all = (...texts: string[]) => texts.join(); all('a', step.text);"],
    [forgets, "const row: { description: string } = { description: step.text };"],
    [forgets, "const { text } = step; const row: { text: string } = { text };"],
  ] as const;
  const found = mistakes(noReadingOfSentences, [
    ...fine.map((code) => given + code),
    ...wrong.map(([, code]) => given + code),
  ]);
  expect(found.slice(0, fine.length)).toEqual(fine.map(() => []));
  for (const [index, [message, code]] of wrong.entries()) {
    const own = found[fine.length + index] ?? [];
    expect(own.length, code).toBeGreaterThan(0);
    for (const each of own) expect(each).toContain(message);
  }
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
