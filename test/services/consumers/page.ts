import { existsSync, readFileSync, writeFileSync } from "node:fs";

const block = /^```([^\n]*)\n(.*?)^```$/gms;

/** The fenced blocks of a page, by the info string of the fence; none where there is no page. */
export function readPage(path: string): ReadonlyMap<string, string> {
  if (!existsSync(path)) return new Map();
  const blocks = readFileSync(path, "utf8").matchAll(block);
  return new Map([...blocks].map(([, fence = "", written = ""]) => [fence, written]));
}

/** Writes the expectation into the block `text`, which is the last one. */
export function writeExpected(path: string, expected: string): void {
  const page = readFileSync(path, "utf8").replace(/\n*^```text\n.*?^```\n*$/ms, "");
  writeFileSync(path, `${page.trimEnd()}\n\n\`\`\`text\n${expected}\`\`\`\n`);
}
