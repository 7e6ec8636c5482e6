import type { Declared } from "../../network/declare/declare.ts";
import type { Edit } from "../fix.ts";

/** The edit that writes resources; null if one of them cannot be written. */
export function declaring(...resources: readonly (Declared | null)[]): Edit | null {
  const certain = resources.filter((each) => each !== null);
  if (certain.length < resources.length) return null;
  return { kind: "declare", resources: certain.map(({ resource }) => resource) };
}
