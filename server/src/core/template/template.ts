import { type DocumentId, type Span, contains } from "../text/document.ts";
import type { DeclaredType, TypeConstraint, TypeFacts } from "./declared-type.ts";
import type { DictionaryExpression, Expression, Loop } from "./expression.ts";

/** Chooses the table of functions and the rules of comparison. */
export type Dialect = "arm" | "bicep" | "terraform";

/** What a document that a tool printed says of its resources: how they will be, or how they are. */
export type StateKind = "planned" | "deployed";

/** What one file (Terraform: one folder) declares, whatever syntax it is written in. Maps keep the order of the text. */
export interface Template {
  readonly document: DocumentId;
  readonly span: Span;
  readonly dialect: Dialect;
  /** False when a syntax error may hide whole declarations: then nothing is said to be missing. */
  readonly intact: boolean;
  /** What is or will be, as a tool printed it; null of a template, which declares it. */
  readonly state: StateKind | null;
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  readonly variables: ReadonlyMap<string, VariableDeclaration>;
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
  readonly resources: readonly ResourceDeclaration[];
  readonly modules: readonly ModuleDeclaration[];
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
  /** What it takes from other files, by the name it has here. Absent where the syntax has no such thing. */
  readonly imports?: ReadonlyMap<string, ImportedName>;
  /** Where Terraform keeps its state; absent where the template does not say so. */
  readonly backend?: StateBackend;
  /** Whether it is certainly one that Terraform runs in: it configures a provider, a backend or HCP Terraform. */
  readonly isRun?: true;
  /** The versions of Terraform's providers that it accepts, by the names that it gives them. Absent where it does not say so. */
  readonly providers?: ReadonlyMap<string, ProviderVersion>;
  /** The versions that its folder has selected, which count if it is the root. Absent where no file says so. */
  readonly locked?: readonly (ProviderVersion & { readonly name: string })[];
  /** The types it declares. Absent where the syntax has no such thing. */
  readonly types?: ReadonlyMap<string, DeclaredType>;
}

/** A version of a provider, or a constraint of it, where it is written. Registries of Terraform and OpenTofu may both have one of that name. */
export interface ProviderVersion {
  readonly version: string;
  readonly span: Span;
}

/** A backend of Terraform, with the settings that are written as literals: https://developer.hashicorp.com/terraform/language/backend */
export interface StateBackend {
  readonly type: string;
  readonly settings: ReadonlyMap<string, string>;
}

export interface ImportedName {
  readonly source: ModuleSource;
  /** The name it has there; null when all there is can be reached through the name it has here. */
  readonly name: string | null;
}

export interface ParameterDeclaration extends TypeFacts {
  readonly name: string;
  readonly nameSpan: Span;
  readonly default: Expression | null;
  /** Its type, if other files define it; the field above is then what its own file says. */
  readonly declared?: DeclaredType;
  /** What its type makes of a value it is given; Terraform fills in the defaults of optional attributes. */
  readonly constraint?: TypeConstraint;
  /** Null is replaced by its default (Terraform's `nullable = false`). */
  readonly nullIsDefault?: boolean;
}

export interface VariableDeclaration {
  readonly name: string;
  readonly value: Expression;
}

export interface FunctionDeclaration {
  readonly parameters: readonly string[];
  readonly body: Expression;
}

export interface OutputDeclaration {
  readonly name: string;
  readonly value: Expression;
  /** What Terraform converts it to. */
  readonly constraint?: TypeConstraint | null;
}

export interface ResourceDeclaration {
  readonly span: Span;
  /** What the report calls it: Bicep symbol, ARM symbolic name or the name as written, Terraform address. */
  readonly symbol: string;
  /** The name by which `NameExpression`s of space "resource" refer to it; null when nothing can. */
  readonly key: string | null;
  /** Where the report says it is declared: the symbol (Bicep), the value of `name` (ARM), the block's first line (Terraform). */
  readonly labelSpan: Span;
  /** `Microsoft.KeyVault/vaults` or `azurerm_key_vault`; of a nested resource the part below its parent's type. */
  readonly type: Expression;
  readonly apiVersion: Expression | null;
  /** Of a nested resource or one with `parent`, the last segment. */
  readonly name: Expression | null;
  /** Only looked up, not deployed (`existing`, Terraform data sources). */
  readonly existing: boolean;
  /** An existing one that is null where it is not found (`@nullIfNotFound()`). */
  readonly nullable?: boolean;
  /** Changes what is written here of a resource that is there already, and leaves the rest as it is. */
  readonly updates?: Update | undefined;
  readonly condition: Expression | null;
  readonly loop: Loop | null;
  /** The resource it is written inside of, or what its `parent` says. */
  readonly parent: ResourceDeclaration | Expression | null;
  readonly scope: Expression | null;
  /** All that is written: `properties`, `location`, … An `unreadable` when even the braces are lost. */
  readonly body: Expression;
  /** What is written outside the body, if the body is only a part (azapi): arguments that every resource accepts. */
  readonly around?: DictionaryExpression;
  readonly dependsOn: Expression | null;
  /** What Azure calls its type, in lower case, where something else is written. */
  readonly azureType?: string | undefined;
  /** What Azure calls it, where its type and name do not say so themselves; of a computed type once that is known. */
  readonly identity?: ResourceIdentity | ((type: string) => ResourceIdentity) | undefined;
  /**
   * What it was lowered from: one object for as long as its text is the same, wherever an edit moves it. What depends neither on places
   * nor on what names mean is remembered by it. Absent where every edit makes it anew.
   */
  readonly readFrom?: object;
}

