/** The printers of all formats: a part of the product that is loaded when a report is printed (`scripts/bundle/parts.mjs`). */
export { printAzure } from "./azure.ts";
export { printComment } from "./comment.ts";
export { printCsv } from "./csv.ts";
export { printGithub } from "./github.ts";
export { printGitlab } from "./gitlab.ts";
export { printJson } from "./json.ts";
export { printJunit } from "./junit.ts";
export { printMarkdown } from "./markdown.ts";
export { printSarif } from "./sarif.ts";
export { printSvg } from "./svg.ts";
export { printTap } from "./tap.ts";
export { printText } from "./text.ts";
export { errorLines } from "./text-findings.ts";
