import { expect, test } from "vitest";
import { onThisMachine, openDisk } from "../../server/src/cli/disk.ts";
import { localFiles } from "../../server/src/cli/file-system.ts";

test.each(["//server/share/a.bicep", "\\\\server\\share\\a.bicep", "////server/share/a.bicep"])(
  "%s in a template names no other machine",
  (path) => {
    // Elsewhere than on Windows two slashes are as good as one, so that the path is looked at before it is resolved.
    expect(onThisMachine(path)).toBe("/server/share/a.bicep");
    const id = openDisk().resolve("/w/main.bicep", path);
    expect(id.replace(/^[A-Z]:/i, "")).toBe("/server/share/a.bicep");
  },
);

test("of what is in a folder, only links are looked at once more", () => {
  const asked: string[] = [];
  const files = {
    ...localFiles,
    list: () => [
      { name: "main.json", kind: "file" } as const,
      { name: "agent.sock", kind: "other" } as const,
      { name: "modules", kind: "link" } as const,
    ],
    kindOf: (path: string) => {
      asked.push(path);
      return "folder" as const;
    },
  };
  expect(openDisk({ files }).list("/w/")).toEqual(["/w/main.json", "/w/modules/"]);
  expect(asked).toEqual(["/w/modules"]);
});
