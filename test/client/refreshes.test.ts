import { afterAll, beforeEach, expect, test, vi } from "vitest";
import type * as vscode from "vscode";
import { accessTestResults } from "../../client/src/access-test-results.ts";
import type { LanguageServer } from "../../client/src/language-server.ts";
import { testExplorer } from "../../client/src/testing/explorer.ts";
import { vaultsView } from "../../client/src/vaults/vaults-view.ts";
import { Simulations } from "../../client/src/verdicts/simulations.ts";
import type { AccessFileResult, TestsResult } from "../../server/src/protocol/access-tests.ts";
import type { SimulateResult, UnreadResult, VaultsResult } from "../../server/src/protocol/vaults.ts";
import { Emitter } from "./support/emitter.ts";
import { questions } from "./support/questions.ts";

/** What the editor shows, and what it lets the user do. */
const { seen } = vi.hoisted(() => ({
  seen: {
    message: "",
    /** How often a view was told to request its rows again. */
    refreshes: 0,
    reported: [] as string[],
    run: undefined as ((request: object, token: object) => Promise<void>) | undefined,
  },
}));

vi.mock("vscode", async () => {
  const { Emitter } = await import("./support/emitter.ts");
  return {
    EventEmitter: Emitter,
    Disposable: { from: () => ({ dispose: () => undefined }) },
    l10n: { t: (text: string) => text },
    env: { language: "en" },
    Uri: { parse: (text: string) => text },
    Range: class {
      readonly isRange = true;
    },
    ThemeIcon: class {
      readonly isIcon = true;
    },
    FileCoverage: class {
      readonly isCoverage = true;
    },
    TestRunRequest: class {
      readonly include: unknown;
      constructor(include?: unknown) {
        this.include = include;
      }
    },
    TestRunProfileKind: { Run: 1, Coverage: 3 },
    commands: { executeCommand: () => Promise.resolve(), registerCommand: () => undefined },
    workspace: {
      textDocuments: [],
      getConfiguration: () => ({ get: (_: string, value: unknown) => value }),
    },
    window: {
      createTreeView: (
        _: string,
        { treeDataProvider }: { treeDataProvider: { onDidChangeTreeData: Emitter["event"] } },
      ) => {
        treeDataProvider.onDidChangeTreeData(() => (seen.refreshes += 1));
        return {
          onDidChangeVisibility: () => ({ dispose: () => undefined }),
          set message(text: string) {
            seen.message = text;
          },
        };
      },
    },
    tests: {
      createTestController: () => {
        const items = (): object => {
          const all: object[] = [];
          return {
            replace: (added: readonly object[]) => all.splice(0, all.length, ...added),
            forEach: (each: (item: object) => void) => {
              all.forEach((item) => {
                each(item);
              });
            },
          };
        };
        const report = (outcome: string) => (item: { readonly label: string }) =>
          seen.reported.push(`${item.label} ${outcome}`);
        return {
          items: items(),
          createRunProfile: (_: string, kind: number, run: typeof seen.run) => {
            if (kind === 1) seen.run = run;
            return {};
          },
          createTestItem: (id: string, label: string) => ({ id, label, children: items() }),
          createTestRun: () => ({
            passed: report("passed"),
            skipped: report("skipped"),
            appendOutput: () => undefined,
            end: () => undefined,
          }),
        };
      },
    },
  };
});

// The files of a worker share modules, and another one replaces VS Code as well.
afterAll(() => {
  vi.resetModules();
});

beforeEach(() => {
  Object.assign(seen, { message: "", refreshes: 0, reported: [], run: undefined });
});

/** A server that answers when a test wants. */
function testServer() {
  const vaults = questions<VaultsResult>();
  const tests = questions<TestsResult>();
  const simulate = questions<SimulateResult>();
  const changed = new Emitter();
  const server = {
    isRunning: () => true,
    onDidChange: changed.event,
    vaults: vaults.ask,
    tests: tests.ask,
    simulate: simulate.ask,
    note: () => undefined,
    warn: () => undefined,
  } as unknown as LanguageServer;
  return { server, changed, vaults, tests, simulate };
}

