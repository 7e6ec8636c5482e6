import { type Analysis, analyze } from "../../server/src/core/index.ts";
import { type Scene, type Syntax, syntaxes } from "../path/scene.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

/** The analysis of a scene, printed in a syntax. */
export function analysisOf(scene: Scene, syntax: Syntax): Analysis {
  const { root, print } = syntaxes[syntax];
  return analyze({ root, files: filesInMemory(print(scene, "plain")) });
}

/** The text of a file of a scene; that of its only Bicep file if none is named. */
export function textOf(scene: Scene, syntax: Syntax = "Bicep", file: string = syntaxes.Bicep.root): string {
  return new Map(Object.entries(syntaxes[syntax].print(scene, "plain"))).get(file) ?? "";
}
