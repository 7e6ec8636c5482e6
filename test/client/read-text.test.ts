import { expect, test } from "vitest";
import { readText } from "../../client/src/read-text.ts";
import { limits } from "../../server/src/protocol.ts";

const text = "param name string // é😀";
const utf16 = Buffer.from(text, "utf16le");
const zeros = (size: number): Uint8Array => new Uint8Array(size).fill(0x20);

test.each<readonly [what: string, bytes: Uint8Array, read: string | null]>([
  ["UTF-8", Buffer.from(text), text],
  ["UTF-8 with a mark of its order", Buffer.from(`\ufeff${text}`), text],
  ["UTF-16, little end first", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), text],
  ["UTF-16, big end first", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]), text],
  ["Latin-1", Buffer.from(text, "latin1"), null],
  ["as large as files may be", zeros(limits.fileSize), " ".repeat(limits.fileSize)],
  ["larger", zeros(limits.fileSize + 1), null],
])("a file: %s", async (_what, bytes, read) => {
  const stat = { isFile: true, size: bytes.length };
  const result = await readText({
    stat: () => Promise.resolve(stat),
    read: () => Promise.resolve(bytes),
  });
  expect(result?.text.replace(/^\ufeff/, "") ?? null).toBe(read);
});

test("a file that is larger than it says is not sent", async () => {
  const file = {
    stat: () => Promise.resolve({ isFile: true, size: 0 }),
    read: () => Promise.resolve(zeros(limits.fileSize + 1)),
  };
  expect(await readText(file)).toBeNull();
});

test.each([
  ["a device", { isFile: false, size: 0 }],
  ["too large", { isFile: true, size: limits.fileSize + 1 }],
])("%s is not read at all", async (_what, stat) => {
  let reads = 0;
  const read = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array(++reads));
  expect(await readText({ stat: () => Promise.resolve(stat), read })).toBeNull();
  expect(reads).toBe(0);
});

test("a file that is not there is none", async () => {
  const missing = (): Promise<never> => Promise.reject(new Error("FileNotFound"));
  expect(await readText({ stat: missing, read: missing })).toBeNull();
});
