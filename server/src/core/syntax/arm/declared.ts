import type { Expression, Loop } from "../../template/expression.ts";
import type { ModuleDeclaration, ResourceDeclaration, Template } from "../../template/template.ts";
import type { Span } from "../../text/document.ts";
import type { JsonObject } from "./json/node.ts";
import type { ReadContext } from "./read-context.ts";

/** Where the declarations of a template are gathered, and how one nested in it is read. */
export interface Gathered {
  readonly parameters: Template["parameters"];
  readonly variables: Template["variables"];
  readonly resources: ResourceDeclaration[];
  readonly modules: ModuleDeclaration[];
  /** Whether nested deployments that do not say so have expressions of their own. */
  readonly innerByDefault: boolean;
  /** The id of what the template is deployed to, where that is no resource group. */
  readonly scope: Expression | null;
  readonly readTemplate: (node: JsonObject, context: ReadContext) => Template;
}

/** What resources and nested deployments have in common. */
export interface DeclaredHead {
  readonly node: JsonObject;
  readonly symbol: string;
  readonly key: string | null;
  readonly condition: Expression | null;
  readonly loop: Loop | null;
  /** Inside the declaration: `copyIndex()` means its loop. */
  readonly context: ReadContext;
}

/** What most resources are not asked for. */
export interface DeclaredRest {
  readonly span: Span;
  readonly labelSpan: Span;
  readonly name: Expression | null;
  readonly dependsOn: Expression | null;
}
