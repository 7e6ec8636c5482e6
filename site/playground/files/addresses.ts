/** The folder of the playground's files, as the server knows it; none of them is on a disk. */
export const folder = "file:///playground/";

export function uriOf(name: string): string {
  return folder + name.split("/").map(encodeURIComponent).join("/");
}

/** The name of a file by its address; null for anything outside the playground. */
export function nameOf(uri: string): string | null {
  if (!uri.startsWith(folder)) return null;
  try {
    return decodeURIComponent(uri.slice(folder.length));
  } catch {
    return null;
  }
}

/** The most characters of a name, which may contain folders. */
const longestName = 100;

/** Whether a file may have this name: that of a relative path without surprises, which the server reads. */
export function isFileName(name: string): boolean {
  return (
    name.length <= longestName &&
    /^[\w.-]+(?:\/[\w.-]+)*$/.test(name) &&
    !name.split("/").some((part) => /^\.+$/.test(part)) &&
    /\.(?:bicep|bicepparam|tf|tfvars|jsonc?|ya?ml|sh|ps1)$/.test(name)
  );
}

/** The language of a file, as LSP names it. */
export function languageOf(name: string): string {
  const ending = name.slice(name.lastIndexOf(".") + 1);
  return languages.get(ending) ?? "plaintext";
}

const languages: ReadonlyMap<string, string> = new Map([
  ["bicep", "bicep"],
  ["bicepparam", "bicep-params"],
  ["tf", "terraform"],
  ["tfvars", "terraform-vars"],
  ["json", "json"],
  ["jsonc", "jsonc"],
  ["yml", "yaml"],
  ["yaml", "yaml"],
  ["sh", "shellscript"],
  ["ps1", "powershell"],
]);
