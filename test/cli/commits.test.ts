import { readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { shownChanges } from "../../server/src/core/formats/diff-lines.ts";
import { effectOf, hasEffect } from "../../server/src/core/formats/change-entry.ts";
import type { ChangeEntry } from "../../server/src/core/index.ts";
import { type Workspace, workspace } from "./workspace.ts";

/**
 * Commits of public repositories, each as a small workspace of its shape before and after it. A page says what the commit does to access, as
 * read from the commit; blocks above "Before" are on both sides.
 */
const folder = new URL("commits/", import.meta.url);
const opened: Workspace[] = [];
afterAll(() => {
  for (const each of opened) each.remove();
});

describe("a change is told as a reader of the commit tells it", () => {
  const pages = readdirSync(folder);

  test("of twenty commits at least, each with its source", () => {
    expect(pages.length).toBeGreaterThanOrEqual(20);
    for (const page of pages)
      expect(readFileSync(new URL(page, folder), "utf8")).toMatch(
        /After `[\w.-]+\/[\w.-]+`, commit `\w{7,}`/,
      );
  });

  test.each(pages)("%s", (page) => {
    const text = readFileSync(new URL(page, folder), "utf8");
    const [both = "", before = "", after = ""] = text.split(/^## (?:Before|After)$/m);
    const at = workspace(
      Object.fromEntries([...filesIn("old", both + before), ...filesIn("new", both + after)]),
    );
    opened.push(at);
    const { report } = at.json("diff", "./new", "--base", at.path("old"));
    expect(report.errors).toEqual([]);
    const lines = [...new Set(shownChanges(report).flatMap(said))].sort();
    const expected = /^```text expected\n(.*?)^```$/ms.exec(both)?.[1]?.trimEnd().split("\n") ?? [];
    expect([...lines, report.proof?.complete === true ? "proved" : "not proved"]).toEqual([
      ...expected.slice(0, -1).sort(),
      expected.at(-1),
    ]);
  });
});

function filesIn(side: string, text: string): readonly (readonly [path: string, text: string])[] {
  return [...text.matchAll(/^```\w+ (\S+\.\S+)\n(.*?)^```$/gms)].map(([, path = "", block = ""]) => [
    `${side}/${path}`,
    block,
  ]);
}

/** "internet gains kv-shop"; a vault that is new or gone has callers that gain and lose nothing. */
function said(change: ChangeEntry): readonly string[] {
  const effects = { gains: "gains", loses: "loses", unclear: "may change" } as const;
  const line = (what: string): string => `${change.from} ${what} ${change.vaultName ?? change.vault}`;
  const lines = (["gains", "loses", "unclear"] as const).flatMap((each) =>
    hasEffect(change, each) ? [line(effects[each])] : [],
  );
  if (change.kind === "changed" || effectOf(change) !== "none") return lines;
  if ((change.after ?? change.before) === "denied") return [];
  return [line(change.kind === "added" ? "is new at" : "is gone from")];
}
