import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { type MemoryFiles, runInMemory } from "../support/memory-cli.ts";

/**
 * Repositories with problems that somebody found by reading public ones, and that the tool did not report then. Each page lists its true
 * problems, and ends each of its repositories with what `check` says of them today:
 *
 *     found   the code is reported
 *     said    it is not, and the report has something undecided or unread
 *     silent  it is not, and the report has neither
 *     also    what else is reported, to be read: each line must be true
 */
const folder = new URL("cases/", import.meta.url);
const update = process.env["UPDATE"] === "1";
const counts = { found: 0, said: 0, silent: 0 };

describe("what a reader finds, the tool finds", () => {
  for (const name of readdirSync(folder).sort()) {
    const page = readFileSync(new URL(name, folder), "utf8");
    const [head = "", ...sections] = page.split(/^(?=## )/m);
    const problems = [...head.matchAll(/^- (\w+): /gm)].map(([, code = ""]) => code);
    for (const [index, section] of sections.entries()) {
      const [title = ""] = section.split("\n");
      test(`${name.replace(/\.md$/, "")} in ${title.slice(3)}`, () => {
        const said = judged(filesIn(section), problems);
        if (update) {
          sections[index] =
            `${section.replace(/\n```text\n.*?```\n/s, "").trimEnd()}\n\n\`\`\`text\n${said.join("\n")}\n\`\`\`\n`;
          writeFileSync(
            new URL(name, folder),
            [head, ...sections.map((each) => `${each.trimEnd()}\n\n`)].join("").trimEnd() + "\n",
          );
          return;
        }
        expect(said).toEqual(/\n```text\n(.*?)\n```/s.exec(section)?.[1]?.split("\n"));
      });
    }
    test(`${name} lists problems`, () => {
      expect(problems.length * sections.length).toBeGreaterThan(0);
    });
  }
  afterAll(() => {
    console.log(`Recall: ${counts.found} found, ${counts.said} said, ${counts.silent} silent.`);
  });
});

function filesIn(section: string): MemoryFiles {
  return Object.fromEntries(
    [...section.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)].map(([, path = "", text = ""]) => [path, text]),
  );
}

/** A line for each problem, and one for each further code that is reported. */
function judged(files: MemoryFiles, problems: readonly string[]): readonly string[] {
  const { report } = runInMemory(files, "check", "--today", "2026-12-01");
  const codes = report.findings.map(({ code }) => code);
  const isSaid = report.unread.length > 0 || report.undecided.length > 0;
  const lines = problems.map((code) => {
    const isFound = code === "error" ? report.errors.length > 0 : codes.includes(code);
    const verdict = isFound ? "found" : isSaid ? "said" : "silent";
    counts[verdict] += 1;
    return `${verdict} ${code}`;
  });
  const others = report.findings.filter(({ code }) => !problems.includes(code));
  return [...lines, ...others.map(({ code, message }) => `also ${code} ${message}`).sort()];
}
