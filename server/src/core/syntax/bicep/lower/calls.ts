import type { Entry, Expression, UnreadableExpression } from "../../../template/expression.ts";
import type { Arguments, Call, MethodCall } from "../nodes.ts";
import type * as Bicep from "../nodes.ts";
import type { Lower } from "./access.ts";
import { type LowerContext, meaningOf, unreadableAt } from "./context.ts";

/** Lowers `name(…)`: a function of the file hides one of the language. */
export function lowerCall(node: Call, context: LowerContext, lower: Lower): Expression {
  if (isBroken(node)) return unreadableAt(node, context);
  const name = node.name.text;
  const meaning = meaningOf(name, context)?.kind;
  if (meaning === "function" || meaning === "import") return callOf(name, node, context, lower);
  return builtIn(name, node, context, lower);
}

/** Lowers `target.name(…)`: of a namespace, of an import, or of a resource. */
export function lowerMethodCall(node: MethodCall, context: LowerContext, lower: Lower): Expression {
  const { target, name } = node;
  if (isBroken(node) || name.kind === "error") return unreadableAt(node, context);
  if (target.kind === "variable-access") {
    const meaning = meaningOf(target.name, context);
    if (meaning?.kind === "namespace") return callOf(`${target.name}.${name.text}`, node, context, lower);
    if (!meaning && namespaces.has(target.name)) {
      // By name alone the evaluator would take the file's own function.
      const isHidden = meaningOf(name.text, context)?.kind === "function";
      if (isHidden)
        return unreadableAt(node, context, { kind: "code", name: `${target.name}.${name.text}()` });
      return builtIn(name.text, node, context, lower);
    }
    if (!meaning && target.name === "this")
      return unreadableAt(node, context, { kind: "code", name: `this.${name.text}()` });
  }
  return ofResource(node, name.text, context, lower);
}

const namespaces: ReadonlySet<string> = new Set(["sys", "az"]);

/** An error among the arguments, or a bracket that is missing. */
function isBroken({ args, close }: Arguments): boolean {
  return close === undefined || args.some((each) => each.kind === "error");
}

type CallNode = Call | MethodCall;

function callOf(name: string, node: CallNode, context: LowerContext, lower: Lower): Expression {
  const values = node.args.map((each) => lower(each, context));
  return { kind: "call", span: context.spanOf(node), name, arguments: values };
}

function builtIn(name: string, node: CallNode, context: LowerContext, lower: Lower): Expression {
  return forms.get(name)?.(node, context, lower) ?? callOf(name, node, context, lower);
}

/** Null if the arguments are not of this form, so that it stays an ordinary call. */
type Form = (node: CallNode, context: LowerContext, lower: Lower) => Expression | null;

const forms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["nameof", nameOf],
  ["readEnvironmentVariable", environmentVariable],
  ["getSecret", vaultSecret],
  // What a folder holds is not asked of the host.
  [
    "loadDirectoryFileInfo",
    (node, context) => unreadableAt(node, context, { kind: "code", name: "loadDirectoryFileInfo()" }),
  ],
]);

function nameOf(node: CallNode, context: LowerContext): Expression | null {
  const [argument] = node.args;
  const name = argument && lastName(argument);
  return name === undefined || name === null
    ? null
    : { kind: "literal", span: context.spanOf(node), value: name };
}

function lastName(node: Bicep.Expression): string | null {
  if (node.kind === "variable-access") return node.name;
  const isAccess = node.kind === "member" || node.kind === "nestedAccess";
  return isAccess && node.name.kind === "name" ? node.name.text : null;
}

/**
 * An environment variable that is read when parameters are compiled has its default, as a parameter does
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-parameters-file#readenvironmentvariable).
 */
function environmentVariable(node: CallNode, context: LowerContext, lower: Lower): Expression {
  const [name, value] = node.args;
  if (value) return lower(value, context);
  const isNamed = name?.kind === "string";
  return unreadableAt(
    node,
    context,
    isNamed ? { kind: "environment-variable", name: name.value } : { kind: "some-environment-variable" },
  );
}

/**
 * `getSecret(subscription, resourceGroup, vault, secret, version?)` of parameter files
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-parameters-file#getsecret).
 */
function vaultSecret(node: CallNode, context: LowerContext, lower: Lower): Expression {
  const [subscription, group, vault, secret] = node.args.map((each) => lower(each, context));
  if (!subscription || !group || !vault || !secret)
    return unreadableAt(node, context, { kind: "secret-reference" });
  const span = context.spanOf(node);
  const text = (value: string): Expression => ({ kind: "literal", span, value });
  const parts = [
    text("/subscriptions/"),
    subscription,
    text("/resourceGroups/"),
    group,
    text("/providers/Microsoft.KeyVault/vaults/"),
    vault,
  ];
  return secretOf({ kind: "text", span, parts }, secret);
}

/** `kv.getSecret(name)`, `resource.listKeys()`. */
function ofResource(node: MethodCall, name: string, context: LowerContext, lower: Lower): Expression {
  const target = lower(node.target, context);
  if (target.kind === "unreadable") return unreadableAt(node, context);
  const span = context.spanOf(node);
  const [secret] = node.args;
  const nameSpan = context.spanOf(node.name);
  const id = { kind: "member", span, target, name: "id", nameSpan, safe: false } as const;
  if (name === "getSecret" && secret) return secretOf(id, lower(secret, context));
  if (!name.startsWith("list")) return unreadableAt(node, context, { kind: "method-of-resource", name });
  const values = node.args.map((each) => lower(each, context));
  return { kind: "call", span, name, arguments: [id, ...values] };
}

/** The reference in the form that parameter files of ARM JSON write it. */
function secretOf(id: Expression, secretName: Expression): UnreadableExpression {
  const { span } = id;
  const entry = (key: string, value: Expression): Entry => ({
    kind: "entry",
    span,
    key: { kind: "literal", span, value: key },
    value,
  });
  const vault = { kind: "dictionary", span, entries: [entry("id", id)], intact: true } as const;
  const entries = [entry("keyVault", vault), entry("secretName", secretName)];
  const inside = { kind: "dictionary", span, entries, intact: true } as const;
  return { kind: "unreadable", span, construct: { kind: "secret-reference" }, inside };
}
