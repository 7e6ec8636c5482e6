import { afterAll } from "vitest";
import { type Workspace, workspace } from "../workspace.ts";

/** What opens folders with files, which are removed after the tests of a file. */
export function temporaryFolders(): (files: Readonly<Record<string, string>>) => Workspace {
  const opened: Workspace[] = [];
  afterAll(() => {
    for (const each of opened) each.remove();
  });
  return (files) => {
    const made = workspace(files);
    opened.push(made);
    return made;
  };
}
