import { expect, test, vi } from "vitest";
import { FileStore } from "../../server/src/lsp/file-store.ts";
import { noFiles } from "../../server/src/lsp/host.ts";

const file = "file:///w/main.json";

test.each([
  ["the older reading ends first", [0, 1]],
  ["the older reading ends last", [1, 0]],
])("the newest reading of a file stays: %s", async (_what, order) => {
  const answers: ((text: string) => void)[] = [];
  const readFile = (): Promise<string> => new Promise((resolve) => answers.push(resolve));
  const store = new FileStore({ get: () => undefined, all: () => [] }, { ...noFiles, readFile });
  const asked = async (times: number): Promise<void> => {
    await vi.waitFor(() => {
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
