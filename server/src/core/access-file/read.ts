import type { Node } from "jsonc-parser";
import { meansSource } from "../access/source.ts";
import type { Document } from "../text/document.ts";
import { isDate } from "../text/date.ts";
import { isReason } from "../text/reason.ts";
import type { DocumentId } from "../text/span.ts";
import type { AccessFile, AccessLimits, AccessSuppression, NamedEnvironment } from "./access-file.ts";
import { valueOf } from "./plain-json.ts";
import type { AccessFileProblem } from "./problem.ts";
import { readSources } from "./read-sources.ts";
import { readTests } from "./read-tests.ts";
import { accessFileSchema } from "./schema.ts";
import { itemsOf, memberOf, membersOf, type Placed, readTree, repeatedKeys, spanOf, textOf } from "./tree.ts";
import { problemsWith } from "./validate.ts";
import { meansEnvironments, oneOf, severities, undecided } from "./words.ts";
import { Remembered } from "../logic/remembered.ts";

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
