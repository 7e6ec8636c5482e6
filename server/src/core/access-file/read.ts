import type { Node } from "jsonc-parser";
import { meansSource } from "../access/source.ts";
import type { Document, DocumentId } from "../text/document.ts";
import { isReason, isDate } from "../text/patterns.ts";
import type {
  AccessFile,
  AccessLimits,
  AccessSuppression,
  AccessTest,
  NamedEnvironment,
  NamedSource,
  SourceMeaning,
  Wanted,
} from "./access-file.ts";
import type { AccessFileProblem } from "./problem.ts";
import { accessFileSchema } from "./schema.ts";
import { itemsOf, memberOf, membersOf, type Placed, readTree, repeatedKeys, spanOf, textOf } from "./tree.ts";
import { problemsWith } from "./validate.ts";
import {
  expectations,
  exposures,
  meansEnvironments,
  oneOf,
  severities,
  undecided,
  type Undecided,
  ways,
} from "./words.ts";
import { Remembered } from "../logic/memoize.ts";
import type { Dict, List, Plain } from "../evaluate/values/plain.ts";
import { known, type Value } from "../evaluate/values/value.ts";
import { listOr } from "../text/list.ts";

/** The names an access file may have; of two in one folder the first counts. */
export const accessFileNames: readonly string[] = [".keyvault-access.jsonc", ".keyvault-access.json"];

/** Whether a document is an access file, by its name. */
export function isAccessFile(id: DocumentId): boolean {
  return accessFileNames.some((name) => id === name || id.endsWith(`/${name}`));
}

const cache = new Remembered<Document, AccessFile>();

/**
 * Reads an access file. Never fails: what is wrong is named in `problems`, each with its place, and what is right around it
 * counts all the same.
 */
export function readAccessFile(document: Document): AccessFile {
  const before = cache.get(document);
  if (before) return before;
  const file = read(document);
  cache.set(document, file);
  return file;
}

function read(document: Document): AccessFile {
  const { id } = document;
  const { root, problems } = readTree(document);
  const node = root ?? undefined;
  const onUnknown = oneOf(undecided, memberOf(node, "onUnknown")?.value) ?? "fail";
  return {
    document: id,
    delegate: itemsOf(memberOf(node, "delegate")).flatMap((each) => textOf(id, each)?.value ?? []),
    above: null,
    sources: readSources(memberOf(node, "sources"), id),
    environments: readEnvironments(memberOf(node, "environments"), id),
    modules: readModules(memberOf(node, "modules"), id),
    tests: readTests(memberOf(node, "tests"), id, onUnknown),
    limits: readLimits(memberOf(node, "limits"), id),
    rules: readRules(memberOf(node, "rules"), id),
    misnamed: [
      ...namesIn(memberOf(node, "sources"), id).filter(({ value }) => meansSource(value)),
      ...namesIn(memberOf(node, "environments"), id).filter(({ value }) => meansEnvironments(value)),
    ],
    suppressions: itemsOf(memberOf(node, "suppressions")).flatMap((each) => readSuppression(each, id) ?? []),
    // For a file that is being edited, only the syntax error is reported, not its consequences.
    problems:
      problems.length > 0 || !root
        ? problems
        : [...problemsWith(root, accessFileSchema, id), ...repeated(root, id)],
  };
}

/** What is written under the first of two equal keys has no effect. */
function repeated(root: Node, id: DocumentId): readonly AccessFileProblem[] {
  return repeatedKeys(root).map((key) => ({
    span: spanOf(id, key),
    fault: { kind: "repeated-key", key: String(key.value) },
  }));
}

function namesIn(node: Node | undefined, id: DocumentId): readonly Placed[] {
  return membersOf(node).flatMap(([key]) => textOf(id, key) ?? []);
}

function readEnvironments(node: Node | undefined, id: DocumentId): AccessFile["environments"] {
  return new Map(
    membersOf(node).flatMap(([key, value]): readonly (readonly [string, NamedEnvironment])[] => {
      const name = textOf(id, key);
      if (!name || value.type !== "object" || meansEnvironments(name.value)) return [];
      const set = membersOf(memberOf(value, "set"));
      const environment: NamedEnvironment = {
        name,
        description: textOf(id, memberOf(value, "description"))?.value ?? null,
        parameters: itemsOf(memberOf(value, "parameters")).flatMap((each) => textOf(id, each) ?? []),
        set: new Map(set.map(([parameter, given]) => [String(parameter.value), valueOf(given, id)])),
        names: namesIn(memberOf(value, "set"), id),
      };
      return [[name.value, environment]];
    }),
  );
}

