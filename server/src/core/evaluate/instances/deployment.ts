import type { Truth } from "../../logic/truth.ts";
import type { ModuleDeclaration, ResourceDeclaration } from "../../template/template.ts";
import type { Frame } from "../scope.ts";
import type { Cause, Value } from "../values/value.ts";

/** One resource of the deployment: a declaration, in one module instance, at one turn of its loop. */
export interface ResourceInstance {
  readonly declaration: ResourceDeclaration;
  readonly frame: Frame;
  /** The declaration's symbol with its turn: `kv[0]`. */
  readonly symbol: string;
  /** Which turn of the declaration's loop; null without a loop. */
  readonly turn: number | string | null;
  /** One stands for an unknown number: the loop's source is not known. */
  readonly repeats: boolean;
  /** The full type as written, `Microsoft.Network/virtualNetworks/subnets`; null when it is not known. */
  readonly type: () => string | null;
  readonly exists: () => Existence;
  /** One value per segment of the type below the provider, outermost first. */
  readonly nameSegments: () => readonly Value[];
  /** The resource id as text, as far as it is known. */
  readonly id: () => Value;
  /** The resource it is a child of, where the template says so by nesting or by `parent`. */
  readonly parent: () => ResourceInstance | null;
  /** All that is written in the declaration. */
  readonly body: () => Value;
  /** The body is made of what other declarations say; the expression in the declaration is something else. */
  readonly isMade?: true;
}

export interface Existence {
  readonly truth: Truth;
  readonly because: readonly Cause[];
}

/** One call of a module. `frame` is null when its template cannot be seen; `because` then says why. */
export interface ModuleInstance {
  readonly declaration: ModuleDeclaration;
  /** The frame that makes the call. */
  readonly caller: Frame;
  readonly symbol: string;
  readonly turn: number | string | null;
  readonly repeats: boolean;
  readonly exists: Existence;
  readonly frame: Frame | null;
  /** The name and id of the deployment. */
  readonly name: Value;
  readonly id: Value;
  /** What the caller passes. */
  readonly arguments: () => Value;
  readonly because: readonly Cause[];
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
