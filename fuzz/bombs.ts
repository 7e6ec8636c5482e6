import { armBombs } from "./bombs/arm.ts";
import { bicepBombs } from "./bombs/bicep.ts";
import type { Bomb } from "./bombs/bomb.ts";
import { moduleBombs } from "./bombs/modules.ts";
import { nestingBombs } from "./bombs/nesting.ts";
import { terraformBombs } from "./bombs/terraform.ts";

export type { Bomb } from "./bombs/bomb.ts";
export { largeBombs } from "./bombs/size.ts";

/** All of them must be handled in bounded time and memory; those of the largest supported size are separate. */
export const smallBombs: readonly Bomb[] = [
  ...nestingBombs,
  ...armBombs,
  ...bicepBombs,
  ...terraformBombs,
  ...moduleBombs,
];
