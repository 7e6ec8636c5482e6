import { learn, type Rule } from "./rule.ts";

/** Found when a template is compared with its source, because only then are both available. */
export const compiledTemplateDiffers: Rule = {
  code: "KV905",
  name: "compiled-template-differs",
  severity: "info",
  summary: "The vaults of a compiled template differ from those of the Bicep file it was compiled from.",
  why: `JSON next to the Bicep file that it was compiled from is not checked, because it normally says the same as its source. If the JSON is
out of date, a _Deploy to Azure_ button or a pipeline that uses it deploys a different network configuration than the source shows.
Both are compared in each environment of the source. Values that are not known in one of them do not count as a difference, unless the JSON is
open to the internet. Where the JSON exposes a vault more than its source, this is a warning.`,
  fix: `Compile the Bicep file again with \`bicep build\`, or delete the JSON if it is not deployed. To accept the difference, write
\`// keyvault-network-ignore KV905: reason\` above the vault in the Bicep file, or \`keyvault-network-ignore-file\` for all of its vaults.
Compiling overwrites the JSON, including any comments in it.`,
  references: learn("azure-resource-manager/bicep/bicep-cli#build"),
  check: () => [],
};