const never = { onDidChange: () => ({ dispose: () => undefined }) };

/** Lets everything go on that does not wait for an answer. */
async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

test("an answer about the vaults that is late does not replace a later one", async () => {
  const { server, changed, vaults } = testServer();
  const state = { get: (_: string, value: unknown) => value } as unknown as vscode.Memento;
  vaultsView(server, state, { environment: never, baseline: never });
  const answer = async () => {
    vaults.answerBackwards((question) => ({
      vaults: [],
      unread: [],
      problems: [String(question)],
    }));
    await settled();
  };
  changed.fire(undefined);
  changed.fire(undefined);
  await answer();
  await answer();
  expect(seen.message).toBe("2");
});

const place = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

const unreadModule: UnreadResult = {
  ...{ uri: "file:///w/main.bicep", range: place, symbol: "kv", source: "kv.bicep" },
  ...{ kind: "module", why: "not-found", vault: "likely" },
};

test("rows are requested again only if an answer changes them", async () => {
  const { server, changed, vaults } = testServer();
  const state = { get: (_: string, value: unknown) => value } as unknown as vscode.Memento;
  vaultsView(server, state, { environment: never, baseline: never });
  const after = async (sources: readonly string[]) => {
    changed.fire(undefined);
    const unread = sources.map((source) => ({ ...unreadModule, source }));
    vaults.answer({ vaults: [], unread, problems: [] });
    await settled();
    return seen.refreshes;
  };
  expect(await after([])).toBe(0);
  expect(await after(["a.json"])).toBe(1);
  expect(await after(["a.json"])).toBe(1);
  expect(await after(["a.json", "b.json"])).toBe(2);
  expect(await after([])).toBe(3);
});

function file(outcome: "passed" | "skipped"): AccessFileResult {
  const uri = "file:///w/.keyvault-access.json";
  const result = {
    ...{ environment: null, outcome, assumed: false, rule: null, message: null, place },
    ...{ expected: "", actual: "", deciding: [] },
  };
  const own = { id: "a", name: "Internet", nameRange: place, uri, range: place, results: [result] };
  return {
    uri,
    environments: [null],
    problems: 0,
    tests: [own],
    coverage: { vaults: [], sources: [] },
  };
}

test("a run of the tests does not report what they were before a change", async () => {
  const { server, changed, tests } = testServer();
  const files = accessTestResults(server);
  const explorer = testExplorer(files);
  changed.fire(undefined);
  tests.answer({ files: [file("skipped")] });
  await settled();
  const run = explorer.run();
  // Another answer is asked for before the one for the run has arrived.
  changed.fire(undefined);
  tests.answer({ files: [file("passed")] });
  await settled();
  tests.answer({ files: [file("passed")] });
  await run;
  expect(seen.reported).toEqual(["Internet passed"]);
});

test("a run that goes on follows the changes even if its first answer fails", async () => {
  const { server, changed, tests } = testServer();
  testExplorer(accessTestResults(server));
  changed.fire(undefined);
  tests.answer({ files: [file("skipped")] });
  await settled();
  const run = seen.run?.({ continuous: true }, { onCancellationRequested: () => undefined });
  tests.fail("The server was restarted.");
  await expect(run).rejects.toThrow("restarted");
  changed.fire(undefined);
  tests.answer({ files: [file("passed")] });
  await settled();
  expect(seen.reported).toEqual(["Internet passed"]);
});

test("a question has its answer when it is said to have one, even if a template changes meanwhile", async () => {
  const { server, changed, simulate } = testServer();
  const asked = new Simulations(server);
  const add = asked.add([{ from: "internet", label: "internet", to: null }]);
  changed.fire(undefined);
  const none = { verdicts: [], sources: [], compared: false, errors: [], expected: null };
  simulate.answer(none);
  await add;
  expect(asked.results().map(({ simulation }) => simulation.from)).toEqual(["internet"]);
});
