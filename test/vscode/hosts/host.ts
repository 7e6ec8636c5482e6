import { describe } from "vitest";
import type { Session } from "../support/session.ts";
import { everyFeature } from "./every-feature.ts";
import { ordinaryProject } from "./project.ts";

/** Drives everything in one VS Code, with two folders. Each host has a file, so that they run beside each other. */
export function testHost(name: string, vscode: Session): void {
  describe(name, () => {
    describe("a story", () => {
      everyFeature(vscode);
    });
    describe("an ordinary repository", () => {
      ordinaryProject(vscode, name);
    });
  });
}
