/** The mutually dependent types of evaluation: a value may be a resource, which is in a frame, which memoizes values. */
import type { LimitName } from "../text/limits.ts";
import type { Truth } from "../logic/truth.ts";
import type { Construct } from "../template/construct.ts";
import type {
  DictionaryExpression,
  Expression,
  LambdaExpression,
  ListExpression,
} from "../template/expression.ts";
import type {
  Dialect,
  ModuleDeclaration,
  ModuleSource,
  ResourceDeclaration,
  Template,
  WhyUnread,
} from "../template/template.ts";
import type { DocumentId, Span } from "../text/document.ts";
import type { Budget } from "./budget.ts";
import type { Failure } from "./values/failure.ts";
import type { State, Writers } from "./values/state.ts";
import type { Origin } from "./values/origin.ts";

/** What evaluation knows of an expression. Never a bare value: every answer says where it comes from. */
export type Value<T = Plain> = Known<T> | OneOf<T> | Unknown;

export interface Known<T = Plain> {
  readonly kind: "known";
  readonly value: T;
  readonly origin: Origin;
}

/** One of several known values, for choices that no parameter with a finite domain explains; 2 to 8 options. */
export interface OneOf<T = Plain> {
  readonly kind: "oneOf";
  readonly options: readonly Known<T>[];
  /** What the choice depends on; may be empty. */
  readonly because: readonly Cause[];
  /** As of an unknown: two choices with one symbol are equal, whichever option it is. */
  readonly symbol: string | null;
  readonly origin: Origin;
}

export interface Unknown {
  readonly kind: "unknown";
  /** What it depends on, most direct first, at most 8, without repetition. */
  readonly because: readonly Cause[];
  /**
   * Names the value although it is not known: two unknowns with one symbol are equal. Null when the value
   * cannot be named (it may differ at each use, or its expression is too long).
   */
  readonly symbol: string | null;
  readonly origin: Origin;
  /** What it is unless something that is not seen replaces it, as an unknown map may that is merged later. */
  readonly unlessReplaced?: Value;
  /** What it is the base 64 of. */
  readonly encodes?: Value;
  /** What is known of a text that is not known itself. */
  readonly shape?: Shape;
  /** The values of which it is one, if these are known. Unlike those of a choice, they do not tell two uses of it apart. */
  readonly among?: readonly Known[];
}

/** How many characters a text has, and which. */
export interface Shape {
  readonly least: number;
  readonly most: number;
  /** Those that it may have, in lower case; null if it may have any. */
  readonly characters: string | null;
}

export type Cause = Reason & {
  /** The conditions that are not known because of it and decide the value, each a question with two answers. */
  readonly conditions?: readonly Condition[];
};

/** A condition that is not known. */
export interface Condition {
  /** The same for those that are certainly equal or opposite. */
  readonly key: string;
  /** Whether what is written is the opposite of what the key stands for. */
  readonly isNegated: boolean;
  readonly span: Span;
  /** The module instance that it is written in; null in the root. */
  readonly place: string | null;
  /** Its answers, if these are not yes and no; its key is its name then. */
  readonly among?: readonly string[];
}

export type Reason =
  /** A parameter of the root without a value; `domain` when its possible values are few and known. */
  | {
      readonly kind: "parameter";
      readonly name: string;
      readonly domain: readonly Plain[] | null;
      /** Terraform calls it a variable. */
      readonly isVariable?: true;
    }
  /** Only the deployment decides: resourceGroup(), uniqueString() of it, runtime properties, as code; or what no code represents. */
  | { readonly kind: "runtime"; readonly call: string | State }
  | { readonly kind: "existing"; readonly symbol: string }
  | { readonly kind: "module"; readonly reference: string }
  /** Given in secret, with a name or from a vault; `reference` says from which. */
  | { readonly kind: "secret"; readonly name: string | null; readonly reference?: Value }
  | { readonly kind: "file"; readonly path: string }
  /** A file that nothing here may read, because it is not part of what is evaluated. */
  | { readonly kind: "outside"; readonly path: string }
  | { readonly kind: "unsupported"; readonly construct: Construct }
  | { readonly kind: "cycle"; readonly name: string }
  | { readonly kind: "conflict"; readonly writers: Writers }
  | { readonly kind: "syntaxError" }
  /** The environment of another root that declares what is referred to. */
  | { readonly kind: "environment" }
  /** The deployment or plan itself would fail here. */
  | { readonly kind: "failure"; readonly reason: Failure }
  | { readonly kind: "budget"; readonly limit: LimitName };

