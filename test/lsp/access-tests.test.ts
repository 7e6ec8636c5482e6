import { expect, test } from "vitest";
import { CancellationToken } from "vscode-languageserver";
import { builtInTags, readAccessFile } from "../../server/src/core/index.ts";
import { AccessTests } from "../../server/src/lsp/access-tests.ts";
import { noFiles } from "../../server/src/lsp/files.ts";
import type { Workspace } from "../../server/src/lsp/workspace.ts";

const fileWith = (name: string): ReturnType<typeof readAccessFile> =>
  readAccessFile({
    id: "file:///w/.keyvault-access.jsonc",
    text: JSON.stringify({ version: 1, tests: [{ name, from: "internet", to: "kv", expect: "deny" }] }),
  });

test("the latest results are those of the file as it is, even if earlier ones are known later", async () => {
  const waiting: (() => void)[] = [];
  const workspace = {
    session: { isScanned: true, linked: () => [] },
    states: { assumedIn: () => Promise.resolve([]) },
    plans: { now: () => Promise.resolve({ roots: [] }) },
    serviceTags: { tags: builtInTags },
    outside: { now: () => new Promise<void>((resolve) => waiting.push(resolve)) },
  } as unknown as Workspace;
  const tests = new AccessTests(noFiles);
  const resultsOf = (file: ReturnType<typeof fileWith>): Promise<unknown> =>
    tests.resultsOf(workspace, file, CancellationToken.None);
  const [before, now] = [fileWith("before"), fileWith("now")];
  const first = resultsOf(before);
  await expect.poll(() => waiting.length).toBe(1);
  const second = resultsOf(now);
  await expect.poll(() => waiting.length).toBe(2);
  waiting[1]?.();
  await second;
  waiting[0]?.();
  await first;
  const results = await resultsOf(now);
  expect(tests.lastResultsOf(now)).toBe(results);
});
