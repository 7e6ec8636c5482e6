import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import type { FailureFact } from "../../logic/isolated.ts";
import { sayBy, type Sentences } from "../words.ts";
import { inDigits } from "./count.ts";
import type { GlobFault } from "../../text/glob.ts";
import type { StateFault, SyntaxFault } from "../../syntax/syntax-fault.ts";

export const sayFailure = sayBy<FailureFact>({
  ...said(messages.failures.sayFailure, () => ({ digits: inDigits })),
});

export const sayGlob = sayBy<GlobFault>({ ...said(messages.failures.sayGlob, () => ({ digits: inDigits })) });

export const sayStateFault = sayBy<StateFault>({
  ...said(messages.failures.sayStateFault, () => ({ syntax: saySyntax, failure: sayFailure })),
});

const sentences: Sentences<SyntaxFault> = { ...said(messages.failures.sentences) };

/** What is wrong with a text. */
export const saySyntax = sayBy(sentences);