/** What a known value can be. Collections and texts may be known in part. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | Text
  | List
  | Dict
  | Lambda
  | ResourceHandle
  | ModuleHandle;

/** A string with unknown parts, such as an id below an unknown resource group. At least one part is unknown. */
export interface Text {
  readonly kind: "text";
  readonly parts: readonly (string | Unknown)[];
}

export interface List {
  readonly kind: "list";
  readonly items: readonly Value[];
  /** Why there may be more items than these, in unknown places; empty when these are all. */
  readonly open: readonly Cause[];
  /** The literal it was written as; null for computed lists. */
  readonly site: ListExpression | null;
  /** Of a loop that only wraps each item of another list: to that one, items can be added. */
  readonly wraps?: Wrapped;
  /** Terraform's set: its items, which are distinct, are their own keys. */
  readonly isSet?: true;
  /** Whether it is Terraform's list, whose items have one type, or a tuple; absent if that is not known. */
  readonly isOfOneType?: boolean;
  /** Why it is not known which of its items, if there are several, is in which place; absent if that is known. */
  readonly unordered?: readonly Cause[];
  /** The entries of an object, unseen ones too: each has a `key` of its own. */
  readonly isOfEntries?: true;
}

export interface Wrapped {
  readonly list: List;
  readonly origin: Origin;
  /** Where the item is in what the loop makes of it; empty if it is passed on as it is. */
  readonly path: readonly string[];
}

export interface Dict {
  readonly kind: "dict";
  readonly entries: ReadonlyMap<string, DictEntry>;
  /** Why there may be more entries than these; empty when these are all. */
  readonly open: readonly Cause[];
  /** The keys that these entries may have, if they are known; absent if they may have any key. */
  readonly openKeys?: readonly (string | Text)[];
  /** What is assumed where it was evaluated, if anything is. */
  readonly world?: ReadonlyMap<string, Plain>;
  /** The literal it was written as; null for computed dictionaries. */
  readonly site: DictionaryExpression | null;
  /** Whether it is Terraform's map, whose values have one type, or an object; absent if that is not known. */
  readonly isOfOneType?: boolean;
  /** Names the dictionary, so that an entry that is not visible has the same name at each use. */
  readonly symbol?: string | null;
}

export interface DictEntry {
  readonly value: Value;
  /** What was written under the same key before, in ARM JSON. */
  readonly before?: DictEntry;
  /** The keys, as `a/A`, of which it is not documented which counts. */
  readonly spellings?: string;
  /** The whole entry as written, key included; null when computed. */
  readonly span: Span | null;
  readonly keySpan: Span | null;
}

export interface Lambda {
  readonly kind: "lambda";
  readonly expression: LambdaExpression;
  readonly scope: Scope;
}

/** One resource of the deployment: a declaration, in one module instance, at one iteration of its loop. */
export interface ResourceInstance {
  readonly declaration: ResourceDeclaration;
  readonly frame: Frame;
  /** The declaration's symbol with its iteration: `kv[0]`. */
  readonly symbol: string;
  /** Which iteration of the declaration's loop; null without a loop. */
  readonly iteration: number | string | null;
  /** One instance represents an unknown number: the loop's source is not known. */
  readonly repeats: boolean;
  /** The full type as written, `Microsoft.Network/virtualNetworks/subnets`; null when it is not known. */
  type(): string | null;
  /** What is known of the type where that is not a text. */
  writtenType?(): Value;
  exists(): Existence;
  /** Whether its own condition is met, whatever those of the calls around it are. */
  readonly condition: Existence;
  /** One value per segment of the type below the provider, outermost first. */
  nameSegments(): readonly Value[];
  /** The known part of the resource ID, as text. */
  id(): Value;
  /** The resource it is a child of, where the template says so by nesting or by `parent`. */
  parent(): ResourceInstance | null;
  /** All that is written in the declaration. */
  body(): Value;
  /** The body is made of what other declarations say; the expression in the declaration is something else. */
  readonly isMade?: true;
}

