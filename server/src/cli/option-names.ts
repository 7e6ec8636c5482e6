/** The options of the command line, as `parseArgs` of Node reads them. */
export const optionTypes = {
  from: { type: "string", multiple: true },
  to: { type: "string", multiple: true },
  expect: { type: "string" },
  parameters: { type: "string", multiple: true },
  environment: { type: "string" },
  config: { type: "string" },
  base: { type: "string" },
  against: { type: "string" },
  assume: { type: "string" },
  permissions: { type: "boolean" },
  exclude: { type: "string", multiple: true },
  "allow-read": { type: "string", multiple: true },
  severity: { type: "string" },
  "fail-on-unknown": { type: "boolean" },
  baseline: { type: "string" },
  "write-baseline": { type: "string" },
  format: { type: "string" },
  output: { type: "string" },
  lang: { type: "string" },
  "no-color": { type: "boolean" },
  quiet: { type: "boolean" },
  version: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

export type OptionName = keyof typeof optionTypes;
