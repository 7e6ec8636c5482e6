import { lazy, memoize } from "../../logic/memoize.ts";
import type { Expression } from "../../template/expression.ts";
import type { ResourceDeclaration, Template, WhyUnread } from "../../template/template.ts";
import { foldName, foldWord } from "../../text/fold.ts";
import { limits } from "../../text/limits.ts";
import { evaluateIn, type Frame } from "../scope.ts";
import type { DeploymentGroup, Embedded, ModuleInstance, ResourceInstance } from "../types.ts";
import { causesInside } from "../values/scalars.ts";
import { areListed, valueUnder } from "../values/find-entry.ts";
import { dictOf, equalValues, isDict, isText } from "../values/plain.ts";
import { type Cause, causesOf, causesOr, known, knownText, unknown, type Value } from "../values/value.ts";
import { framesAround, importFrame, moduleFrame } from "./frames.ts";
import { callsOf, instancesOf } from "./instances.ts";
import { splitText } from "./resource-id.ts";

/** The calls that a frame's template makes, one per iteration of each loop, those of templates in resources behind the modules. */
export function moduleInstances(frame: Frame): readonly ModuleInstance[] {
  return [...frame.template.modules.flatMap((each) => callsOf(each, frame) ?? []), ...embeddedCalls(frame)];
}

/** The call that made a frame; undefined of a root's. Asked only of what is bound: by then no call is still being worked out. */
export function callOf(frame: Frame): ModuleInstance | undefined {
  return frame.caller ? callsByFrame(frame.caller).get(frame) : undefined;
}

/** Whether a frame is of a folder that only has a module's name, or of what is called there: it may be right, and must close nothing. */
export function isSupposed(frame: Frame): boolean {
  return framesAround(frame).some((each) => callOf(each)?.instead !== undefined);
}

const callsByFrame = memoize(
  (caller: Frame): ReadonlyMap<Frame | null, ModuleInstance> =>
    new Map(moduleInstances(caller).map((call) => [call.frame, call])),
);

/** Every frame reached from this one, itself first, in the order of the calls. */
export function framesBelow(frame: Frame): readonly Frame[] {
  const inner = moduleInstances(frame).flatMap((call) => (call.frame ? framesBelow(call.frame) : []));
  return [frame, ...inner];
}

/**
 * What deploys a template that is written in one of its properties, or linked there. In ARM JSON, deployments are read as calls where their
 * templates are written as objects.
 * https://learn.microsoft.com/azure/templates/microsoft.resources/deployments
 * https://learn.microsoft.com/azure/templates/microsoft.resources/deploymentstacks
 * https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/resource_group_template_deployment
 */
const deploying: ReadonlySet<string> = new Set([
  "microsoft.resources/deployments",
  "microsoft.resources/deploymentstacks",
  "azurerm_template_deployment",
  "azurerm_resource_group_template_deployment",
  "azurerm_subscription_template_deployment",
  "azurerm_management_group_template_deployment",
  "azurerm_tenant_template_deployment",
]);

/** Nearly all types are written as they are. */
const mayDeploy = memoize(({ resources }: Template): readonly ResourceDeclaration[] =>
  resources.filter(
    ({ type, existing }) =>
      !existing && (type.kind !== "literal" || deploying.has(foldWord(String(type.value)))),
  ),
);

/** The templates that a frame's resources deploy, and what may be a template because its type is not known. */
const embeddedCalls = memoize((frame: Frame): readonly ModuleInstance[] =>
  mayDeploy(frame.template)
    .flatMap((each) => instancesOf(each, frame) ?? [])
    .flatMap((instance) => {
      const type = instance.type();
      if (type === null) return mayMatter(instance) ? [callIn(instance, "type-not-known")] : [];
      return deploying.has(foldWord(type)) ? [embeddedCall(instance)] : [];
    }),
);

/** What may declare a vault; children of a vault, such as its secrets, do not. */
const mattering = [
  "Microsoft.KeyVault/vaults",
  "Microsoft.KeyVault/managedHSMs",
  "Microsoft.Resources/deployments",
  "Microsoft.Resources/deploymentStacks",
];

/** Whether a resource whose type is not known may declare a vault. What lacks a type, or computes it in Bicep, is refused, and syntax errors are reported. */
function mayMatter(instance: ResourceInstance): boolean {
  const type = instance.writtenType?.();
  if (!type || instance.declaration.parent !== null) return false;
  const isOpen = causesInside(type).some((cause) => cause.kind !== "syntaxError" && !isLacking(cause));
  return isOpen && mattering.some((each) => equalValues(type, known(each, type.origin), true) !== "no");
}

function isLacking(cause: Cause): boolean {
  const kind = cause.kind === "unsupported" ? cause.construct.kind : null;
  return kind === "resource-without-type" || kind === "computed-type";
}