export interface Existence {
  readonly truth: Truth;
  readonly because: readonly Cause[];
}

/** A call whose template cannot be had. */
export interface Unresolved {
  readonly why: WhyUnread;
  /** What values that come out of it depend on. */
  readonly cause: Cause;
  /** What was found in its place, and where. */
  readonly instead?: Instead;
}

/** A folder that only has a module's name, with its template, which may be that of the module; or the address that a redirected alias leads to. */
export interface Instead {
  readonly name: string;
  readonly span: Span;
  readonly template?: Template;
}

/** One call of a module. `frame` is null when its template cannot be seen, or of a folder in its place; `because` and `unread` then say why. */
export interface ModuleInstance {
  readonly declaration: ModuleDeclaration;
  /** The frame that makes the call. */
  readonly caller: Frame;
  readonly symbol: string;
  readonly iteration: number | string | null;
  readonly repeats: boolean;
  readonly exists: Existence;
  /** Whether its own condition is met, whatever those of the calls around it are. */
  readonly condition: Existence;
  readonly frame: Frame | null;
  /** The name and id of the deployment. */
  readonly name: Value;
  readonly id: Value;
  /** What the caller passes. */
  readonly arguments: () => Value;
  readonly extensionConfigs?: () => Value | null;
  readonly because: readonly Cause[];
  readonly unread: WhyUnread | null;
  readonly instead?: Instead | undefined;
}

/** What the name of a resource evaluates to. */
export interface ResourceHandle {
  readonly kind: "resource";
  readonly instance: ResourceInstance;
}

/** What the name of a module evaluates to. */
export interface ModuleHandle {
  readonly kind: "module";
  readonly instance: ModuleInstance;
}

/** The subscription and resource group that a template is deployed to. */
export interface DeploymentGroup {
  readonly subscription: Value;
  readonly resourceGroup: Value;
}

/** What one evaluation of a root shares: limits, files, functions, and the world it is in. */
export interface Run {
  readonly budget: Budget;
  /** The evaluator itself; given here because expressions, names and loops need each other. */
  readonly evaluate: (expression: Expression, scope: Scope) => Value;
  readonly functions: (dialect: Dialect) => ReadonlyMap<string, TemplateFunction>;
  readonly resolveModule: (source: ModuleSource, from: DocumentId) => Template | Unresolved;
  /** The template that a value is, all of which is reported at one place; null if too little of it is known. */
  readonly readEmbedded: (template: Value, place: Span, spend: Budget["spend"]) => Embedded | null;
  /** Files that templates can read; absent if none can be read. */
  readonly texts?: Texts;
  /** What is taken to hold; absent if nothing is. */
  readonly created?: Created;
  /** Values that this world assumes for parameters of the root which have none, and for conditions by their keys. */
  readonly world: ReadonlyMap<string, Plain>;
  /** Why these conditions are not known without the world, by what is said of them; absent if it assumes none. */
  readonly conditions?: ReadonlyMap<string, readonly Cause[]>;
  /** The root whose state a data source of Terraform reads, as other roots see it; null if it is not known. */
  readonly stateOf?: (dataSource: ResourceInstance) => Frame | null;
  /** The root, where it is evaluated for what other roots see of it; null if it is the one being evaluated. */
  readonly home: Home | null;
}

/** A template that was a value, and the values that it has as parameters of its own, because they are not text. */
export interface Embedded {
  readonly template: Template;
  readonly values: ReadonlyMap<string, Value>;
}

/** What holds if resources are deployed that otherwise are not. */
export interface Created {
  /** Whether the condition of a resource or module is met, whatever it comes to; null if it is evaluated. */
  readonly isMet: (condition: Expression, frame: Frame) => boolean | null;
  /** Whether a test within a value holds; null if it is evaluated. */
  readonly holds: (test: Expression, frame: Frame) => boolean | null;
  /** What a parameter of the root is that otherwise has this value, and is unseen where it is not known. */
  readonly parameter: (name: string, value: Value, unseen: Unknown) => Value;
}

