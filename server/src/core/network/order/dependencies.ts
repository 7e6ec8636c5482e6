import { expressionsWithin } from "../../evaluate/expressions/uses.ts";
import { callOf, moduleInstances } from "../../evaluate/instances/calls.ts";
import { callsOf, instancesOf, resourceInstances } from "../../evaluate/instances/instances.ts";
import { evaluateIn, type Frame } from "../../evaluate/scope.ts";
import type { ModuleInstance, ResourceInstance } from "../../evaluate/types.ts";
import { isList, type Plain } from "../../evaluate/values/plain.ts";
import { known, type Value } from "../../evaluate/values/value.ts";
import { grouped } from "../../logic/grouped.ts";
import { memoize } from "../../logic/memoize.ts";
import type { Truth } from "../../logic/truth.ts";
import type { Expression, NameSpace } from "../../template/expression.ts";
import type { ModuleDeclaration, ResourceDeclaration, Template } from "../../template/template.ts";
import { foldName, foldWord } from "../../text/fold.ts";
import { sameResource } from "../ids/links.ts";
import { waitsInTerraform } from "./terraform-order.ts";

/** What a template deploys as one piece: a resource, or the call of a module. */
type Unit = ResourceInstance | ModuleInstance;

/** The known direct dependencies of a unit. */
export interface Dependencies {
  readonly units: readonly Unit[];
  /** There are no others. */
  readonly isComplete: boolean;
}

/** The units of its template that a unit waits for: those it names, refers to, or is a child of. */
const dependenciesOf = memoize((unit: Unit): Dependencies => {
  const frame = frameOf(unit);
  if (!frame) return { units: [], isComplete: false };
  const parent = "parent" in unit ? unit.parent() : null;
  const { dependsOn } = unit.declaration;
  const seen = new Set<Expression>();
  const parts = [
    ...(dependsOn ? [declared(dependsOn, frame)] : []),
    ...expressionsOf(unit).flatMap((each) => referredTo(each, frame, seen)),
  ];
  return {
    units: [...(parent ? [parent] : []), ...parts.flatMap((part) => part.units)],
    isComplete: parts.every((part) => part.isComplete),
  };
});

const unclear: Dependencies = { units: [], isComplete: false };

/** The frame whose template declares the unit. An opaque call has no frame. */
function frameOf(unit: Unit): Frame | null {
  return "body" in unit ? unit.frame : (unit.frame?.caller ?? null);
}

/** Bicep looks at all of a declaration: https://github.com/Azure/bicep/blob/main/src/Bicep.Core/Emit/ResourceDependencyVisitor.cs */
function expressionsOf({ declaration }: Unit): readonly Expression[] {
  const { name, condition, loop } = declaration;
  const told = "body" in declaration ? [declaration.body, declaration.scope] : argumentsOf(declaration);
  return [...told, name, condition, loop?.source].filter((part) => part !== null && part !== undefined);
}

function argumentsOf({
  arguments: given,
  scope,
}: ModuleDeclaration): readonly (Expression | null | undefined)[] {
  return [given, scope?.subscription, scope?.resourceGroup];
}

/** What `dependsOn` lists: each by its id, by its name alone, by its symbolic name, or by the name of its loop. */
function declared(dependsOn: Expression, frame: Frame): Dependencies {
  const list = evaluateIn({ frame, locals: null }, dependsOn);
  if (list.kind !== "known" || !isList(list.value)) return unclear;
  const parts = list.value.items.map((item) => namedBy(item, frame));
  return {
    units: parts.flatMap((part) => part.units),
    isComplete: list.value.open.length === 0 && parts.every((part) => part.isComplete),
  };
}

function namedBy(entry: Value, frame: Frame): Dependencies {
  if (entry.kind !== "known") return unclear;
  const handles = isList(entry.value) ? entry.value.items : [entry];
  const direct = handles.flatMap((each) => handleOf(each));
  if (direct.length > 0) return { units: direct, isComplete: direct.length === handles.length };
  const units = unitsOf(frame).filter((each) => isNamed(each, entry.value));
  return { units, isComplete: units.length > 0 };
}

function handleOf(value: Value): readonly Unit[] {
  if (value.kind !== "known" || value.value === null || typeof value.value !== "object") return [];
  return value.value.kind === "resource" || value.value.kind === "module" ? [value.value.instance] : [];
}

/**
 * What an expression refers to by name, through variables as well: for Bicep a resource depends on what its variables refer to
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/resource-dependencies#implicit-dependency). A call of `reference()` and its like, and what cannot be read, may be about anything.
 */
function referredTo(expression: Expression, frame: Frame, seen: Set<Expression>): readonly Dependencies[] {
  if (seen.has(expression)) return [];
  seen.add(expression);
  return tellingWithin(expression).flatMap((each): readonly Dependencies[] => {
    if (isDamaged(each)) return [unclear];
    if (each.kind === "call") {
      const [target] = each.arguments;
      return [target ? namedBy(evaluateIn({ frame, locals: null }, target), frame) : unclear];
    }
    if (each.kind === "name" && each.space === "variable") {
      const variable = frame.template.variables.get(each.name);
      return variable ? referredTo(variable.value, frame, seen) : [];
    }
    if (each.kind !== "name" || (each.space !== "resource" && each.space !== "module")) return [];
    const units = unitsCalled(each.name, frame);
    return [{ units, isComplete: units.length > 0 }];
  });
}

