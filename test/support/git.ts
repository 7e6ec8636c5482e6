import { spawnSync } from "node:child_process";

/** Whether git is installed; without it the tests that need a repository are skipped, and the output says so. */
export const hasGit = spawnSync("git", ["--version"]).status === 0;
if (!hasGit) console.warn("git is not installed: the tests that need a repository are skipped.");
