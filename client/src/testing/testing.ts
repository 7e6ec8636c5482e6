import { commands, Disposable } from "vscode";
import type { AccessTestResults } from "../access-test-results.ts";
import { createAccessFile } from "./create-access-file.ts";
import { testExplorer } from "./explorer.ts";

/** The feature *Access Tests*: Test Explorer, and the commands that run tests and create access files. */
export function testing(files: AccessTestResults): Disposable {
  const explorer = testExplorer(files);
  return Disposable.from(
    explorer,
    commands.registerCommand("keyVaultNetwork.runAccessTests", async () => {
      await explorer.runAll();
      await commands.executeCommand("workbench.view.testing.focus");
    }),
    commands.registerCommand("keyVaultNetwork.createAccessFile", createAccessFile),
  );
}
