import type { EngineFlag } from "./script-loader.ts";

/**
 * The flags of V8 for a server, by its version; none for versions that are not known, because V8 complains about a flag that it does not know.
 *
 * V8 allocates among old objects at once what survived the first collections, and that is what the roots of a workspace consist of. What
 * the same functions make of each keystroke afterwards would then stay until all of the memory is collected, and keep the young objects alive that it refers to, so that
 * analyses are copied that nothing uses any more. VS Code lets flags be set in its processes, as Node does
 * (https://github.com/electron/electron/blob/main/shell/browser/javascript_environment.cc).
 */
export function serverFlags(v8: string): readonly EngineFlag[] {
  const major = Number.parseInt(v8);
  return major >= 11 && major <= 14 ? [allocatingYoung] : [];
}

const allocatingYoung: EngineFlag = {
  ours: "--no-allocation-site-pretenuring",
  usual: "--allocation-site-pretenuring",
};
