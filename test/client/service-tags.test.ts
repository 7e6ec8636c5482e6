import { describe, expect, test } from "vitest";
import { type FileAccess, storedTags } from "../../client/src/stored-tags.ts";
import { tagsInUse, tagsRefused } from "../../client/src/service-tags/tags-words.ts";
import { english } from "./english.ts";

const place = "storage/service-tags.json";
const file = { name: "ServiceTags_Public_20270104.json", text: '{ "values": "é" }' };

describe("an imported file of service tags", () => {
  test("is there again in the next window, until it is forgotten", async () => {
    const files = new Map<string, Uint8Array>();
    const window = () => storedTags(place, memory(files));
    expect(await window().read()).toBeNull();
    await window().write(file);
    expect(await window().read()).toEqual(file);
    expect([...files.keys()]).toEqual([place]);
    await window().forget();
    expect(await window().read()).toBeNull();
  });

  test("may be forgotten although there is none", async () => {
    await expect(storedTags(place, memory(new Map())).forget()).resolves.toBeUndefined();
  });

  test.each(["", "{", "null", "[]", '{ "name": "x.json" }', '{ "name": 1, "text": "" }'])(
    "counts for nothing when what is kept is %j",
    async (text) => {
      const files = new Map([[place, new TextEncoder().encode(text)]]);
      expect(await storedTags(place, memory(files)).read()).toBeNull();
    },
  );
});

test("which tags are in use is said with their day, where it is known", () => {
  expect(tagsInUse(english, { published: "2027-01-04", count: 3011, error: null })).toBe(
    "Using 3,011 Azure service tags, published on 2027-01-04.",
  );
  expect(tagsInUse(english, { published: null, count: 1, error: null })).toContain(
    "published on an unknown date",
  );
});

test("a refusal names the file, the reason, and what would do", () => {
  expect(tagsRefused(english, "package.json", "It has no list of values.")).toMatch(
    /^package\.json was not imported\. It has no list of values\. .*ServiceTags_Public_/,
  );
});

/** A file system over a map; like VS Code's, it fails where nothing is. */
function memory(files: Map<string, Uint8Array>): FileAccess<string> {
  return {
    readFile: (at) => {
      const bytes = files.get(at);
      return bytes ? Promise.resolve(bytes) : Promise.reject(new Error("FileNotFound"));
    },
    writeFile: (at, bytes) => {
      files.set(at, bytes);
      return Promise.resolve();
    },
    delete: (at) => (files.delete(at) ? Promise.resolve() : Promise.reject(new Error("FileNotFound"))),
  };
}
