import type { World } from "../access/worlds.ts";

/** A root on one side of a comparison, in one environment; two with the same name correspond to each other. */
export interface ComparedRoot {
  readonly root: string;
  readonly environment: string | null;
  readonly worlds: readonly World[];
}