function readModules(node: Node | undefined, id: DocumentId): AccessFile["modules"] {
  return new Map(
    membersOf(node).flatMap(([key, value]): readonly (readonly [string, Placed])[] => {
      const path = textOf(id, value);
      return path === null || path.value === "" ? [] : [[String(key.value), path]];
    }),
  );
}

function readLimits(node: Node | undefined, id: DocumentId): AccessLimits {
  const number = (name: string, most: number): Placed<number> | null => {
    const given = memberOf(node, name);
    const value: unknown = given?.value;
    const isFit = typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most;
    return given && isFit ? { value, span: spanOf(id, given) } : null;
  };
  return {
    widestIpPrefix: number("widestIpPrefix", 32)?.value ?? null,
    maxAddresses: number("maxAddresses", Number.MAX_SAFE_INTEGER),
  };
}

function readRules(node: Node | undefined, id: DocumentId): AccessFile["rules"] {
  return membersOf(node).flatMap(([key, { value }]) => {
    const rule = textOf(id, key);
    const severity = oneOf([...severities, "off"] as const, value);
    return rule && severity ? [{ rule, severity }] : [];
  });
}

function readSuppression(node: Node, id: DocumentId): AccessSuppression | null {
  const rule = textOf(id, memberOf(node, "rule"));
  const reason = textOf(id, memberOf(node, "reason"))?.value.trim() ?? "";
  const until = textOf(id, memberOf(node, "until"))?.value ?? null;
  // Without the day that it ends on it would hold for ever.
  if (!rule || !isReason(reason) || (until !== null && !isDate(until))) return null;
  return {
    rule,
    target: textOf(id, memberOf(node, "target"))?.value ?? null,
    reason,
    until,
  };
}

/** A JSON value as the evaluator knows values, with the places it is written at. */
function valueOf(node: Node, document: DocumentId): Value {
  return known(plainOf(node, document), { span: spanOf(document, node) });
}

function plainOf(node: Node, document: DocumentId): Plain {
  switch (node.type) {
    case "object":
      return dictOf(node, document);
    case "array":
      return listOf(node, document);
    default: {
      const value: unknown = node.value;
      return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? value
        : null;
    }
  }
}

function dictOf(node: Node, document: DocumentId): Dict {
  const entries = membersOf(node).map(([key, value]) => {
    const keySpan = spanOf(document, key);
    const entry = {
      value: valueOf(value, document),
      span: { ...keySpan, end: value.offset + value.length },
      keySpan,
    };
    return [String(key.value), entry] as const;
  });
  return { kind: "dict", entries: new Map(entries), open: [], site: null };
}

function listOf(node: Node, document: DocumentId): List {
  const items = (node.children ?? []).map((item) => valueOf(item, document));
  return { kind: "list", items, open: [], site: null };
}

/** The sources that a file names; one whose meaning is not written in full is left out. */
function readSources(node: Node | undefined, id: DocumentId): AccessFile["sources"] {
  return new Map(
    membersOf(node).flatMap(([key, value]): readonly (readonly [string, NamedSource])[] => {
      const name = textOf(id, key);
      const means = meaningOf(value, id);
      if (!name || !means || meansSource(name.value)) return [];
      const description = textOf(id, memberOf(value, "description"))?.value ?? null;
      return [[name.value, { name, description, means }]];
    }),
  );
}

function meaningOf(node: Node, id: DocumentId): SourceMeaning | null {
  const ranges = itemsOf(memberOf(node, "ip")).flatMap((each) => textOf(id, each) ?? []);
  if (ranges.length > 0) return { kind: "ip", ranges };
  const subnet = textOf(id, memberOf(node, "subnet"));
  if (subnet) {
    const endpoints = memberOf(node, "serviceEndpoints");
    return {
      kind: "subnet",
      name: subnet,
      serviceEndpoints: endpoints
        ? itemsOf(endpoints).flatMap((each) => textOf(id, each)?.value ?? [])
        : null,
      privateEndpoint: memberOf(node, "privateEndpoint")?.value === true,
    };
  }
  for (const kind of ["service", "tag", "consumer"] as const) {
    const name = textOf(id, memberOf(node, kind));
    if (name) return { kind, name };
  }
  return memberOf(node, "any")?.value === true ? { kind: "internet" } : null;
}

/** The expectations of a file; a test without a target or an expectation is skipped, because it is still being written. */
function readTests(node: Node | undefined, id: DocumentId, onUnknown: Undecided): readonly AccessTest[] {
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
  if (expect && from.length > 0)
    return { kind: "access", from, expect, via: wordsOf(ways, memberOf(node, "via")) };
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
