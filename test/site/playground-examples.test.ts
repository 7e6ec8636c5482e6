import { expect, test } from "vitest";
import { allExamples } from "../../site/playground/examples.ts";
import { uriOf } from "../../site/playground/files/addresses.ts";
import { noFiles } from "../../server/src/lsp/files.ts";
import { rules } from "../../server/src/core/index.ts";
import { Editor } from "../lsp/support/editor.ts";

const examples = allExamples();

test("every rule has an example", () => {
  const ids = new Set(examples.map(({ id }) => id));
  expect(rules.map(({ code }) => code).filter((code) => !ids.has(code))).toEqual([]);
});

const versions = examples.flatMap(({ id, versions: own }) =>
  own.map(({ syntax, files }) => [id, syntax, files] as const),
);

// Tests at the same time have expectations of their own.
test.concurrent.for(versions)(
  "%s in %s is found by the server as the page runs it",
  async ([id, , files], { expect: expectHere }) => {
    const uris = files.map(({ name }) => uriOf(name));
    const editor = await Editor.start({
      pull: false,
      folders: ["file:///playground"],
      host: {
        files: {
          ...noFiles,
          findFiles: () => Promise.resolve(uris),
          listFolder: (folder) => Promise.resolve(uris.filter((uri) => uri.startsWith(folder))),
        },
      },
    });
    for (const { name, text } of files) await editor.open(uriOf(name), text);
    const codes = (): string =>
      editor.inbox.published.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)).join(" ");
    await expectHere.poll(codes).toMatch(id.startsWith("KV") ? id : "KV");
  },
);