/** A root of the repository in one of its environments. */
export interface Home {
  readonly root: DocumentId;
  readonly environment: string | null;
}

/** Files by their paths from a folder, whose id ends in a slash (empty for that of files without one). */
export interface Texts {
  /** The text; why not, where it cannot be read. */
  readonly read: (path: string, folder: DocumentId) => string | Cause;
  /** The template that a file holds, in which only these names are known. */
  readonly template: (path: string, folder: DocumentId, names: readonly string[]) => Expression | Cause;
}

/** One instance of a template: the root, or one call of a module. Memoizes what it has evaluated. */
export interface Frame {
  readonly run: Run;
  readonly template: Template;
  /** The calls from the root, `keyVault[1]/inner`; null for the root. */
  readonly path: string | null;
  /**
   * The same, made unique if several calls have one symbol, and across the roots of a repository; it does not depend on where things
   * are written.
   */
  readonly identity: string;
  /** Values given by the caller or a parameter file. */
  readonly inputs: Inputs;
  /** Where the template is deployed to. */
  readonly group: DeploymentGroup;
  /** The frame that calls this one; null for the root. */
  readonly caller: Frame | null;
  /** Where names of an outer-scope nested deployment are looked up. */
  readonly outer: Scope | null;
  /** Whether this very frame is reached at all, from the conditions of its callers. */
  readonly exists: Existence;
  readonly repeats: boolean;
  readonly depth: number;
  readonly memo: FrameMemo;
}

/** Values by parameter, each computed on demand: modules of Terraform may use outputs of each other. */
export type Inputs = ReadonlyMap<string, () => Value>;

export interface FrameMemo {
  readonly parameters: Map<string, Value | "running">;
  readonly variables: Map<string, Value | "running">;
  readonly outputs: Map<string, Value | "running">;
  readonly resources: Map<ResourceDeclaration, readonly ResourceInstance[] | "running">;
  readonly modules: Map<ModuleDeclaration, readonly ModuleInstance[] | "running">;
  /** The frames of templates that this one imports from. */
  readonly imports: Map<Template, Frame>;
}

/** Where an expression is evaluated: a frame, and the locals of loops and lambdas around it. */
export interface Scope {
  readonly frame: Frame;
  readonly locals: Locals | null;
  /** Notes failures in any part of an operand of Terraform's `try`, which they fail; absent elsewhere. */
  readonly watch?: { hasFailed: boolean };
}

export interface Locals {
  readonly name: string;
  readonly value: Value;
  readonly next: Locals | null;
}

/** One call of a template function. */
export interface Call {
  readonly name: string;
  readonly arguments: readonly Value[];
  /** Where the result comes from: the call itself. */
  readonly origin: Origin;
  /** The module instance the call is made in, `keyVault[1]/inner`; null in the root. */
  readonly place: string | null;
  /** The subscription and resource group it is evaluated for. */
  readonly group: DeploymentGroup;
  /** Evaluates a lambda with these values for its parameters. */
  readonly apply: (lambda: Lambda, values: readonly Value[]) => Value;
  readonly files: CallFiles;
  /** Counts work; false when the limit is reached and the result is to be unknown. */
  readonly spend: (steps: number) => boolean;
}

/** The files that a call may read, by paths from the folder of the root. */
export interface CallFiles {
  /** The path to the folder of the module that the call is made in. */
  readonly folder: () => string;
  /** The text of a file; why not, where it cannot be read. */
  readonly read: (path: string) => string | Cause;
  /** What a template in a file comes to with these values. */
  readonly expand: (path: string, values: ReadonlyMap<string, Value>) => Value;
}

/**
 * A function of a template language. It never throws: a wrong argument gives an unknown. It need not name unknown
 * results; the evaluator gives them a symbol made of the function's name and its arguments.
 */
export type TemplateFunction = (call: Call) => Value;
