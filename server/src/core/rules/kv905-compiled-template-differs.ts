import { learn, type Rule } from "./rule.ts";

/** Found when a template is compared with its source, because only then are both available. */
export const compiledTemplateDiffers: Rule = {
  code: "KV905",
  name: "compiled-template-differs",
  severity: "info",
  references: learn("azure-resource-manager/bicep/bicep-cli#build"),
  check: () => [],
};
