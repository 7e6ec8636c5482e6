import type { SentenceGroup } from "../sentence-group.ts";
import {
  accessFileSentences,
  newNameSentences,
  placeSentences,
  resultSentences,
  testSentences,
} from "./access-file.ts";
import { actionSentences } from "./actions.ts";
import {
  causeSentences,
  constructSentences,
  failureSentences,
  stateSentences,
  writerSentences,
} from "./causes.ts";
import { complaintSentences, problemSentences, remarkSentences, usageSentences } from "./cli.ts";
import { evaluationFailures, globSentences, stateFaults } from "./failures.ts";
import { findingSentences, relatedSentences } from "./findings.ts";
import { fixTitles } from "./fixes.ts";
import { gateSentences, noteSentences } from "./gates.ts";
import { ipRuleSentences } from "./hover.ts";
import { existingSentences } from "./lens.ts";
import {
  adviceSentences,
  driftSentences,
  hintSentences,
  meaningSentences,
  remedySentences,
} from "./refusals.ts";
import { addressNoteSentences, sourceFaultSentences, sourceSentences, standingSentences } from "./sources.ts";
import { syntaxSentences } from "./syntax.ts";
import {
  answerTerms,
  briefTerms,
  catalogTexts,
  documentTerms,
  environmentTerms,
  helpTerms,
  hoverTerms,
  lensTerms,
  listTerms,
  rulePageTerms,
  serviceTerms,
  unreadSums,
} from "./terms.ts";
import { unreadAdvice, unreadSentences } from "./unread.ts";

/** Every sentence that is made of facts, in the order of the page that shows them. */
export const allSentences: readonly SentenceGroup[] = [
  findingSentences,
  relatedSentences,
  fixTitles,
  actionSentences,
  environmentTerms,
  gateSentences,
  noteSentences,
  briefTerms,
  standingSentences,
  sourceSentences,
  addressNoteSentences,
  sourceFaultSentences,
  causeSentences,
  stateSentences,
  writerSentences,
  constructSentences,
  failureSentences,
  hoverTerms,
  ipRuleSentences,
  serviceTerms,
  lensTerms,
  existingSentences,
  documentTerms,
  rulePageTerms,
  testSentences,
  resultSentences,
  answerTerms,
  listTerms,
  placeSentences,
  accessFileSentences,
  newNameSentences,
  syntaxSentences,
  meaningSentences,
  driftSentences,
  adviceSentences,
  hintSentences,
  remedySentences,
  unreadSentences,
  unreadAdvice,
  evaluationFailures,
  globSentences,
  unreadSums,
  stateFaults,
  problemSentences,
  complaintSentences,
  usageSentences,
  remarkSentences,
  helpTerms,
  catalogTexts,
];
