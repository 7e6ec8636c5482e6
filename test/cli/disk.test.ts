import { expect, test } from "vitest";
import { onThisMachine, openDisk } from "../../server/src/cli/disk.ts";

test.each(["//server/share/a.bicep", "\\\\server\\share\\a.bicep", "////server/share/a.bicep"])(
  "%s in a template names no other machine",
  (path) => {
    // Elsewhere than on Windows two slashes are as good as one, so that the path is looked at before it is resolved.
    expect(onThisMachine(path)).toBe("/server/share/a.bicep");
    const id = openDisk().resolve("/w/main.bicep", path);
    expect(id.replace(/^[A-Z]:/i, "")).toBe("/server/share/a.bicep");
  },
);
