import type {
  AccessFileResult,
  AccessTestOutcome,
  AccessTestResult,
  Location,
  LocationRange,
  Sentence,
} from "../../../server/src/protocol.ts";
import { fileName } from "../places.ts";

/** A row of the Test Explorer as plain data: a file, one of its environments, or a test there. */
export interface TestNode {
  /** Stable as long as the row means the same. */
  readonly id: string;
  readonly label: string;
  readonly uri: string;
  /** The range for the gutter icon; null for files and environments. */
  readonly range: LocationRange | null;
  readonly children: readonly TestNode[];
  /** The outcome of a test; null for files and environments. */
  readonly outcome: AccessTestOutcome | null;
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
    return { id: uri, label: fileName(uri), uri, range: null, children, outcome: null };
  });
}

/** The tests among the rows and below them. */
export function leaves(nodes: readonly TestNode[]): readonly TestNode[] {
  return nodes.flatMap((node) => (node.outcome ? [node] : leaves(node.children)));
}

/** The message at each place in the templates that decides; at the test itself if there is none. */
export function messagesOf({ uri, outcome }: TestNode): readonly TestMessage[] {
  if (!outcome || outcome.outcome === "passed") return [];
  const said = outcome.message ?? "";
  const deciding = outcome.deciding.map((each) => ({
    uri: each.uri,
    range: each.range,
    text: [said, each.text].filter((text) => text !== "").join("\n"),
  }));
  return deciding.length > 0 ? deciding : [{ uri, range: outcome.place, text: said }];
}

function environmentNode(file: AccessFileResult, name: string): TestNode {
  const id = `${file.uri}|${name}`;
  return {
    id,
    label: name,
    uri: file.uri,
    range: null,
    children: testsIn(file, name, id),
    outcome: null,
  };
}

function testsIn({ tests }: AccessFileResult, environment: string | null, id: string): readonly TestNode[] {
  return tests.flatMap((test) => {
    const outcome = test.results.find((each) => each.environment === environment);
    return outcome ? [testNode(test, outcome, `${id}|${test.id}`)] : [];
  });
}

function testNode({ name, uri, range }: AccessTestResult, outcome: AccessTestOutcome, id: string): TestNode {
  return { id, label: name, uri, range, children: [], outcome };
}
