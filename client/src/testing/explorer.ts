import {
  type CancellationToken,
  DeclarationCoverage,
  Disposable,
  FileCoverage,
  l10n,
  Location,
  StatementCoverage,
  type TestController,
  type TestItem,
  TestMessage,
  type TestRun,
  type TestRunProfile,
  TestRunProfileKind,
  TestRunRequest,
  tests,
  Uri,
} from "vscode";
import type { AccessFileResult } from "../../../server/src/protocol/access-tests.ts";
import type { AccessTestResults } from "../access-test-results.ts";
import { groupsBy } from "../agreement.ts";
import { toRange } from "../open-place.ts";
import { inWindow } from "../window-language.ts";
import {
  leaves,
  messagesOf,
  sayOutcome,
  type TestNode,
  testNodes,
  type TestReference,
} from "./test-nodes.ts";

/** The access tests in VS Code's Test Explorer, which is updated whenever there are any. */
export interface TestExplorer {
  readonly dispose: () => void;
  /** Runs one of them, or all; nothing happens if there are none. */
  readonly run: (only?: TestReference) => Promise<void>;
}

export function testExplorer(files: AccessTestResults): TestExplorer {
  let controller: TestController | undefined;
  const following = new Set<TestRunRequest>();
  const report = (request: TestRunRequest) => {
    if (controller) reportRun(controller, request, files);
  };
  const run = async (request: TestRunRequest, token: CancellationToken) => {
    if (request.continuous === true) {
      following.add(request);
      token.onCancellationRequested(() => following.delete(request));
    }
    await files.run();
    // Those that follow are reported with each answer.
    if (!following.has(request)) report(request);
  };
  const show = () => {
    const nodes = testNodes(files.current());
    // Without an access file there is no controller, so that the Test Explorer stays unchanged in other workspaces.
    if (!controller && nodes.length === 0) return;
    controller ??= createController(run);
    controller.items.replace(itemsOf(controller, nodes));
    following.forEach(report);
  };
  const watching = files.onDidChange(show);
  return {
    run: async (only) => {
      await files.run();
      report(new TestRunRequest(only && controller ? itemsFor(controller, files, only) : undefined));
    },
    dispose: () => {
      Disposable.from(watching, ...(controller ? [controller] : [])).dispose();
    },
  };
}

function createController(
  run: (request: TestRunRequest, token: CancellationToken) => Promise<void>,
): TestController {
  const controller = tests.createTestController("keyVaultNetwork.accessTests", "Key Vault Network");
  const profile = controller.createRunProfile(l10n.t("Run Access Tests"), TestRunProfileKind.Run, run, true);
  profile.supportsContinuousRun = true;
  const coverage = controller.createRunProfile(
    l10n.t("Vaults and Sources in Access Tests"),
    TestRunProfileKind.Coverage,
    run,
    true,
  );
  coverage.loadDetailedCoverage = loadDetails;
  return controller;
}

function itemsOf(controller: TestController, nodes: readonly TestNode[]): readonly TestItem[] {
  return nodes.map((node, index) => {
    const item = controller.createTestItem(node.id, node.label, Uri.parse(node.uri));
    if (node.range) item.range = toRange(node.range);
    if (node.outcome?.assumed) item.description = l10n.t("assumed as deployed");
    item.sortText = String(index).padStart(4, "0");
    item.children.replace(itemsOf(controller, node.children));
    return item;
  });
}

/** The rows of a test, one for each of its environments. */
function itemsFor(controller: TestController, files: AccessTestResults, only: TestReference): TestItem[] {
  return leaves(testNodes(files.current())).flatMap(({ id, uri, test }) =>
    uri === only.uri && test === only.id ? (itemWith(controller, id) ?? []) : [],
  );
}

/** The tests have already been evaluated when a run begins, so the run only reports. */
function reportRun(controller: TestController, request: TestRunRequest, files: AccessTestResults): void {
  const run = controller.createTestRun(request);
  for (const node of leaves(testNodes(files.current()))) {
    const item = itemWith(controller, node.id);
    if (!item || !isWanted(item, request)) continue;
    reportTest(run, item, node);
    // Its terminal needs both characters to begin a line.
    run.appendOutput(`${sayOutcome(inWindow, node)}\n`.replaceAll("\n", "\r\n"), undefined, item);
  }
  if (request.profile?.kind === TestRunProfileKind.Coverage) reportCoverage(run, files.current());
  run.end();
}

function isWanted(item: TestItem, { include, exclude }: TestRunRequest): boolean {
  if (exclude?.some((each) => isUnder(item, each)) === true) return false;
  return include?.some((each) => isUnder(item, each)) ?? true;
}

function isUnder(item: TestItem, ancestor: TestItem): boolean {
  return item.id === ancestor.id || (item.parent ? isUnder(item.parent, ancestor) : false);
}

function reportTest(run: TestRun, item: TestItem, node: TestNode): void {
  switch (node.outcome?.outcome) {
    case "passed":
      run.passed(item);
      return;
    case "failed":
      run.failed(item, messagesFor(node));
      return;
    case "skipped":
    case undefined:
      run.skipped(item);
  }
}

/** Plain text: next to the code, VS Code shows of a difference only "allowed != denied". */
function messagesFor(node: TestNode): TestMessage[] {
  return messagesOf(inWindow, node).map(({ text, uri, range }) => {
    const message = new TestMessage(text);
    message.location = new Location(Uri.parse(uri), toRange(range));
    return message;
  });
}

function itemWith(controller: TestController, id: string): TestItem | undefined {
  let found: TestItem | undefined;
  const look = (item: TestItem): void => {
    if (item.id === id) found = item;
    item.children.forEach(look);
  };
  controller.items.forEach(look);
  return found;
}

/** A file with its vaults or sources, and how many tests mention each of them. */
class MentionsIn extends FileCoverage {
  readonly details: readonly (DeclarationCoverage | StatementCoverage)[];

  constructor(uri: Uri, details: readonly (DeclarationCoverage | StatementCoverage)[]) {
    const counts = FileCoverage.fromDetails(uri, [...details]);
    super(uri, counts.statementCoverage, undefined, counts.declarationCoverage);
    this.details = details;
  }
}

/**
 * Adds to a run which vaults of the templates and which sources of the access files its tests mention:
 * https://code.visualstudio.com/api/extension-guides/testing#test-coverage
 */
function reportCoverage(run: TestRun, files: readonly AccessFileResult[]): void {
  const all = files.flatMap(({ coverage }) => [...coverage.vaults, ...coverage.sources]);
  for (const own of groupsBy(all, ({ uri }) => uri)) {
    // Several access files may be about one vault.
    const details = groupsBy(own, ({ range }) => JSON.stringify(range)).flatMap((same) => {
      const [{ name, range }] = same;
      const tests = same.reduce((sum, each) => sum + each.tests, 0);
      return [
        new DeclarationCoverage(name, tests, toRange(range)),
        // Statements are what the editor marks.
        new StatementCoverage(tests, toRange(range)),
      ];
    });
    run.addCoverage(new MentionsIn(Uri.parse(own[0].uri), details));
  }
}

/** What VS Code asks when a covered file is shown. */
const loadDetails: NonNullable<TestRunProfile["loadDetailedCoverage"]> = (_run, coverage) =>
  Promise.resolve(coverage instanceof MentionsIn ? [...coverage.details] : []);
