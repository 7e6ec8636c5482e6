import { expect, test } from "vitest";
import { isMadeByKernel } from "../../server/src/core/index.ts";

test.each([
  ["/dev/zero", true],
  ["/dev", true],
  ["/proc/self/environ", true],
  ["/sys/kernel/notes", true],
  ["/dev/shm/repository/main.bicep", false],
  ["/dev/shm", false],
  ["/dev/shmem", true],
  ["/development/main.bicep", false],
  ["/home/dev/main.bicep", false],
])("whether the kernel makes up %s: %s", (path, expected) => {
  expect(isMadeByKernel(path)).toBe(expected);
});
