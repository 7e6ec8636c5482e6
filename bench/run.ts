import { cpus, totalmem } from "node:os";
import { benchActivation } from "./activation.ts";
import { benchAddresses } from "./addresses.ts";
import { benchAnalysis, benchSteps } from "./analysis.ts";
import { benchBicep } from "./bicep.ts";
import { benchGrowth } from "./growth.ts";
import { benchKeystrokes } from "./keystrokes.ts";
import { benchLogs } from "./logs.ts";
import { benchLinkedRoots } from "./linked-roots.ts";
import { benchManyTemplates } from "./many-templates.ts";
import { benchMemory } from "./memory.ts";
import { benchPath } from "./path.ts";
import { benchOtherScanners } from "./other-scanners.ts";
import { benchRepositories } from "./repositories.ts";
import { benchScan } from "./scan.ts";
import { benchSizes } from "./sizes.ts";
import { benchStarts } from "./starts.ts";
import { markdownTable, type Row } from "./table.ts";
import { benchTerraform } from "./terraform.ts";

const [cpu] = cpus();
const machine = `${cpus().length} × ${cpu?.model ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
const sections: readonly (readonly [string, () => readonly Row[] | Promise<readonly Row[]>])[] = [
  ["Analysis compared with parsing the same text", benchAnalysis],
  ["Steps of an analysis, as multiples of parsing", benchSteps],
  ["The path to a vault, where nothing is declared on it", benchPath],
  ["Sets of addresses", benchAddresses],
  ["Reading Bicep", benchBicep],
  ["A Terraform folder", benchTerraform],
  ["Growth: the cost of four times the size", benchGrowth],
  ["Keystrokes, from key press to diagnostics", benchKeystrokes],
  ["Starts", benchStarts],
  ["Activation in VS Code", benchActivation],
  ["Scan of a workspace", benchScan],
  ["Linked roots", benchLinkedRoots],
  ["Memory", benchMemory],
  ["Logs of vaults, and memory for them", benchLogs],
  ["Sizes", benchSizes],
  ["Whole repositories", benchRepositories],
  ["63 MB of templates", benchManyTemplates],
  ["Other scanners on the same files", benchOtherScanners],
];

console.log(`Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}\n`);
// Arguments select parts by words in their titles: `npm run bench -- memory sizes`.
const asked = process.argv.slice(2);
const chosen = sections.filter(
  ([title]) => asked.length === 0 || asked.some((word) => title.toLowerCase().includes(word.toLowerCase())),
);
for (const [title, bench] of chosen) console.log(`## ${title}\n\n${markdownTable(await bench())}\n`);
