import type { Document } from "../text/document.ts";
import { type Job, stepsWith } from "./job.ts";
import { type Tool, type ToolUse, versionIn } from "./tool-uses.ts";

/** The packages for the control plane whose first version with the current API is documented, as files name them. */
const packages: readonly (readonly [Tool, RegExp])[] = [
  [
    "Azure.ResourceManager.KeyVault",
    /<Package(?:Reference|Version)\s[^<>]*?(?:Include|Update)="Azure\.ResourceManager\.KeyVault"\s[^<>]*?Version="(?<version>[^"<>]*)"/gi,
  ],
  // What other packages need is not certain to be used.
  [
    "armkeyvault",
    /^[ \t]*(?:require[ \t]+)?github\.com\/Azure\/azure-sdk-for-go\/sdk\/resourcemanager\/keyvault\/armkeyvault(?:\/v\d+)?[ \t]+(?<version>v[\w.+-]+)[ \t]*(?!.*\/\/ indirect).*$/gm,
  ],
];

/** The packages that a file lists, as a job of the program that is built with them. */
export function packageJobs({ id, text }: Document): readonly Job[] {
  const tools = packages.flatMap(([tool, pattern]) =>
    [...text.matchAll(pattern)].flatMap(({ 0: whole, index, groups = {} }): readonly ToolUse[] => {
      const written = groups["version"] ?? "";
      const start = index + whole.lastIndexOf(written);
      const span = { document: id, start, end: start + written.length };
      return [
        { kind: "pin", tool, version: versionIn([written]), span, isOfStep: true },
        { kind: "manage", tool, span },
      ];
    }),
  );
  if (tools.length === 0) return [];
  const span = { document: id, start: 0, end: 0 };
  return [
    { document: id, name: null, span, machine: { kind: "app" }, isWhole: true, steps: stepsWith(tools) },
  ];
}