/**
 * How an update treats what an object that it writes has and it leaves out: merged into what is deployed, it keeps it; of a request to
 * patch the resource it is not known, and a put replaces the object.
 */
export type Update = "merge" | "patch" | "put";

export interface ResourceIdentity {
  /** One name per segment of the type in Azure, outermost first. */
  readonly names: readonly Expression[];
  readonly id: Expression;
}

export interface ModuleDeclaration {
  readonly span: Span;
  readonly symbol: string;
  readonly key: string | null;
  readonly labelSpan: Span;
  /** The name of the deployment; null if the syntax lets it be left out. */
  readonly name: Expression | null;
  readonly source: ModuleSource;
  /** A dictionary of parameter names and values. */
  readonly arguments: Expression;
  /** What the extensions of the template are configured with, by their aliases. */
  readonly extensionConfigs?: Expression | null;
  readonly condition: Expression | null;
  readonly loop: Loop | null;
  /** The subscription and resource group it deploys to, where they are not the caller's. */
  readonly scope?: {
    readonly subscription: Expression | null;
    readonly resourceGroup: Expression | null;
    /** The id of what else the deployment itself is in: a subscription, a management group, or `/`, the tenant. */
    readonly id?: Expression | null;
  };
  /** Absent where the syntax has no such list. */
  readonly dependsOn?: Expression | null;
  /** It is a resource that deploys a template in one of its properties, or may do so; or what a parameter file says that it is for. */
  readonly writtenAs?: "resource" | "using";
}

export type ModuleSource =
  /** A file relative to the caller: `path` as written, relative to the calling document. */
  | { readonly kind: "file"; readonly path: string; readonly span: Span }
  /** A folder of Terraform files: `path` as written, relative to the calling document. */
  | { readonly kind: "folder"; readonly path: string; readonly span: Span }
  /** A nested deployment; with `outer` its expressions are the caller's. */
  | { readonly kind: "inline"; readonly template: Template; readonly outer: boolean; readonly span: Span }
  /** An address, such as that of a file of the repository on the web; `end` is as much of its end as the text says. */
  | { readonly kind: "address"; readonly address: string; readonly end: string; readonly span: Span }
  /**
   * A registry, repository or template spec, opaque unless it is known; `call` is the name under which Terraform
   * stores it.
   */
  | { readonly kind: "registry"; readonly reference: string; readonly span: Span; readonly call?: string }
  | { readonly kind: "unreadable"; readonly span: Span };

/** Whether a parent is the declaration it is written inside of, rather than an expression that names it. */
export function isDeclaration(parent: ResourceDeclaration | Expression): parent is ResourceDeclaration {
  return !("kind" in parent);
}

/** Where a call says that its module is, as written; null if it says no address. */
export function addressOfSource(source: ModuleSource): string | null {
  switch (source.kind) {
    case "file":
    case "folder":
      return source.path;
    case "registry":
      return source.reference;
    case "address":
      return source.address;
    case "inline":
    case "unreadable":
      return null;
  }
}

/** Whether a place is in a template: in its text, or in a file of its folder. */
export function isWithin({ document, span }: Pick<Template, "document" | "span">, place: Span): boolean {
  if (!document.endsWith("/")) return contains(span, place);
  return place.document.startsWith(document) && !place.document.slice(document.length).includes("/");
}

/** Why the template of a call is not read. */
export type WhyUnread =
  /** A tool fetches it from where it is published, and has not. */
  | "not-downloaded"
  /** It is not downloaded, and a folder of the workspace has the name of its repository. */
  | "named-alike"
  /** The next `bicepconfig.json` leads its alias elsewhere, or does not define it. */
  | "changed-alias"
  /** Several files of the repository end as its address does. */
  | "ambiguous"
  /** Nothing is where its path leads. */
  | "not-found"
  /** What is there cannot be read as a template. */
  | "not-a-template"
  /** Only the deployment knows where it is. */
  | "not-known"
  /** It is written in a property of a resource that deploys it. */
  | "in-resource"
  /** Only the deployment knows the type of a resource, or which resources there are. */
  | "type-not-known"
  /** Calls go deeper, or are more, than are followed. */
  | "limit";

/** A template that declares only what the parts say. */
export function plainTemplate(
  span: Span,
  parts: Pick<Template, "dialect" | "intact"> & Partial<Template>,
): Template {
  return {
    document: span.document,
    span,
    state: null,
    parameters: new Map(),
    variables: new Map(),
    functions: new Map(),
    resources: [],
    modules: [],
    outputs: new Map(),
    ...parts,
  };
}
