import type { Words } from "../words.ts";
import { sayAccessFileFault, sayNewNameFault } from "./access-file.ts";
import { sayAnswer, sayCells, sayTest, sayTestResult } from "./access-tests.ts";
import { sayBrief } from "./briefs.ts";
import { sayCause, sayCauses } from "./causes.ts";
import { findingWords, sayRelated } from "./findings.ts";
import { document } from "./document.ts";
import { sayFailure, sayGlob, sayStateFault, saySyntax } from "./failures.ts";
import { hover, lens } from "./hover.ts";
import { sayAction } from "./actions.ts";
import { sayFix } from "./fixes.ts";
import { sayGate } from "./gates.ts";
import { refusals } from "./refusals.ts";
import { sayAddressNote, saySource, saySourceFault, sayStanding, services } from "./sources.ts";
import { rulePage } from "./rules.ts";
import rules from "./rules.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import { unread } from "./unread.ts";

/** Deutsch, mit den Fachwörtern des Azure-Portals. */
export const german: Words = {
  language: "de",
  gate: sayGate,
  brief: sayBrief,
  note: (note) => terms.notes[note],
  cause: sayCause,
  causes: sayCauses,
  syntax: saySyntax,
  failure: sayFailure,
  glob: sayGlob,
  state: sayStateFault,
  ...findingWords,
  rules,
  rulePage,
  related: sayRelated,
  fix: sayFix,
  action: sayAction,
  unread,
  document,
  lens,
  hover,
  source: saySource,
  addressNote: sayAddressNote,
  sourceFault: saySourceFault,
  standing: sayStanding,
  services,
  accessFile: sayAccessFileFault,
  newName: sayNewNameFault,
  refusals,
  test: sayTest,
  testResult: sayTestResult,
  cells: sayCells,
  answer: sayAnswer,
};
