/** The tools whose checks correspond to rules, by the form of the IDs that they give them. */
const tools: readonly (readonly [form: RegExp, tool: string])[] = [
  [/^CKV/, "Checkov"],
  [/^(?:AVD|AZU)-/, "Trivy"],
  [/^(?:azure-|AZU\d)/, "tfsec"],
  [/^Azure\./, "PSRule"],
  [/^[0-9a-f]{8}-/, "Azure Policy"],
];

/** The tool that a check belongs to; empty for an ID of an unknown form. */
export function toolOf(id: string): string {
  return tools.find(([form]) => form.test(id))?.[1] ?? "";
}

/** Checks by their tools: "Checkov (CKV_AZURE_109, CKV_AZURE_189)". */
export function byTools(ids: readonly string[]): readonly string[] {
  const names = [...new Set(ids.map(toolOf))];
  return names.map((tool) => `${tool} (${ids.filter((id) => toolOf(id) === tool).join(", ")})`);
}
