import type { BuildOptions, Metafile } from "esbuild";

export declare function buildWithParts(
  programsOf: (version: string) => readonly BuildOptions[],
  optionsOfPart: (name: string, version: string) => BuildOptions,
  names?: readonly string[],
): Promise<readonly Metafile[]>;
