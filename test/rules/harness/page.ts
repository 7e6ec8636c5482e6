import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { azapiOf } from "../../support/azapi.ts";
import { draw, readDrawing } from "./drawing.ts";
import { expand } from "./frame.ts";

/** A file of a scenario: a fenced block of its page. */
export interface Block {
  /** As if it lay in the folder of the page: `allow.bicep`, `allow.parameters.json`, `modules/vault.bicep`. */
  readonly file: string;
  /** What is written behind the fence. */
  readonly fence: string;
  /** As the page has it. */
  readonly written: string;
  /** With the frame that it leaves out, and with what is drawn. */
  readonly text: string;
  /** Whether the page has another block instead, of which this one is made. */
  readonly isDerived?: true;
}

/** A scenario of a rule: a Markdown page with a block for each syntax. */
export interface Page {
  readonly path: string;
  /** The scenario's name: that of the page, without `.md`. */
  readonly stem: string;
  readonly blocks: readonly Block[];
  /** The syntaxes in which the scenario does not exist: lines such as `Not in Bicep: reason`. */
  readonly missing: ReadonlySet<string>;
  /** Why the block for azapi is not derived: a line `With azapi, written out because reason:`. */
  readonly whyWrittenOut: string | null;
}

/** How the file of a block is named by its fence. Any other block has the name behind its language. */
const suffixes: Readonly<Record<string, string>> = {
  json: "json",
  bicep: "bicep",
  hcl: "tf",
  "hcl azapi": "azapi.tf",
  "jsonc access": "access.jsonc",
  "json parameters": "parameters.json",
  "hcl parameters": "parameters.tfvars",
};

const fenced = /^```([^\n]+)\n(.*?)^```$/gms;
const withAzapi = /^With azapi: as in ARM JSON\.$/m;
const writtenOut = /^With azapi, written out because (\S.*):$/m;
const notIn = /^Not in (ARM JSON|Bicep|Terraform): \S/gm;
const extensions: Readonly<Record<string, string>> = { "ARM JSON": "json", Bicep: "bicep", Terraform: "tf" };

/** The pages of a folder, by name. */
export function readPages(folder: string): readonly Page[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
  return names.sort().map((name) => readPage(join(folder, name), name.slice(0, -".md".length)));
}

function readPage(path: string, stem: string): Page {
  const page = readFileSync(path, "utf8");
  const blocks = [...page.matchAll(fenced)].map(([, fence = "", written = ""]) => {
    const suffix = suffixes[fence];
    const file = suffix ? `${stem}.${suffix}` : fence.slice(fence.indexOf(" ") + 1);
    return { file, fence, written, text: expand(written, fence) };
  });
  const derived = withAzapi.test(page) ? derivedBlocks(blocks, stem) : [];
  const missing = [...page.matchAll(notIn)].map(([, language = ""]) => extensions[language] ?? "");
  const whyWrittenOut = writtenOut.exec(page)?.[1] ?? null;
  return { path, stem, blocks: [...blocks, ...derived], missing: new Set(missing), whyWrittenOut };
}

/** The same for azapi, with what the preferred fixes change; the findings are those of ARM JSON. */
function derivedBlocks(blocks: readonly Block[], stem: string): readonly Block[] {
  const json = blocks.find(({ fence }) => fence === "json");
  const { text, fixed, reveals } = readDrawing(json?.text ?? "");
  const [before, after] = [azapiOf(text), azapiOf(fixed)];
  if (before === null || after === null)
    throw new Error(`${stem}: azapi cannot be derived; write its block.`);
  const excused = [...reveals].map((code) => `// reveals ${code}\n`).join("");
  const derived = excused + draw(before, [], after);
  return [{ file: `${stem}.azapi.tf`, fence: "hcl azapi", written: "", text: derived, isDerived: true }];
}

/** The page with other text in one of its blocks. */
export function withBlock(page: string, fence: string, written: string): string {
  return page.replace(fenced, (whole, found: string) =>
    found === fence ? `\`\`\`${fence}\n${written}\`\`\`` : whole,
  );
}
