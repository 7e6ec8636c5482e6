import type { ServiceTagsParams } from "../../server/src/protocol.ts";

/** A file of service tags, as it was given. */
export type TagsFile = NonNullable<ServiceTagsParams["file"]>;

/** The file of service tags that somebody gave, kept from one window to the next. */
export interface StoredTags {
  /** Null when there is none. */
  readonly read: () => Promise<TagsFile | null>;
  readonly write: (file: TagsFile) => Promise<void>;
  readonly forget: () => Promise<void>;
}

/** As much of VS Code's file system as is needed here. */
export interface FileAccess<Place> {
  readonly readFile: (place: Place) => Thenable<Uint8Array>;
  readonly writeFile: (place: Place, content: Uint8Array) => Thenable<void>;
  readonly delete: (place: Place) => Thenable<void>;
}

/** Keeps the file at a place of the extension's own, which VS Code has in the browser too. */
export function storedTags<Place>(place: Place, fs: FileAccess<Place>): StoredTags {
  return {
    read: async () => {
      try {
        return readTagsFile(JSON.parse(new TextDecoder().decode(await fs.readFile(place))));
      } catch {
        // Nobody has given a file, or what is kept is cut short: the tags that come along are in force.
        return null;
      }
    },
    write: async ({ name, text }) => {
      await fs.writeFile(place, new TextEncoder().encode(JSON.stringify({ name, text })));
    },
    forget: async () => {
      try {
        await fs.delete(place);
      } catch {
        // There was none.
      }
    },
  };
}

function readTagsFile(content: unknown): TagsFile | null {
  if (typeof content !== "object" || content === null) return null;
  const { name, text }: Partial<Record<string, unknown>> = { ...content };
  return typeof name === "string" && typeof text === "string" ? { name, text } : null;
}
