import { cpus, totalmem } from "node:os";
import { benchAddresses } from "./addresses.ts";
import { benchAnalysis } from "./analysis.ts";
import { benchBicep } from "./bicep.ts";
import type { Row } from "./table.ts";
import { markdownTable } from "./table.ts";
import { benchTerraform } from "./terraform.ts";

const [cpu] = cpus();
const machine = `${cpus().length} × ${cpu?.model ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
const sections: readonly (readonly [string, () => readonly Row[] | Promise<readonly Row[]>])[] = [
  ["Analysis beside the bare parse of the same text", benchAnalysis],
  ["Sets of addresses", benchAddresses],
  ["Reading Bicep", benchBicep],
  ["A Terraform folder", benchTerraform],
];

console.log(`Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}\n`);
for (const [title, bench] of sections) console.log(`## ${title}\n\n${markdownTable(await bench())}\n`);
