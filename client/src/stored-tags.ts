import type { ServiceTagsParams } from "../../server/src/protocol/service-tags.ts";

/** A file of service tags, as the user provided it. */
export type TagsFile = NonNullable<ServiceTagsParams["file"]>;

/** The file of service tags that the user provided, kept across windows. */
export interface StoredTags {
  /** Null if there is none. */
  readonly read: () => Promise<TagsFile | null>;
  readonly write: (file: TagsFile) => Promise<void>;
  readonly forget: () => Promise<void>;
}

/** The part of VS Code's file system that is needed here. */
export interface FileAccess<Place> {
  readonly readFile: (place: Place) => Thenable<Uint8Array>;
  readonly writeFile: (place: Place, content: Uint8Array) => Thenable<void>;
  readonly delete: (place: Place) => Thenable<void>;
}

/** Keeps the file in the extension's storage, which VS Code also has in the browser. */
export function storedTags<Place>(place: Place, fs: FileAccess<Place>): StoredTags {
  return {
    read: async () => {
      try {
        return readTagsFile(JSON.parse(new TextDecoder().decode(await fs.readFile(place))));
      } catch {
        // No file was provided, or the stored one is truncated: the built-in tags are used.
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
