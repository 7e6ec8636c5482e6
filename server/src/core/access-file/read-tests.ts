import { listOr } from "../text/list.ts";
import type { Node } from "jsonc-parser";
import type { DocumentId } from "../text/span.ts";
import type { AccessTest, Wanted } from "./access-file.ts";
import { itemsOf, memberOf, type Placed, spanOf, textOf } from "./tree.ts";
import { expectations, exposures, oneOf, severities, type Undecided, undecided, ways } from "./words.ts";

/** The expectations of a file; a test without a target or an expectation is skipped, because it is still being written. */
export function readTests(
  node: Node | undefined,
  id: DocumentId,
  onUnknown: Undecided,
): readonly AccessTest[] {
  return itemsOf(node).flatMap((each) => {
    const to = texts(memberOf(each, "to"), id);
    const wanted = wantedBy(each, id);
    if (!wanted || to.length === 0) return [];
    const name = textOf(id, memberOf(each, "name"));
    return [
      {
        name: name?.value ?? nameOf(wanted, to),
        span: name?.span ?? to[0]?.span ?? spanOf(id, each),
        whole: spanOf(id, each),
        to,
        environments: texts(memberOf(each, "environment"), id),
        severity: oneOf(severities, memberOf(each, "severity")?.value),
        onUnknown: oneOf(undecided, memberOf(each, "onUnknown")?.value) ?? onUnknown,
        wanted,
      },
    ];
  });
}

function wantedBy(node: Node, id: DocumentId): Wanted | null {
  const from = texts(memberOf(node, "from"), id);
  const expect = oneOf(expectations, memberOf(node, "expect")?.value);
  if (expect && from.length > 0) {
    return { kind: "access", from, expect, via: wordsOf(ways, memberOf(node, "via")) };
  }
  const allowed = wordsOf(exposures, memberOf(node, "exposure"));
  return allowed.length > 0 ? { kind: "exposure", allowed } : null;
}

function texts(node: Node | undefined, id: DocumentId): readonly Placed[] {
  return itemsOf(node).flatMap((each) => textOf(id, each) ?? []);
}

function wordsOf<T extends string>(words: readonly T[], node: Node | undefined): readonly T[] {
  return itemsOf(node).flatMap((each) => oneOf(words, each.value) ?? []);
}

/** "build-agents → kv-prod*: allow". */
function nameOf(wanted: Wanted, to: readonly Placed[]): string {
  const targets = to.map(({ value }) => value).join(", ");
  if (wanted.kind === "exposure") return `${targets}: ${listOr(wanted.allowed)}`;
  return `${wanted.from.map(({ value }) => value).join(", ")} → ${targets}: ${wanted.expect}`;
}
