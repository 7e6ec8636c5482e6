import type {
  AccessFileResult,
  AccessTestOutcome,
  AccessTestResult,
} from "../../../server/src/protocol/access-tests.ts";
import type { Location, LocationRange } from "../../../server/src/protocol/names.ts";
import type { Sentence } from "../../../server/src/protocol.ts";
import { fileName, sayPlace } from "../places.ts";
import type { Say } from "../say.ts";

/** A row of the Test Explorer as plain data: a file, one of its environments, or a test there. */
export interface TestNode {
  /** Stable as long as the row means the same. */
  readonly id: string;
  readonly label: string;
  readonly uri: string;
  /** The range for the gutter icon; null for files and environments. */
  readonly range: LocationRange | null;
  readonly children: readonly TestNode[];
  /** The ID of the test in its file; null for files and environments. */
  readonly test: string | null;
  /** The outcome of a test; null for files and environments. */
  readonly outcome: AccessTestOutcome | null;
}

/** A test in all of its environments. */
export interface TestReference {
  readonly uri: string;
  readonly id: string;
}

/** Commands can be called with any arguments. */
export function isTestReference(value: unknown): value is TestReference {
  return (
    typeof value === "object" &&
    value !== null &&
    "uri" in value &&
    "id" in value &&
    typeof value.uri === "string" &&
    typeof value.id === "string"
  );
}

/** The message for a test that has not passed, and the place where it is shown. */
export interface TestMessage extends Location {
  readonly text: Sentence;
}

/**
 * File, environment, test. Problems that a test has in any environment, or without one, are directly under the file.
 */
export function testNodes(files: readonly AccessFileResult[]): readonly TestNode[] {
  return files.map((file) => {
    const { uri, environments } = file;
    const named = environments.filter((name) => name !== null);
    const children = [...named.map((name) => environmentNode(file, name)), ...testsIn(file, null, uri)];
    return { id: uri, label: fileName(uri), uri, range: null, children, test: null, outcome: null };
  });
}

/** The tests among the rows and below them. */
export function leaves(nodes: readonly TestNode[]): readonly TestNode[] {
  return nodes.flatMap((node) => (node.outcome ? [node] : leaves(node.children)));
}

/**
 * The message at each place in the templates that decides; at the test itself if there is none. Next to the code, VS Code shows its first
 * line.
 */
export function messagesOf(say: Say, { uri, outcome }: TestNode): readonly TestMessage[] {
  if (!outcome || outcome.outcome === "passed") return [];
  const compared = sayCompared(say, outcome);
  const deciding = outcome.deciding.map((each) => ({
    uri: each.uri,
    range: each.range,
    text: lines(each.text, ...compared),
  }));
  if (deciding.length > 0) return deciding;
  return [{ uri, range: outcome.place, text: lines(outcome.message ?? "", ...compared) }];
}

/** The lines that a run prints of a test: whether it passes, and for one that does not, what decides and where. */
export function sayOutcome(say: Say, node: TestNode): string {
  const { label, outcome } = node;
  const mark = { passed: "✓", failed: "✗", skipped: "-" }[outcome?.outcome ?? "skipped"];
  const { environment = null } = outcome ?? {};
  const said = messagesOf(say, node).flatMap(({ text, ...place }) => [text, sayPlace(place)]);
  return [`${mark} ${label}${environment === null ? "" : ` (${environment})`}`, ...said].join("\n    ");
}

/** Nothing of a test that names what does not exist. */
function sayCompared(say: Say, { expected, actual }: AccessTestOutcome): readonly Sentence[] {
  return expected === "" ? [] : [say("Expected: {0}", expected), say("Actual: {0}", actual)];
}

function lines(...texts: readonly Sentence[]): Sentence {
  return texts.filter((text) => text !== "").join("\n");
}

function environmentNode(file: AccessFileResult, name: string): TestNode {
  const id = `${file.uri}|${name}`;
  return {
    id,
    label: name,
    uri: file.uri,
    range: null,
    children: testsIn(file, name, id),
    test: null,
    outcome: null,
  };
}

function testsIn({ tests }: AccessFileResult, environment: string | null, id: string): readonly TestNode[] {
  return tests.flatMap((test) => {
    const outcome = test.results.find((each) => each.environment === environment);
    return outcome ? [testNode(test, outcome, `${id}|${test.id}`)] : [];
  });
}

function testNode(test: AccessTestResult, outcome: AccessTestOutcome, id: string): TestNode {
  const { name, uri, range } = test;
  return { id, label: name, uri, range, children: [], test: test.id, outcome };
}
