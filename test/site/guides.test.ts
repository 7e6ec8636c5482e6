import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../cli/run-cli.ts";

const guides = join(import.meta.dirname, "../../site/guides");

/** A code block: its language, the file that it is, and its text. */
const fence = /^```(\w+)(?: (\S+))?\n(.*?)^```$/gms;

/**
 * A guide with the output of its commands. Blocks with a file's name are written in the order of the guide, so that a later block
 * replaces an earlier one; blocks of the language `console` run commands in the folder of those files.
 */
function played(guide: string): string {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-guide-"));
  process.chdir(folder);
  try {
    return guide.replace(fence, (block, language: string, file: string | undefined, text: string) => {
      if (language === "console") return `\`\`\`console\n${consoleOf(text)}\`\`\``;
      if (file === undefined) throw new Error(`A block has no name, so nothing checks it:\n${text}`);
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
      return block;
    });
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}

function consoleOf(text: string): string {
  return [...text.matchAll(/^\$ keyvault-network (.*)$/gm)]
    .map(([line, argv = ""]) => {
      const { status, out, error } = runCli(...argv.split(" "));
      if (status > 1) throw new Error(`${line}\n${error}`);
      return `${line}\n${out}${out === "" || out.endsWith("\n") ? "" : "\n"}`;
    })
    .join("");
}

/** `UPDATE=1` writes the output of commands into the guides. */
test.each(readdirSync(guides))("what %s shows is what its commands print", (name) => {
  const path = join(guides, name);
  const guide = readFileSync(path, "utf8");
  const now = played(guide);
  if (process.env["UPDATE"] !== undefined) writeFileSync(path, now);
  else expect(guide).toBe(now);
});
