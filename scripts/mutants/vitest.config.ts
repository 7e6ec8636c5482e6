import { resolve } from "node:path";
import { mergeConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { configOf } from "../../vitest.config.ts";
import { type Mutant, mutatedText } from "./mutant.ts";

const mutant = JSON.parse(process.env["MUTANT"] ?? "null") as Mutant;
const changed = resolve(mutant.path);

/** The folders in which the tests of the mutant's file would be: `/test/evaluate/functions/…`. */
const folders = mutant.path
  .replaceAll("\\", "/")
  .replace("server/src/core/", "test/")
  .split("/")
  .slice(0, -1);

class NearestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => shared(b) - shared(a)));
  }
}

/** How many of the folders a test is below. */
function shared({ moduleId }: TestSpecification): number {
  return folders.filter((_, index) => moduleId.includes(`/${folders.slice(0, index + 1).join("/")}/`)).length;
}

/** The tests of the repository with one token of the core changed. */
export default mergeConfig(
  configOf(
    [{ name: "mutant", load: (id) => (resolve(id) === changed ? mutatedText(mutant) : null) }],
    "mutants",
  ),
  {
    test: { sequence: { sequencer: NearestFirst } },
  },
);
