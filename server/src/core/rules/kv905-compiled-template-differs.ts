import type { Rule } from "./rule.ts";

/** Found where a template is judged beside its source, because only then both are at hand. */
export const compiledTemplateDiffers: Rule = {
  code: "KV905",
  name: "compiled-template-differs",
  severity: "info",
  onByDefault: true,
  fixable: false,
  summary: "The vaults of a compiled template differ from those of the Bicep file it was compiled from.",
  why: `JSON beside the Bicep file it was compiled from is not judged, because the source says the same. Where it is out of date it does not,
and a _Deploy to Azure_ button or a pipeline that uses the JSON deploys another network than the source shows. Both are compared under their
defaults; what is not known in one of them is not counted as a difference.`,
  fix: `Compile the Bicep file again with \`bicep build\`, or delete the JSON if nothing deploys it. To accept the difference, write
\`// keyvault-network-ignore KV905: reason\` above the vault in the Bicep file, or \`keyvault-network-ignore-file\` for all of its vaults; the
compiler writes the JSON anew, and comments with it.`,
  references: ["https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-cli#build"],
  alsoKnownAs: [],
  check: () => [],
};
