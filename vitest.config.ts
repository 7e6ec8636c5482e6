import { defineConfig } from "vitest/config";

const needBrowser = ["test/vscode/**/*.test.ts", "test/client/matrix-page.test.ts"];

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: needBrowser,
          // All files of a worker share the modules they import: the core has no state that one test could leave to another.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "vscode",
          include: needBrowser,
          globalSetup: "test/vscode/support/global-setup.ts",
          // One VS Code at a time, after everything else: timing is a part of what these tests see.
          sequence: { groupOrder: 1 },
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // A window that loses the focus on a busy machine is no fault of ours: once more, and the report says so.
          retry: 1,
          // What the editor shows appears in its own time: tests wait for it with `expect.poll`.
          expect: { poll: { timeout: 45_000, interval: 100 } },
        },
      },
    ],
  },
});
