import type { Files } from "../files/files.ts";
import {
  declaredVaults,
  lookedUpVaults,
  mentionedVaults,
  type Mentions,
  neverCreated,
  sizeOf,
  vaultsFromStates,
} from "../landscape/member.ts";
import { declaredNames, wantedPlaces } from "../landscape/shared-places.ts";
import { Failed, isolated } from "../logic/isolated.ts";
import { once } from "../logic/memoize.ts";
import { emptyNetwork } from "../network/empty-network.ts";
import { reportUnread, type UnreadReport } from "../report/unread.ts";
import { reportVaults, type VaultReport } from "../report/vaults.ts";
import { parseDocument } from "../syntax/syntaxes.ts";
import type { Document, DocumentId } from "../text/document.ts";
import type { Analysis, AnyAnalysis, Evaluated, ReadDocument, Released } from "./analyzer.ts";
import type { Told } from "./told.ts";

/**
 * What remains of a root of which a check needs nothing but what it tells now: that, and what tells whether it is linked with others.
 * It is evaluated `again` where it is. A root that tells nothing stays as it is.
 */
export function release(
  analysis: Analysis,
  files: Files,
  tell: (analysis: Analysis) => Told | null,
  again: () => Analysis,
): AnyAnalysis {
  const said = saidBy(analysis, tell);
  if (said === null) return analysis;
  const { root, environment, inputs, isTemplate, reads, texts, wants, problems } = analysis;
  const kept = { root, environment, inputs, isTemplate, reads, texts, wants, problems, ...said };
  return released(kept, [...analysis.documents.keys()], files, again);
}

/** A function that knew the analysis would keep it, and so would any other one beside it. */
function released(
  kept: Omit<Released, "kind" | "neighbors" | "documents" | "again" | "outside">,
  documents: readonly DocumentId[],
  files: Files,
  evaluate: () => Analysis,
): Released {
  const again = once(() => succeeding(evaluate()));
  return {
    kind: "released",
    ...kept,
    neighbors: [],
    documents: new Map(documents.map((id) => [id, readLater(id, files)])),
    again,
    outside: once(() => {
      const seen = isolated(() => again().outside());
      return "value" in seen ? seen.value : { ...emptyNetwork, intact: false };
    }),
  };
}

function saidBy(
  analysis: Analysis,
  tell: (analysis: Analysis) => Told | null,
): Pick<Released, "told" | "mentions"> | null {
  const said = isolated(() => {
    const told = tell(analysis);
    return told && plainCopy({ told, mentions: mentionsOf(analysis) });
  });
  return "value" in said ? said.value : null;
}

/** What a root refers to but was not read. */
export function unreadIn(analysis: AnyAnalysis): readonly UnreadReport[] {
  return analysis.kind === "released" ? analysis.told.unread : reportUnread(analysis.worlds);
}

/** The vaults of a root; a released one has said them with the words that it was given then. */
export function vaultsIn(
  analysis: AnyAnalysis,
  words?: Parameters<typeof reportVaults>[1],
): readonly VaultReport[] {
  return analysis.kind === "released" ? analysis.told.vaults : reportVaults(analysis.worlds, words);
}

function mentionsOf(analysis: Analysis): Mentions {
  return {
    ...sizeOf(analysis),
    declared: declaredVaults(analysis),
    lookedUp: lookedUpVaults(analysis),
    neverCreated: neverCreated(analysis),
    mentioned: mentionedVaults(analysis),
    fromStates: vaultsFromStates(analysis),
    wantedPlaces: wantedPlaces(analysis),
    declaredNames: declaredNames(analysis),
  };
}

/** What could be evaluated before cannot be now: an answer without it would leave something out. */
function succeeding(analysis: Analysis): Evaluated {
  if (analysis.kind === "failed") throw new Failed(analysis.failed);
  return analysis;
}

/** What a document contains is read once more where it is asked for. */
function readLater(id: DocumentId, files: Files): ReadDocument {
  const documentNow = (): Document => {
    const document = files.get(id);
    if (!document) throw new Error(`${id} is not there any more`);
    return document;
  };
  const reading = (document = documentNow()): ReturnType<typeof parseDocument> =>
    parseDocument(document, files.grammar);
  return {
    get document() {
      const document = documentNow();
      // Editors write only in what was read.
      reading(document);
      return document;
    },
    get comments() {
      return reading().comments;
    },
    get problems() {
      return reading().problems;
    },
    get failed() {
      return reading().failed;
    },
  };
}

/**
 * A copy that shares nothing with what it was copied from, not even texts, of which a part keeps the whole in memory. Null if it is not plain data: texts, numbers,
 * truths, null, lists and objects of these.
 */
function plainCopy<T>(data: T): T | null {
  // What was written is read as the same.
  return isPlain(data) ? (JSON.parse(JSON.stringify(data)) as T) : null;
}

function isPlain(data: unknown): boolean {
  switch (typeof data) {
    case "string":
    case "boolean":
    case "undefined":
      return true;
    case "number":
      return Number.isFinite(data);
    case "object":
      return data === null || (isObject(data) && Object.values(data).every(isPlain));
    default:
      return false;
  }
}

function isObject(data: object): boolean {
  return Array.isArray(data) || Object.getPrototypeOf(data) === Object.prototype;
}
