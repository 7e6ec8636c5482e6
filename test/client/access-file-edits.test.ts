import { afterAll, beforeEach, expect, test, vi } from "vitest";
import type { LanguageServer } from "../../client/src/language-server.ts";
import { addTest } from "../../client/src/simulator/add-test.ts";
import { createAccessFile } from "../../client/src/testing/create-access-file.ts";
import type { NamedVerdict } from "../../client/src/verdicts/labelled-verdict.ts";

/** The one access file, on disk and in the editor. */
const { file } = vi.hoisted(() => ({
  file: { text: "", version: 1, isOpen: false, exists: false },
}));

vi.mock("vscode", () => {
  interface Uri {
    readonly path: string;
  }
  const uriOf = (path: string) => ({ path, toString: () => path });
  const document = {
    uri: uriOf("/w/.keyvault-access.jsonc"),
    lineCount: 1,
    get version() {
      return file.version;
    },
  };
  return {
    l10n: { t: (text: string) => text },
    env: { language: "en" },
    Uri: { parse: uriOf, joinPath: ({ path }: Uri, name: string) => uriOf(`${path}/${name}`) },
    Range: class {
      readonly isRange = true;
    },
    Selection: class {
      readonly isSelection = true;
    },
    WorkspaceEdit: class {
      apply = () => undefined as unknown;
      replace(_uri: Uri, _range: unknown, text: string) {
        this.apply = () => Object.assign(file, { text, version: file.version + 1 });
      }
      createFile(
        _uri: Uri,
        { contents, ignoreIfExists }: { contents: Uint8Array; ignoreIfExists?: boolean },
      ) {
        this.apply = () => {
          if (file.exists && ignoreIfExists) return;
          if (file.exists) throw new Error("The file exists.");
          Object.assign(file, { text: new TextDecoder().decode(contents), exists: true });
        };
      }
    },
    window: { showTextDocument: () => Promise.resolve({}) },
    workspace: {
      workspaceFolders: [{ uri: uriOf("/w") }],
      get textDocuments() {
        return file.isOpen ? [document] : [];
      },
      openTextDocument: () => {
        if (!file.exists) return Promise.reject(new Error("There is no such file."));
        file.isOpen = true;
        return Promise.resolve(document);
      },
      applyEdit: (edit: { readonly apply: () => void }) => {
        edit.apply();
        return Promise.resolve(true);
      },
      fs: {
        stat: () => (file.exists ? Promise.resolve() : Promise.reject(new Error("There is no such file."))),
        writeFile: (_uri: Uri, contents: Uint8Array) => {
          Object.assign(file, { text: new TextDecoder().decode(contents), exists: true });
          return Promise.resolve();
        },
      },
    },
  };
});

// The files of a worker share modules, and another one replaces VS Code as well.
afterAll(() => {
  vi.resetModules();
});

beforeEach(() => {
  Object.assign(file, { text: "", version: 1, isOpen: false, exists: false });
});

const place = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

/** A server that knows of an open file what the editor says, and else what was read once; `meanwhile` happens while it works. */
function serverThatRead(read: string, meanwhile: () => void = () => undefined): LanguageServer {
  const once = [meanwhile];
  return {
    addTest: async ({ from }: { readonly from: string }) => {
      const text = `${file.isOpen ? file.text : read}${from};`;
      await Promise.resolve();
      once.pop()?.();
      return { uri: "/w/.keyvault-access.jsonc", text, name: place };
    },
    tests: () => {
      once.pop()?.();
      return Promise.resolve({ files: [] });
    },
    environments: () => Promise.resolve({ environments: [] }),
  } as unknown as LanguageServer;
}

const denied = (from: string): NamedVerdict =>
  ({ verdict: { verdict: "denied", from, root: "", key: "" }, environments: "" }) as unknown as NamedVerdict;

test("what is written into the access file while a test is added stays", async () => {
  Object.assign(file, { exists: true, isOpen: true, text: "a;" });
  const server = serverThatRead("a;", () => Object.assign(file, { text: "a;typed;", version: 2 }));
  await addTest(server, denied("office"));
  expect(file.text).toBe("a;typed;office;");
});

test("what changed on disk since the server read the access file stays", async () => {
  Object.assign(file, { exists: true, text: "pulled;" });
  await addTest(serverThatRead("a;"), denied("office"));
  expect(file.text).toBe("pulled;office;");
});

test("of two tests that are added at once, both are there", async () => {
  Object.assign(file, { exists: true, isOpen: true, text: "a;" });
  const server = serverThatRead("a;");
  await Promise.all([addTest(server, denied("office")), addTest(server, denied("internet"))]);
  expect(file.text).toBe("a;office;internet;");
});

test("the first test creates the access file", async () => {
  await addTest(serverThatRead(""), denied("office"));
  expect(file.text).toBe("office;");
});

test("an access file is not created over one that appears while templates are read", async () => {
  await createAccessFile(serverThatRead("", () => Object.assign(file, { exists: true, text: "own" })));
  expect(file.text).toBe("own");
});

test("an access file is created where there is none", async () => {
  await createAccessFile(serverThatRead(""));
  expect(file.text).toContain('"version": 1');
});
