/** The public API of the core. Nothing outside imports deeper, so what is not named here can change freely. */
export { isDate } from "./text/patterns.ts";
export { decodeText } from "./text/decode.ts";
export type { TextFault } from "./text/decode.ts";
export {
  type Document,
  type DocumentId,
  type Span,
  compareSpans,
  spanKey,
  touches,
  type Change,
  applyChanges,
  pathFrom,
} from "./text/document.ts";
export { LineIndex } from "./text/line-index.ts";
export type { Files } from "./files/files.ts";
export { foldersNamed, isFolder, nameSearched, watchFiles } from "./files/files.ts";
export { isMadeByKernel } from "./files/made-by-kernel.ts";
export type { ModuleMapping } from "./files/module-mapping.ts";
export type { SyntaxFault, StateFault } from "./syntax/syntax-fault.ts";
export type { Analysis } from "./workspace/analyzer.ts";
export { analyze } from "./workspace/analyzer.ts";
export { causesOfNetwork } from "./network/causes.ts";
export { templateUsedBy } from "./workspace/parameter-sets.ts";
export type { Source } from "./access/source.ts";
export { meansSource, readSource, sourcesIn } from "./access/source.ts";
export { reportConsumers, type AnsweredCaller, callersDeclaredIn } from "./report/compared-callers.ts";
export type { StepReport, VerdictReport } from "./report/verdicts.ts";
export { reportVerdicts, sayScenario } from "./report/verdicts.ts";
export { nameOfCause, summarizeVerdict } from "./report/verdict-summary.ts";
export type { IpSet } from "./ip/ip-set.ts";
export { briefOf } from "./access/brief.ts";
export type { ActionFact, ChangedTest, Sentences, Words } from "./words/words.ts";
export { said } from "./words/messages.ts";
export { sayBy } from "./words/words.ts";
export { wordsIn } from "./words/languages.ts";
export type { Language } from "./words/language.ts";
export { nearestSpelling } from "./text/nearest-spelling.ts";
export { languageOf, languages } from "./words/language.ts";
export { sayPerimeter } from "./report/say-setting.ts";
export type { VaultReport } from "./report/vaults.ts";
export { reportVaults } from "./report/vaults.ts";
export type { UnreadReport } from "./report/unread.ts";
export { reportUnread } from "./report/unread.ts";
export { isTerraformFile } from "./syntax/terraform/document-kind.ts";
export {
  documentKindOf,
  folderOf,
  folderOfRoot,
  lastMentionOfVaults,
  mentionsVaults,
  rootIdOf,
  templateEndings,
  whyUnreadable,
  wordsInJson,
} from "./files/documents.ts";
export { describeTopic } from "./report/hover/describe-topic.ts";
export { linksIn } from "./report/navigation/document-links.ts";
export { type VaultPlaces, placesOfVaults, wideRanges } from "./report/navigation/vault-places.ts";
export {
  type ReferenceSpan,
  declarationsAt,
  distinctReferences,
  lookupReferencesIn,
  referencesIn,
  referencesTo,
  callsOfVault,
} from "./report/navigation/references.ts";
export { reportSubnets, subnetsHolding } from "./report/subnets.ts";
export { joined, sayDeclared, summarizeVaults, vaultSummaries } from "./report/summary.ts";
export type { Topic } from "./report/hover/topic.ts";
export { topicAt } from "./report/hover/topic.ts";
export { declarationsOf, lookupAt } from "./report/hover/lookup-topic.ts";
export { vaultLine, type VaultTopic, vaultsAt, vaultsGivenAt } from "./report/hover/describe-vault.ts";
export type { VaultAcrossWorlds } from "./access/worlds.ts";
export { ownVaults } from "./access/worlds.ts";
export type { LookupQuestion } from "./report/hover/lookup-topic.ts";
export { catalogueSource } from "./services/catalogue.ts";
export { wordsOnDay } from "./report/words-on-day.ts";
export { type DescribedService, describedService } from "./report/describe-service.ts";
export { builtInTags } from "./services/built-in-tags.ts";
export { type ServiceTags, tagsBeginning, readServiceTags } from "./services/service-tags.ts";
export type { ParameterType } from "./template/declared-type.ts";
export { byTools } from "./rules/other-tools.ts";
export { searchServices, servicesNear } from "./services/search.ts";
export { inGroups } from "./text/digits.ts";
export { enumerate, listAnd, listOr } from "./text/list.ts";
export { escapeMarkdown, escapeSentence } from "./text/markdown.ts";
export { describeSource, kindOfSource } from "./access/describe-source.ts";
export { changesFor, fixAll } from "./fixes/apply-fix.ts";
export { differenceOf, type FixedFile, filesFixed } from "./fixes/fixed-files.ts";
export type { ReportedFinding } from "./rules/engine/reported-finding.ts";
export type { Rule, Severity } from "./rules/rule.ts";
export { type Fix, fixKey, titleKey, correctWord } from "./fixes/fix.ts";
export { vaultTitle } from "./formats/vault-labels.ts";
export { accessFileProblems, wrongNames } from "./rules/access-file-problems.ts";
export { rules, byRuleCode, findRule } from "./rules/index.ts";
export { repository, rulePage } from "./rules/page.ts";
export type { RootedFinding } from "./workspace/merge-roots.ts";
export type { KeptSource } from "./fixes/close-and-keep.ts";
export { refactoringsAt } from "./fixes/refactorings.ts";
export { suppressionChange } from "./rules/engine/suppressions.ts";
export type { AccessFile, NamedSource, Deciding, TestResult } from "./access-file/access-file.ts";
export { type AccessFileFault, type AccessFileProblem, faultOfNewName } from "./access-file/problem.ts";
export { meansEnvironments, reservedName } from "./access-file/words.ts";
export { problemCorrection } from "./access-file/missing-names.ts";
export { accessFileNames, isAccessFile, readAccessFile } from "./access-file/read.ts";
export { askAboutMost, failureFrom, TookTooLong } from "./logic/isolated.ts";
export type { Failure, FailureFact, MostlyAnswered } from "./logic/isolated.ts";
export { grouped } from "./logic/grouped.ts";
export { once, oncePerKey, Remembered } from "./logic/memoize.ts";
export type { GlobFault } from "./text/glob.ts";
export { entryExcluder, faultOfGlob, fileExcluder, globMatcher, inAnyCase } from "./text/glob.ts";
export { vaultsNamed, vaultsMeant, environmentNames } from "./access-file/cells.ts";
export { labelOf, namedBy, titleOf } from "./access/vault-label.ts";
export { commonPattern } from "./access/shown-names.ts";
export { resolveSource } from "./access-file/resolve-source.ts";
export { environmentProblems } from "./workspace/environment-problems.ts";
export { accessFilesAround, chainOf, findAccessFile, inForceAt, modulesInForce } from "./workspace/check.ts";
export type { Environment } from "./workspace/environments.ts";
export { environmentsToJudge, givenByHand, givesValuesTo } from "./workspace/environments.ts";
export { isParameterFile, rootsOfParameters } from "./workspace/parameter-files.ts";
export type { RootPlan, WorkspacePlan } from "./workspace/plan.ts";
export { planWorkspace, rootsUnder, sourceOf } from "./workspace/plan.ts";
export type { CompiledTemplate, Found, RootOptions } from "./questions/check.ts";
export { checkWorkspace } from "./questions/check.ts";
export { protectingTests, targetOf } from "./questions/protect.ts";
export { withoutRepeats } from "./rules/engine/access-tests.ts";
export { testCoverage, testFindings, testResults, untested } from "./questions/tests.ts";
export { type Covered, countTests, scoreVaults, type TestScore } from "./access-file/coverage.ts";
export type { ComparedWorkspace, DiffAnswer } from "./questions/diff.ts";
export { diff } from "./questions/diff.ts";
export { type OpenWorkspace, openWorkspace, sourcesOffered } from "./questions/callers.ts";
export type { DriftAnswer } from "./questions/drift.ts";
export { drift } from "./questions/drift.ts";
export { type NamedVaults, vaultsNamedIn } from "./workspace/outside/targets.ts";
export { asksForJob, namesPipelines } from "./workspace/outside/pipeline-sources.ts";
export type { OutsideReading } from "./outside/read-outside.ts";
export { nothingOutside, readOutside } from "./outside/read-outside.ts";
export {
  concerningVaults,
  isOutside,
  mayBeOutside,
  mayCallVaults,
  namesVaults,
  outsideEndings,
  outsidePatterns,
} from "./outside/outside-files.ts";
export { unreadOutside } from "./formats/unread-entries.ts";
export type { Judged, LeftOut } from "./workspace/judge.ts";
export { type StateRoot, withValue } from "./workspace/states.ts";
export { judgeRoots, linkAnalyses, mayJudgeMore } from "./workspace/judge.ts";
export { deadlines, type LimitName, limitNames, limits, useLimits } from "./text/limits.ts";
export { editedDocument, parseDocument } from "./syntax/syntaxes.ts";
export { likely } from "./forbidden/candidates.ts";
export { explain, readError } from "./forbidden/forbidden.ts";
export type { Explanation } from "./forbidden/explain-failure.ts";
export { remediesFor } from "./forbidden/remedy.ts";
export { connectionEntry, remediesOf } from "./formats/connection-entry.ts";
export { accessFixes } from "./fixes/access-fixes.ts";
export { type NewTest, withTest, withTests } from "./access-file/add-test.ts";
export type { AccessDifference } from "./report/access-difference.ts";
export { assumeDeployed, type StateReading, readStateFile } from "./workspace/assume-deployed.ts";
export { requirePermissions } from "./workspace/require-permissions.ts";
export { driftEntries } from "./formats/drift-entry.ts";
export type { FoundVerdict, SourceAnswer, SourceProblem } from "./questions/simulate.ts";
export { needsOtherRoots, simulate } from "./questions/simulate.ts";
export type { FoundVault, ListedVault } from "./questions/vaults.ts";
export { countVaults } from "./report/vault-list.ts";
export { listVaults, vaults } from "./questions/vaults.ts";
export type { Mention } from "./access-file/mentions.ts";
export { mentionsIn } from "./access-file/mentions.ts";
export { compareText } from "./text/compare.ts";
export { sayAddresses, sayNotCompared, sayReview, saySince } from "./formats/diff-lines.ts";
export { allSets, setsAtVault } from "./report/address-sets.ts";
export {
  changeEntries,
  accessDiffers,
  mayDiffer,
  effectOf,
  isGated,
  proofEntry,
} from "./formats/change-entry.ts";
export { type Command, commands } from "./formats/commands.ts";
export { settingsIn, paint } from "./formats/printing.ts";
export type { Format } from "./formats/formats.ts";
export {
  commandsWith,
  describeFormats,
  formatNames,
  hasErrors,
  isFormat,
  listErrors,
  listUnread,
  printReport,
  hasFingerprints,
  wordsForFacts,
} from "./formats/formats.ts";
export { withoutCommands } from "./formats/harmless.ts";
export { visible } from "./text/visible.ts";
export {
  emptyReport,
  errorEntries,
  undecidedEntries,
  vaultEntries,
  verdictEntries,
  version,
} from "./formats/build-report.ts";
export { LogReader, type ReadLog } from "./replay/log-reader.ts";
export { type Replay, replay } from "./replay/replay.ts";
export { suggest, type Suggestion, type ToClose, toClose } from "./replay/suggest.ts";
export { cutsOff } from "./formats/replay.ts";
export { logEntry, replayedEntries } from "./formats/replay-entries.ts";
export { editEntries, suggestionEntries, testsOf } from "./formats/suggestions.ts";
export { type FactEdge, byPlace, verdictEntry, type Places, placesOf } from "./formats/entries.ts";
export { findingEntries, holdingsOf, instancesOf, textsToHash } from "./formats/finding-entries.ts";
export type { HeldInstance, Holding } from "./formats/known-findings.ts";
export { claimsOf, recognize } from "./formats/known-findings.ts";
export { isLeftOut, unreadEntries } from "./formats/unread-entries.ts";
export { environmentEntries } from "./formats/environment-table.ts";
export { pictureOf } from "./formats/picture/layout.ts";
export type { Lane } from "./formats/picture/lanes.ts";
export { nameOfMember } from "./formats/picture/lanes.ts";
export type {
  ChangeEntry,
  DriftEntry,
  EditEntry,
  ErrorEntry,
  ConnectionEntry,
  ExplanationEntry,
  FindingEntry,
  ProofEntry,
  Report,
  RuleEntry,
  TestEntry,
  UnreadEntry,
  VerdictEntry,
} from "./formats/report.ts";
export { hidesByErrors } from "./formats/build-report.ts";