/** The expressions within one that say what it refers to: the same in all environments, and few. */
const tellingWithin = memoize((expression: Expression): readonly Expression[] =>
  expressionsWithin(expression).filter(
    (each) =>
      isDamaged(each) ||
      (each.kind === "call" && /^(reference|list\w*)$/i.test(each.name)) ||
      (each.kind === "name" && namesOfDeclarations.has(each.space)),
  ),
);

const namesOfDeclarations: ReadonlySet<NameSpace> = new Set(["variable", "resource", "module"]);

/** Whether a syntax error may hide a part, `dependsOn` among them. */
function isDamaged(expression: Expression): boolean {
  if (expression.kind === "unreadable") return expression.construct === null;
  return "intact" in expression && !expression.intact;
}

/** Asked only of what is bound: by then no instance is still being worked out. */
const unitsOf = memoize((frame: Frame): readonly Unit[] => [
  ...resourceInstances(frame),
  ...moduleInstances(frame),
]);

/** The units with a symbolic name. */
function unitsCalled(name: string, frame: Frame): readonly Unit[] {
  const declared = declarationsByKey(frame.template).get(name) ?? [];
  return declared.flatMap(
    (each): readonly Unit[] => ("body" in each ? instancesOf(each, frame) : callsOf(each, frame)) ?? [],
  );
}

type Declaration = ResourceDeclaration | ModuleDeclaration;

/** The same for all instances of a template: the resources with a name, and behind them the modules. */
const declarationsByKey = memoize(({ resources, modules }: Template) =>
  grouped<Declaration, string>([...resources, ...modules], ({ key }) => (key === null ? [] : [key])),
);

function isNamed(unit: Unit, entry: Plain): boolean {
  const { declaration } = unit;
  if (typeof entry === "string") {
    if (entry === declaration.key || declaration.loop?.index === loopNamed(entry)) return true;
    if (namesOf(unit).includes(foldName(entry))) return true;
  }
  const id = "body" in unit ? unit.id() : unit.id;
  return sameResource(known(entry, { span: declaration.labelSpan }), id) === "yes";
}

/** The names by which ARM knows a unit of its template, in lower case: `vnet/app`, with and without its type. */
function namesOf(unit: Unit): readonly string[] {
  if (!("body" in unit)) {
    const { name } = unit;
    return name.kind === "known" && typeof name.value === "string" ? [foldName(name.value)] : [];
  }
  const path = pathOf(unit);
  return path === null ? [] : [path, `${foldWord(unit.type()) ?? ""}/${path}`];
}

/** The whole name in lower case; null when it is not known. */
function pathOf(instance: ResourceInstance): string | null {
  const names: string[] = [];
  for (const segment of instance.nameSegments()) {
    if (segment.kind !== "known" || typeof segment.value !== "string") return null;
    names.push(foldName(segment.value));
  }
  return names.join("/");
}

/** The name ARM's reader gives to the position in a copy loop. */
function loopNamed(name: string): string {
  return `copy:${foldName(name)}`;
}

/**
 * Whether a resource is deployed after another one, because it, what it waits for, or the call of its module says so. "Maybe"
 * where something refers to resources in a way that is not followed here, and between the roots of a repository, which are deployed in
 * regardless of the order.
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-dependency)
 */
export function waitsFor(resource: ResourceInstance, other: ResourceInstance): Truth {
  if (resource.frame.run !== other.frame.run) return "maybe";
  if (resource.frame.template.dialect === "terraform") return waitsInTerraform(resource, other);
  const [unit, target] = unitsWhereTheyPart(resource, other);
  if (!unit || !target) return "maybe";
  if (dependenciesOf(unit).units.includes(target)) return "yes";
  const { units, isComplete } = waitedFor(unit);
  return units.has(target) ? "yes" : isComplete ? "no" : "maybe";
}

/** The unit and all it waits for, however many steps away. */
const waitedFor = memoize(
  (unit: Unit): { readonly units: ReadonlySet<Unit>; readonly isComplete: boolean } => {
    let isComplete = true;
    const units = new Set<Unit>();
    const waiting = [unit];
    for (let at = waiting.pop(); at; at = waiting.pop()) {
      if (units.has(at)) continue;
      units.add(at);
      const next = dependenciesOf(at);
      isComplete &&= next.isComplete;
      waiting.push(...next.units);
    }
    return { units, isComplete };
  },
);

/** The innermost template that deploys both, and what it deploys each of them as. */
function unitsWhereTheyPart(
  a: ResourceInstance,
  b: ResourceInstance,
): readonly [Unit | undefined, Unit | undefined] {
  const [left, right] = [framesAround(a.frame), framesAround(b.frame)];
  let depth = 0;
  while (left[depth + 1] && left[depth + 1] === right[depth + 1]) depth++;
  return [unitAt(a, left[depth + 1]), unitAt(b, right[depth + 1])];
}

/** The frames from the root down to this one. */
const framesAround = memoize((frame: Frame): readonly Frame[] =>
  frame.caller ? [...framesAround(frame.caller), frame] : [frame],
);

function unitAt(resource: ResourceInstance, below: Frame | undefined): Unit | undefined {
  return below ? callOf(below) : resource;
}
