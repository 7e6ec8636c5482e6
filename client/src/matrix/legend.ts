import type { Say } from "../say.ts";
import type { CellKind } from "./matrix.ts";

/** What the cells of a matrix mean, by the shape they are drawn with. */
export function legend(say: Say): readonly (readonly [kind: CellKind, meaning: string])[] {
  return [
    ["allowed", say("Allowed: it can reach the vault")],
    ["exposed", say("Allowed · exposed: any client can reach it")],
    ["denied", say("Denied: it is blocked")],
    ["partial", say("Partial: only some of its addresses can reach the vault")],
    ["depends", say("Depends: the answer depends on a value that is not known here")],
  ];
}
