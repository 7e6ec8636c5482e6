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
import { plainCopy } from "../logic/plain-copy.ts";
import { emptyNetwork } from "../network/empty-network.ts";
import { reportUnread, type UnreadReport } from "../report/unread.ts";
import { parseDocument } from "../syntax/syntaxes.ts";
import type { Document } from "../text/document.ts";
import type { DocumentId } from "../text/span.ts";
import type { Analysis, LetGo, ReadDocument } from "./analyzer.ts";
import type { Told } from "./told.ts";

/**
 * What remains of a root of which a check needs nothing but what it tells now: that, and what tells whether it is linked with others.
 * It is evaluated `again` where it is. A root that tells nothing stays as it is.
 */
export function letGo(
  analysis: Analysis,
  files: Files,
  tell: (analysis: Analysis) => Told | null,
  again: () => Analysis,
): Analysis {
  const said = saidBy(analysis, tell);
  const documents = [...analysis.documents.keys()];
  return said === null ? analysis : { ...analysis, ...withoutTrees({ ...said, documents }, files, again) };
}

/** What remains of an analysis that was let go, as plain data, which threads can send each other. */
export interface Remains
  extends
    Pick<Analysis, "root" | "environment" | "isTemplate" | "reads" | "texts" | "wants" | "problems">,
    Omit<LetGo, "again"> {
  readonly documents: readonly DocumentId[];
}

/** What remains of an analysis; null if it was not let go. */
export function remainsOf(analysis: Analysis): Remains | null {
  const { root, environment, isTemplate, reads, texts, wants, problems, letGo: gone } = analysis;
  if (!gone) return null;
  const { told, mentions } = gone;
  const documents = [...analysis.documents.keys()];
  return { root, environment, isTemplate, reads, texts, wants, problems, told, mentions, documents };
}

/** An analysis again of which another thread has sent what remains. */
export function analysisOf(
  { told, mentions, documents, ...remains }: Remains,
  inputs: Analysis["inputs"],
  files: Files,
  again: () => Analysis,
): Analysis {
  const rest = withoutTrees({ told, mentions, documents }, files, again);
  return { ...remains, ...rest, inputs, neighbors: [], failed: null };
}

function withoutTrees(
  { documents, ...said }: Pick<Remains, "told" | "mentions" | "documents">,
  files: Files,
  again: () => Analysis,
): Pick<Analysis, "worlds" | "outside" | "letGo" | "documents"> {
  return {
    worlds: [],
    ...evaluatedLater(said, again),
    documents: new Map(documents.map((id) => [id, new ReadLater(id, files)])),
  };
}

function saidBy(analysis: Analysis, tell: (analysis: Analysis) => Told | null): Omit<LetGo, "again"> | null {
  const said = isolated(() => {
    const told = tell(analysis);
    return told && plainCopy({ told, mentions: mentionsOf(analysis) });
  });
  return "value" in said ? said.value : null;
}

/** What is evaluated where it is asked for. A function that knew the analysis would keep it, and so would any other one beside it. */
function evaluatedLater(
  said: Omit<LetGo, "again">,
  evaluate: () => Analysis,
): Pick<Analysis, "outside" | "letGo"> {
  const again = once(() => succeeding(evaluate()));
  return {
    outside: once(() => {
      const seen = isolated(() => again().outside());
      return "value" in seen ? seen.value : { ...emptyNetwork, intact: false };
    }),
    letGo: { ...said, again },
  };
}

/** What a root refers to but was not read. */
export function unreadIn({ worlds, letGo: gone }: Analysis): readonly UnreadReport[] {
  return gone?.told.unread ?? reportUnread(worlds);
}

function mentionsOf(analysis: Analysis): Mentions {
  const { worlds } = analysis;
  return {
    ...sizeOf(worlds),
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
function succeeding(analysis: Analysis): Analysis {
  if (analysis.failed !== null) throw new Failed(analysis.failed);
  return analysis;
}

/** What a document contains is read once more where it is asked for. */
class ReadLater implements ReadDocument {
  readonly #id: DocumentId;
  readonly #files: Files;

  constructor(id: DocumentId, files: Files) {
    this.#id = id;
    this.#files = files;
  }

  get document(): Document {
    const document = this.#files.get(this.#id);
    if (!document) throw new Error(`${this.#id} is not there any more`);
    return document;
  }

  get comments(): ReadDocument["comments"] {
    return this.#reading.comments;
  }

  get problems(): ReadDocument["problems"] {
    return this.#reading.problems;
  }

  get failed(): ReadDocument["failed"] {
    return this.#reading.failed;
  }

  get #reading(): ReturnType<typeof parseDocument> {
    return parseDocument(this.document, this.#files.grammar);
  }
}
