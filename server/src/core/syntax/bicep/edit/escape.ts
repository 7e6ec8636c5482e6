/**
 * A text as written between single quotes
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/data-types#strings).
 */
export function escapeText(text: string): string {
  return text.replace(/\\|'|\$(?=\{)|[\n\r\t]/g, (character) => escapes.get(character) ?? `\\${character}`);
}

const escapes: ReadonlyMap<string, string> = new Map(
  Object.entries({ "\n": "\\n", "\r": "\\r", "\t": "\\t" }),
);
