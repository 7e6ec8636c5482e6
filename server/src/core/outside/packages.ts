import type { Document } from "../text/document.ts";
import { type Job, jobOf } from "./job.ts";
import { type Tool, type ToolUse, versionIn } from "./tool-uses.ts";

/** The packages for the control plane whose first version with the current API is documented, as files name them; in Go, what only other packages need may be unused. */
const packages: readonly (readonly [Tool, RegExp])[] = [
  [
    "Azure.ResourceManager.KeyVault",
    /<Package(?:Reference|Version)\s[^<>]{0,200}?(?:Include|Update)="Azure\.ResourceManager\.KeyVault"\s[^<>]{0,200}?Version="([^"<>]*)"/gi,
  ],
  [
    "armkeyvault",
    /^[ \t]*(?:require[ \t]+)?github\.com\/Azure\/azure-sdk-for-go\/sdk\/resourcemanager\/keyvault\/armkeyvault(?:\/v\d+)?[ \t]+(v[\w.+-]+)[ \t]*(?:\/\/(?! indirect).*)?$/gm,
  ],
];

/** More than a project has for its frameworks. */
const mostEntries = 16;

/** The packages that a file lists, as a job of the program that is built with them. */
export function packageJobs({ id, text }: Document): readonly Job[] {
  const tools = packages.flatMap(([tool, pattern]) =>
    [...text.matchAll(pattern)].slice(0, mostEntries).flatMap((found): readonly ToolUse[] => {
      const { 0: whole, 1: written = "", index } = found;
      const isComment = text.lastIndexOf("<!--", index) > text.lastIndexOf("-->", index);
      if (isComment) return [];
      const start = index + whole.lastIndexOf(written);
      const span = { document: id, start, end: start + written.length };
      return [
        { kind: "pin", tool, version: versionIn([written]), span, isOfStep: true },
        { kind: "manage", tool, span },
      ];
    }),
  );
  const span = { document: id, start: 0, end: 0 };
  return tools.length === 0 ? [] : [jobOf(span, null, { kind: "app" }, { tools })];
}
