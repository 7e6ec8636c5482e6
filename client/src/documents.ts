import type { DocumentSelector } from "vscode-languageclient";
import type { RuleExampleSyntax } from "../../server/src/protocol/rule-pages.ts";

/**
 * The schemes of documents that are analyzed: `file` and those of the workspace folders' file systems. Never `git:`,
 * which would analyze an earlier revision of a file together with the current one.
 */
export function templateSchemes(ofFolders: readonly string[]): readonly string[] {
  return [...new Set(["file", "untitled", "vscode-vfs", ...ofFolders])].filter((scheme) => scheme !== "git");
}

const languages = [
  "json",
  "jsonc",
  "arm-template",
  "bicep",
  "bicep-params",
  "terraform",
  "opentofu",
  "terraform-vars",
  "yaml",
  "azure-pipelines",
  "github-actions-workflow",
  "shellscript",
  "powershell",
  "dotenv",
] as const;

/** Without another extension for these languages, such files are plain text, so their names count as well. */
const patterns = [
  "**/*.{json,jsonc}",
  "**/*.{bicep,bicepparam}",
  "**/*.{tf,tofu,tfvars}",
  "**/*.{yml,yaml,sh,ps1}",
  "**/{.env,.env.*}",
];

/** The documents that are synchronized with the running server. */
export function documentSelector(schemes: readonly string[]): DocumentSelector {
  return schemes.flatMap((scheme) => [
    ...languages.map((language) => ({ scheme, language })),
    ...patterns.map((pattern) => ({ scheme, pattern })),
  ]);
}

/** Whether a file that is known only by name belongs to the selector. */
export function isNamedLikeTemplate(path: string): boolean {
  return /\.(jsonc?|bicep|bicepparam|tf|tofu|tfvars)$/.test(path);
}

/** The syntax of a file; null if it is not a supported one. */
export function syntaxOf(languageId: string, path: string): RuleExampleSyntax | null {
  if (/\.keyvault-access\.jsonc?$/.test(path)) return null;
  if (
    /\.(?:tf(?:vars)?|tofu)(?:\.json)?$/.test(path) ||
    /^(?:terraform(?:-vars)?|opentofu)$/.test(languageId)
  )
    return "terraform";
  if (/\.bicep(?:param)?$/.test(path) || /^bicep(?:-params)?$/.test(languageId)) return "bicep";
  return /\.jsonc?$/.test(path) || /^(?:jsonc?|arm-template)$/.test(languageId) ? "arm" : null;
}

/** What is needed of a document before the server is started for it. */
export interface DocumentText {
  readonly languageId: string;
  readonly path: string;
  readonly text: () => string;
}

/**
 * Whether a document is worth starting the server for. Every web project contains JSON, and most Terraform is about
 * other clouds, so the language alone is not enough.
 */
export function looksLikeTemplate(document: DocumentText): boolean {
  const mark = marks.find(
    (each) => each.languages.test(document.languageId) || each.names.test(document.path),
  );
  return mark?.text.test(document.text()) ?? false;
}

const marks = [
  // Which variables there are, and whether one is about a vault, only the configuration says.
  { languages: /^terraform-vars$/, names: /\.tfvars(?:\.json)?$/, text: /[=:]/ },
  {
    languages: /^(jsonc?|arm-template)$/,
    names: /\.jsonc?$/,
    // Terraform can also be written in JSON.
    text: /Microsoft\.KeyVault[/(]|deploymentTemplate\.json#|deploymentParameters\.json#|key_vault/i,
  },
  // Vaults can be inside modules whose calls do not mention them, and what uses one names it, or its keys and secrets, by a parameter.
  {
    languages: /^bicep$/,
    names: /\.bicep$/,
    text: /vault|managedHsm|(?:key|secret)(?:Uri|Url|Identifier)|^[ \t]*module\s/im,
  },
  { languages: /^bicep-params$/, names: /\.bicepparam$/, text: /^[ \t]*(using|extends)\s/m },
  {
    languages: /^(?:terraform|opentofu)$/,
    names: /\.(?:tf|tofu)$/,
    text: /key_?vault|managed_?hsm|azurerm_private_endpoint|\.vault\.azure\.|^[ \t]*module\s/im,
  },
  // Settings of programs, which name a vault by its address.
  { languages: /^dotenv$/, names: /(?:^|\/)\.env(?:\.\w+)?$/, text: /\.vault\.azure\.net|akvs:/i },
  // Pipelines and scripts that call a vault, which a template of the workspace may declare.
  {
    languages: /^(yaml|azure-pipelines|github-actions-workflow|shellscript|powershell)$/,
    names: /\.(ya?ml|sh|ps1)$/,
    text: /az keyvault\b|AzureKeyVault@|-AzKeyVault|get-keyvault-secrets|\.vault\.azure\.net\//i,
  },
] as const;
