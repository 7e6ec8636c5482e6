import {
  concerningVaults,
  type Document,
  isOutside,
  limits,
  namesVaults,
  type OutsideReading,
  readOutside,
} from "../core/index.ts";
import type { Disk } from "./disk.ts";

/** What pipelines and scripts do with vaults, and what of them is not read. */
export interface OutsideFound {
  readonly reading: OutsideReading;
  readonly unread: readonly UnreadFile[];
}

interface UnreadFile {
  readonly file: string;
  readonly from: number;
  readonly reason: "syntax error" | "too large";
}

/** Reads the pipelines and scripts among some files. Those that name no vault, and no file that does, are not read. */
export function openOutside(ids: readonly string[], disk: Disk): OutsideFound {
  const documents = ids.flatMap((id) => disk.get(id) ?? []).filter(isOutside);
  const [readable, large] = [documents.filter((each) => !isLarge(each)), documents.filter(isLarge)];
  const concerned = concerningVaults(readable);
  const byId = new Map(concerned.map((document) => [document.id, document]));
  const others = new Set(readable.map(({ id }) => id));
  const find = (id: string): Document | null | undefined =>
    byId.get(id) ?? (others.has(id) ? null : undefined);
  const reading = readOutside(concerned, { find });
  return {
    reading,
    unread: [
      ...large
        .filter(({ text }) => namesVaults(text))
        .map(({ id }): UnreadFile => ({ file: id, from: 0, reason: "too large" })),
      ...[...reading.documents.values()].flatMap(({ document, unreadFrom }): readonly UnreadFile[] =>
        unreadFrom === null ? [] : [{ file: document.id, from: unreadFrom, reason: "syntax error" }],
      ),
    ],
  };
}

function isLarge({ text }: Document): boolean {
  return text.length > limits.outsideText;
}
