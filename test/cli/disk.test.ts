import { expect, test } from "vitest";
import { openDisk } from "../../server/src/cli/disk.ts";

test.each(["//server/share/a.bicep", "\\\\server\\share\\a.bicep", "////server/share/a.bicep"])(
  "%s in a template names no other machine",
  (path) => {
    const id = openDisk().resolve("/w/main.bicep", path);
    // On Windows it is on the disk of the current folder.
    expect(id.replace(/^[A-Z]:/i, "")).toBe("/server/share/a.bicep");
  },
);
