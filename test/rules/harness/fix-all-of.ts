import { changesFor } from "../../../server/src/core/index.ts";
import { afterChanges, type Scene } from "./scene.ts";

/** The scene after the preferred fixes of a rule, taken one after the other as a person would; null when there is none to take. */
export function fixAllOf(first: Scene, code: string): Scene | null {
  let scene = first;
  for (let round = 0; round < 20; round++) {
    const fixes = scene.findings.filter((each) => each.code === code).flatMap((each) => each.fixes());
    const preferred = fixes.find((fix) => fix.preferred);
    const changes = preferred && changesFor(preferred, scene.files);
    if (!changes) break;
    scene = afterChanges(scene, changes);
  }
  return scene === first ? null : scene;
}
