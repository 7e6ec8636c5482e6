import type { Say } from "../say.ts";
import type { CellKind } from "./matrix.ts";

/** What the cells of a matrix mean, by the shape they are drawn with. */
export function legend(say: Say): readonly (readonly [kind: CellKind, meaning: string])[] {
  return [
    ["allowed", say("Allowed: it gets in")],
    ["exposed", say("Allowed · exposed: any client gets in")],
    ["denied", say("Denied: it is turned away")],
    ["partial", say("Partial: some of its addresses get in")],
    ["depends", say("Depends: a value that is not known here decides")],
  ];
}
