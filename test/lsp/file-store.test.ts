import { expect, test } from "vitest";
import { foldersNamed } from "../../server/src/core/index.ts";
import { FileStore } from "../../server/src/lsp/file-store.ts";
import { noFiles } from "../../server/src/lsp/files.ts";
import { eventually } from "../support/eventually.ts";

const file = "file:///w/main.json";

test.each([
  ["the older reading ends first", [0, 1]],
  ["the older reading ends last", [1, 0]],
])("the newest reading of a file stays: %s", async (_what, order) => {
  const answers: ((text: string) => void)[] = [];
  const readFile = (): Promise<string> => new Promise((resolve) => answers.push(resolve));
  const store = new FileStore({ get: () => undefined, all: () => [] }, { ...noFiles, readFile });
  const asked = async (times: number): Promise<void> => {
    await eventually(() => {
      expect(answers).toHaveLength(times);
    });
  };
  const first = store.load(file);
  await asked(1);
  store.forget(file);
  const second = store.load(file);
  await asked(2);
  for (const index of order) {
    answers[index]?.(["old", "new"][index] ?? "");
    await Promise.resolve();
  }
  await Promise.all([first, second]);
  expect(store.document(file)?.text).toBe("new");
});

test("a reading that fails is tried again", async () => {
  let tries = 0;
  const readFile = (): Promise<string> =>
    tries++ === 0 ? Promise.reject(new Error("busy")) : Promise.resolve("text");
  const store = new FileStore({ get: () => undefined, all: () => [] }, { ...noFiles, readFile });
  await expect(store.load(file)).rejects.toThrow("busy");
  await store.load(file);
  expect(store.document(file)?.text).toBe("text");
});

test("what changes while it is read is read again", async () => {
  const answers: ((text: string) => void)[] = [];
  const readFile = (): Promise<string> => new Promise((resolve) => answers.push(resolve));
  const store = new FileStore({ get: () => undefined, all: () => [] }, { ...noFiles, readFile });
  const loaded = store.load(file);
  await eventually(() => {
    expect(answers).toHaveLength(1);
  });
  store.forget(file);
  answers[0]?.("old");
  await eventually(() => {
    expect(answers).toHaveLength(2);
  });
  answers[1]?.("new");
  await loaded;
  expect(store.document(file)?.text).toBe("new");
});

test("a folder that comes while folders with its name are searched for is found", async () => {
  const search = foldersNamed("net");
  const late = "file:///w/net/main.tf";
  let searches = 0;
  const findFiles = (): Promise<readonly string[]> => {
    if (searches++ > 0) return Promise.resolve([late]);
    store.forget(late);
    return Promise.resolve([]);
  };
  const store = new FileStore({ get: () => undefined, all: () => [] }, { ...noFiles, findFiles });
  await store.load(search);
  expect(store.list(search)).toEqual(["file:///w/net/"]);
});
