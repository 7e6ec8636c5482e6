/** A language whose files are plain text without an extension for it. */
export interface HintedLanguage {
  readonly name: string;
  readonly id: string;
  /** The end of the names of its files, and a glob for them. */
  readonly extension: string;
  readonly selector: string;
  /** The extension of its maker. */
  readonly recommended: string;
}

export const hintedLanguages: readonly HintedLanguage[] = [
  {
    name: "Bicep",
    id: "bicep",
    extension: ".bicep",
    selector: "**/*.bicep",
    recommended: "ms-azuretools.vscode-bicep",
  },
  {
    name: "Terraform",
    id: "terraform",
    extension: ".tf",
    selector: "**/*.tf",
    recommended: "hashicorp.terraform",
  },
];

/** What is needed of an installed extension. */
export interface ContributingExtension {
  readonly id: string;
  /** Its manifest. */
  readonly packageJSON: unknown;
}

/** Whether an extension has a grammar for a language. */
export function colors({ packageJSON }: ContributingExtension, { id }: HintedLanguage): boolean {
  const grammars = member(member(packageJSON, "contributes"), "grammars");
  return Array.isArray(grammars) && grammars.some((each) => member(each, "language") === id);
}

function member(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? Reflect.get(of, name) : undefined;
}
