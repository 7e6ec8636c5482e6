import type { World } from "../access/worlds.ts";
import { memoize } from "../logic/memoize.ts";
import type { Analysis } from "./analyzer.ts";

/**
 * Analyses in which the permission of a consumer's identity is the last gate. Asked again about the same one, it answers with the
 * same object.
 */
export const requirePermissions: (analysis: Analysis) => Analysis = memoize((analysis: Analysis) => ({
  ...analysis,
  worlds: requiring(analysis.worlds),
}));

const requiring: (worlds: readonly World[]) => readonly World[] = memoize((worlds: readonly World[]) =>
  worlds.map((world): World => ({
    ...world,
    ...(world.asWritten ? { asWritten: requiring(world.asWritten) } : {}),
    requiresPermission: true,
  })),
);
