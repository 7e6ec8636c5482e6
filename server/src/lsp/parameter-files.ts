/**
 * Parameter files belong to templates by their names: `main.parameters.json` and `main.parameters.prod.json` to
 * `main.json` (https://learn.microsoft.com/azure/azure-resource-manager/templates/parameter-files, file name).
 */
const pattern = /^(.*)[.-]param(?:eter)?s?(?:[.-][^./]+)?\.(jsonc?)$/i;

/** The address of the template that a parameter file belongs to; null when its name does not say. */
export function templateOf(file: string): string | null {
  const [, stem, extension] = pattern.exec(file) ?? [];
  return stem && extension ? `${stem}.${extension}` : null;
}

/** The addresses at which parameter files of a template usually stand. */
export function parameterFilesOf(template: string): readonly string[] {
  const [, stem, extension] = /^(.*)\.(jsonc?)$/i.exec(template) ?? [];
  return stem && extension ? [`${stem}.parameters.${extension}`] : [];
}
