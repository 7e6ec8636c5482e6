import type { ModuleSource } from "./template.ts";

/** Where a call says that its module is, as written; null if it says no address. */
export function addressOfSource(source: ModuleSource): string | null {
  switch (source.kind) {
    case "file":
    case "folder":
      return source.path;
    case "registry":
      return source.reference;
    case "address":
      return source.address;
    case "inline":
    case "unreadable":
      return null;
  }
}