/** A template that is linked, or is not known, is not read. */
function embeddedCall(instance: ResourceInstance): ModuleInstance {
  const { frame, declaration } = instance;
  const { budget, readEmbedded } = frame.run;
  const body = instance.body();
  const properties = valueUnder(body, "properties");
  const written =
    valueUnder(properties, "template") ??
    decoded(valueUnder(body, "template_content") ?? valueUnder(body, "template_body"), frame);
  if (frame.depth >= limits.moduleDepth) return callIn(instance, "limit");
  const spend = (steps: number): boolean => budget.spend(steps);
  const embedded = written && readEmbedded(written, declaration.labelSpan, spend);
  const resources = valueUnder(written, "resources");
  if (!embedded)
    return callIn(instance, resources && !areListed(resources) ? "type-not-known" : "in-resource");
  const { template } = embedded;
  if (!budget.call(template.resources.length)) return callIn(instance, "limit");
  const given = valueUnder(properties, "parametersLink")
    ? unknown({ kind: "unsupported", construct: { kind: "linked-parameter-file" } }, body.origin)
    : (valueUnder(properties, "parameters") ??
      decoded(valueUnder(body, "parameters_content") ?? valueUnder(body, "parameters_body"), frame));
  const texts = valueUnder(body, "parameters");
  const call = callIn(instance, null);
  const called = moduleFrame({
    ...{ template, caller: { frame, locals: null }, declaration: call.declaration },
    ...{ symbol: call.symbol, exists: call.exists, repeats: call.repeats, group: groupOf(instance) },
    given: lazy(
      () => argumentsOf(given ?? texts, given !== null, embedded),
      () => body,
    ),
  });
  return { ...call, frame: called };
}

/** A template or parameters in a text, as azurerm takes them. */
function decoded(text: Value | null, frame: Frame): Value | null {
  if (!text) return null;
  const { span } = text.origin;
  const local: Expression = { kind: "name", span, space: "local", name: "text" };
  return evaluateIn(
    { frame, locals: { name: "text", value: text, next: null } },
    { kind: "call", span, name: "jsondecode", arguments: [local] },
  );
}

/** What a template is given: objects with values, as in a parameter file, or a map of texts. */
function argumentsOf(given: Value | null, hasObjects: boolean, { values, template }: Embedded): Value {
  const origin = given?.origin ?? { span: template.span };
  const dict = given?.kind === "known" && isDict(given.value) ? given.value : null;
  const written = [...(dict?.entries ?? [])].map(([name, { value }]): readonly [string, Value] => {
    const secret = causesOr(causesOf(value), { kind: "secret-reference" });
    return [name, hasObjects ? (valueUnder(value, "value") ?? unknown(secret, origin)) : value];
  });
  const open = given && !dict ? causesOr(causesOf(given), { kind: "unknown-object" }) : (dict?.open ?? []);
  return known(dictOf([...written, ...values], open), origin);
}

/** The group that a deployment names, or its id does. */
function groupOf(instance: ResourceInstance): DeploymentGroup {
  const { group } = instance.frame;
  const body = instance.body();
  const id = instance.id();
  const isKnown = id.kind === "known" && (typeof id.value === "string" || isText(id.value));
  const [, , subscription, around, resourceGroup] = isKnown ? splitText(id.value, id.origin) : [];
  const isInGroup = foldWord(around ? knownText(around) : null) === "resourcegroups";
  return {
    subscription: valueUnder(body, "subscriptionId") ?? subscription ?? group.subscription,
    resourceGroup:
      valueUnder(body, "resource_group_name") ??
      valueUnder(body, "resourceGroup") ??
      (isInGroup && resourceGroup ? resourceGroup : group.resourceGroup),
  };
}

/** A resource as a call of the template in it; of none where that is not read. */
function callIn(instance: ResourceInstance, unread: WhyUnread | null): ModuleInstance {
  const { declaration, frame, symbol, iteration, repeats, condition } = instance;
  const { span, labelSpan, name, body, condition: written, loop, dependsOn } = declaration;
  return {
    declaration: {
      ...{ span, key: null, labelSpan, name, condition: written, loop, dependsOn },
      symbol: declaration.symbol,
      source: { kind: "unreadable", span: labelSpan },
      arguments: body,
      writtenAs: "resource",
    },
    ...{ caller: frame, symbol, iteration, repeats, condition, unread },
    exists: instance.exists(),
    frame: null,
    name: instance.nameSegments().at(-1) ?? instance.id(),
    id: instance.id(),
    arguments: () => instance.body(),
    because: [],
  };
}

/** Something another file exports: the frame of that file, and the name it has there. */
interface Imported {
  readonly frame: Frame;
  readonly name: string;
}

/**
 * What a name means that a template imports (https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-import):
 * itself, or with the alias of everything another file exports before it. Null when it imports no such name; a cause when
 * the file cannot be seen.
 */
export function importedAs(frame: Frame, name: string): Imported | Cause | null {
  const { imports } = frame.template;
  const dot = name.indexOf(".");
  const found = imports?.get(dot < 0 ? name : name.slice(0, dot));
  if (!found || (found.name === null) !== dot >= 0) return null;
  if (frame.depth >= limits.moduleDepth) return { kind: "budget", limit: "module-depth" };
  if (!frame.run.budget.spend(1)) return { kind: "budget", limit: "steps" };
  const template = frame.run.resolveModule(found.source, frame.template.document);
  if (!("resources" in template)) return template.cause;
  const exported = found.name ?? name.slice(dot + 1);
  // Azure compares the names of a template in JSON without case.
  const isFolded = template.dialect === "arm";
  return { frame: frameOf(template, frame), name: isFolded ? foldName(exported) : exported };
}

function frameOf(template: Template, importer: Frame): Frame {
  const before = importer.memo.imports.get(template);
  if (before) return before;
  const frame = importFrame(importer, template);
  importer.memo.imports.set(template, frame);
  return frame;
}
