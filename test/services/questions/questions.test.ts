import { describe, expect, it } from "vitest";
import { describeService } from "../../../server/src/core/report/describe-service.ts";
import { searchServices } from "../../../server/src/core/services/search.ts";
import type { Service } from "../../../server/src/core/services/service.ts";
import { languages } from "../../../server/src/core/words/language.ts";
import { wordsIn } from "../../../server/src/core/words/languages.ts";
import asked from "./questions.json" with { type: "json" };

/**
 * Public questions whether a service needs "Allow trusted Microsoft services", in our own words, each with what its thread settles on. They
 * are asked of the text that hovers and the palette show for what a person would type; `open` says why that text leaves open what the thread
 * claims. `read` is the day on which the thread was read.
 */
type Claim = "yes" | "only-if" | "own-page" | "no";

interface Question {
  readonly asked: string;
  readonly typed: string;
  readonly caller: string;
  readonly link: string;
  readonly date?: string;
  readonly read: string;
  readonly claim: string;
  readonly answer: string;
  /** Further words that the answer turns on. */
  readonly says?: string;
  /** The day from which the list has it, where the thread is older. */
  readonly since?: string;
  readonly open?: string;
}

const questions: readonly Question[] = asked;

/** What the text says of the bypass, one of these. */
const answers: Readonly<Record<Claim | "open", RegExp>> = {
  yes: /: trusted, for this scenario only[^]*- \*\*Bypass\*\*: needed; `AzureServices` allows it/,
  "only-if": /: trusted only [^]*- \*\*Bypass\*\*: needed; `AzureServices` allows it/,
  "own-page": /: not on the list[^]*- \*\*Bypass\*\*: needed according to its own documentation/,
  no: /: not a trusted service[^]*- \*\*Bypass\*\*: has no effect/,
  open: /: not on the list[^]*- \*\*Bypass\*\*: not documented/,
};

function answerOf(text: string): readonly string[] {
  return Object.entries(answers).flatMap(([claim, pattern]) => (pattern.test(text) ? [claim] : []));
}

function found({ typed, caller }: Question): Service | undefined {
  return searchServices(typed)
    .slice(0, 3)
    .find(({ id }) => id === caller);
}

describe("the hover", () => {
  it.each(questions)("$link: $asked", (question) => {
    const service = found(question);
    const text = service ? describeService(service, wordsIn("en")) : "";
    expect(answerOf(text)).toEqual([question.open === undefined ? question.claim : "open"]);
    expect(text).toContain(question.says ?? "");
    expect(text).toContain(question.since ?? "");
    expect(text).toMatch(/as of \d{4}-\d\d-\d\d/);
  });

  it.each(languages)("answers in %s too", (language) => {
    for (const question of questions) {
      const service = found(question);
      const text = service ? describeService(service, wordsIn(language)) : "";
      expect(text.match(/^- \*\*/gm)?.length, question.link).toBe(4);
    }
  });
});

describe("the questions", () => {
  it("are 30 or more, and ours leaves few of them open", () => {
    expect(questions.length).toBeGreaterThanOrEqual(30);
    expect(new Set(questions.map(({ caller }) => caller)).size).toBeGreaterThanOrEqual(25);
    expect(questions.filter(({ open }) => open !== undefined).map(({ caller }) => caller)).toEqual([
      "recovery-services-vault-cmk",
    ]);
  });
});
