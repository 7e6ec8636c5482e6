import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { analyze, type Files, givenByHand } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { type Fixture, fixtureFolders, fixturesIn } from "./harness/fixtures.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { messageOf } from "../support/said.ts";

/** Every offset with `FUZZ=all`, which takes an hour; a sample of them with every run. */
const stride = process.env["FUZZ"] === "all" ? 1 : 47;

/** Rules that claim that something is missing, has no effect or is blocked. */
const absences = /^KV(?:10|208|21[12]|[345])/;

/** People type from top to bottom: the text so far is checked without a crash, and nothing is claimed to be missing from it. */
describe("a text that ends anywhere is checked, and absence is not claimed of what is cut off", () => {
  test.each(fixtureFolders())("%s", (folder) => {
    expect(fixturesIn(folder).flatMap(mistakesIn)).toEqual([]);
  });
});

/** What is claimed of a cut text and should not be, a line for each. */
function mistakesIn(fixture: Fixture): readonly string[] {
  const mistakes: string[] = [];
  const scene = openScene(fixture);
  const text = scene.textOf(scene.root);
  // The scenes of some folders leave out rules that report more.
  const whole = new Set([...scene.findings, ...ask(scene, text).claims].map(({ code }) => code));
  for (let end = 0; end < text.length; end += stride) {
    const { isDamaged, claims } = askedOnce(fixture.extension, scene, text.slice(0, end));
    for (const { code, isOutside, message } of claims) {
      // Whole declarations are a smaller template, which may truly lack what the larger one has.
      const isClaimed = code.startsWith("KV1") || (isDamaged && absences.test(code));
      if (isOutside || (isClaimed && !whole.has(code)))
        mistakes.push(`${fixture.path} cut at ${end}: ${code} ${message}`);
    }
  }
  return mistakes;
}

/** What is said of a cut text. */
interface Answer {
  readonly isDamaged: boolean;
  readonly claims: readonly {
    readonly code: string;
    readonly message: string;
    readonly isOutside: boolean;
  }[];
  /** Whether nothing but the text was read. */
  readonly isOfTextAlone: boolean;
}

const answers = new Map<string, Answer>();

/** Half of all beginnings are those of other pages as well: what nothing else was read for is asked once in each language. */
function askedOnce(extension: Fixture["extension"], scene: Scene, text: string): Answer {
  const key = `${extension.replace("azapi.", "")} ${text}`;
  const answer = answers.get(key) ?? ask(scene, text);
  if (answer.isOfTextAlone) answers.set(key, answer);
  return answer;
}

function ask({ root, parameters, files }: Scene, text: string): Answer {
  const document = { id: root, text };
  const cut: Files = { ...files, get: (id) => (id === root ? document : files.get(id)) };
  const analysis = analyze({ root, files: cut, environment: givenByHand(parameters) });
  return {
    isDamaged: analysis.problems.length > 0,
    claims: check(analysis).map((finding) => ({
      code: finding.code,
      message: messageOf(finding),
      isOutside: finding.span.document === root && finding.span.end > text.length,
    })),
    // In the folder around it a template sees itself alone.
    isOfTextAlone: [...analysis.reads].every((id) => id === root || id === `${dirname(root)}/`),
  };
}
