import { describe, expect, test } from "vitest";
import { terraformJsonOf } from "../support/terraform-json.ts";
import { fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import { openEdited, openScene, type Scene } from "./harness/scene.ts";
import { messageOf } from "../support/said.ts";

/** Comments of JSON suppress nothing. */
const folders = fixtureFolders().filter((folder) => !folder.startsWith("kv90"));

describe.each(folders)("%s reports the same in Terraform's JSON syntax as in its native syntax", (folder) => {
  for (const fixture of fixturesIn(folder).filter(({ extension }) => extension.endsWith("tf"))) {
    test(`${fixture.stem}.${fixture.extension}`, () => {
      const scene = openScene(fixture);
      const json = terraformJsonOf(scene.textOf(fixture.path));
      const path = `${fixture.path}.json`;
      const other = openEdited({ ...fixture, path }, new Map([[path, json]]));
      expect(wordsOf(other), json).toEqual(wordsOf(scene));
    });
  }
});

function wordsOf({ findings }: Scene): readonly string[] {
  return findings.map((each) => `${each.code} ${messageOf(each)}`).sort();
}
