import type { ChangeEntry } from "./report.ts";

/** What a change does to a caller; unclear if either answer depends on something that is not known. */
export type ChangeEffect = "gains" | "loses" | "unclear" | "none";

/** How much of a caller reaches the vault; there is nothing to reach without one. */
const reach = { allowed: 2, partial: 1, denied: 0 } as const;

/** None if a vault that the caller does not reach was added or removed. */
export function effectOf({ before, after }: Pick<ChangeEntry, "before" | "after">): ChangeEffect {
  if (before === "depends" || after === "depends") return "unclear";
  const [was, is] = [reach[before ?? "denied"], reach[after ?? "denied"]];
  return is === was ? "none" : is > was ? "gains" : "loses";
}
