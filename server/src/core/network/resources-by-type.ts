import { instancesOf, resourceInstances } from "../evaluate/instances/instances.ts";
import type { Frame } from "../evaluate/scope.ts";
import type { Existence, Home, ResourceInstance, Value } from "../evaluate/types.ts";
import { grouped } from "../logic/grouped.ts";
import { memoize, once, oncePerKey } from "../logic/memoize.ts";
import type { ResourceDeclaration, Template } from "../template/template.ts";
import type { Span } from "../text/document.ts";
import { foldWord } from "../text/fold.ts";
import { isIdText, typeInId } from "./ids/links.ts";

/** The resources of a deployment, found by type. Of most of them nothing is asked, so these are never made. */
export interface ResourcesByType {
  readonly of: InstancesOf;
  /** Without those of which the declaration says that they do not concern a question. */
  readonly concerning: (concerns: Concerns) => InstancesOf;
}

/** Those that frames declare, in order, and behind them others. */
export function resourcesByType(
  frames: readonly Frame[],
  others: readonly ResourceInstance[],
): ResourcesByType {
  const plain = framesByType(frames);
  const evaluated = groupByType([...frames.flatMap(evaluatedIn), ...others]);
  const all = once(() => groupByType([...frames.flatMap(resourceInstances), ...others]));
  const plainOf = (type: string, declared: DeclaredOf) =>
    (plain.get(type) ?? []).flatMap((frame) =>
      declared(frame.template)(type).flatMap((each) => instancesOf(each, frame) ?? []),
    );
  const ofType = oncePerKey((type): readonly ResourceInstance[] => {
    const group = plain.has(type) && evaluated.has(type) ? all().get(type) : evaluated.get(type);
    return group ?? plainOf(type, plainOfType);
  });
  /** A deployment has few of the types that are asked for. */
  const joined = (types: readonly string[], groupOf: (type: string) => readonly ResourceInstance[]) => {
    let found = none;
    for (const type of types) {
      if (!plain.has(type) && !evaluated.has(type)) continue;
      const group = groupOf(type);
      found = found.length === 0 ? group : [...found, ...group];
    }
    return found;
  };
  return {
    of: (...types) => joined(types, ofType),
    concerning: (concerns) => {
      const declared = concerningIn(concerns);
      const groupOf = (type: string): readonly ResourceInstance[] =>
        evaluated.has(type) ? ofType(type) : plainOf(type, declared);
      return (...types) => joined(types, groupOf);
    },
  };
}

type DeclaredOf = (template: Template) => (type: string) => readonly ResourceDeclaration[];

/** The frames that declare plain resources of a type. */
function framesByType(frames: readonly Frame[]): ReadonlyMap<string, readonly Frame[]> {
  return grouped(frames, (frame) => plainIn(frame.template).keys());
}

const none: readonly ResourceInstance[] = [];

/** The declarations of a template of which one is one resource, of a type that is written there: nothing has to be evaluated to find them. */
const plainIn = memoize(({ resources }: Template): ReadonlyMap<string, readonly ResourceDeclaration[]> =>
  grouped(resources, (each) => [plainType(each) ?? []].flat()),
);

function plainOfType(template: Template): ReturnType<DeclaredOf> {
  return (type) => plainIn(template).get(type) ?? [];
}

/** Asked only of types that the question is about. */
const concerningIn = memoize((concerns: Concerns): DeclaredOf =>
  memoize((template) =>
    oncePerKey((type) => plainOfType(template)(type).filter((each) => concerns(each, type))),
  ),
);

const notPlainIn = memoize(({ resources }: Template) => resources.filter((each) => plainType(each) === null));

function evaluatedIn(frame: Frame): readonly ResourceInstance[] {
  return notPlainIn(frame.template).flatMap((each) => instancesOf(each, frame) ?? []);
}

function plainType({ type, parent, loop, condition }: ResourceDeclaration): string | null {
  if (loop || condition || parent || type.kind !== "literal" || typeof type.value !== "string") return null;
  return foldWord(type.value);
}

function groupByType(
  instances: readonly ResourceInstance[],
): ReadonlyMap<string, readonly ResourceInstance[]> {
  return grouped(instances, (instance) => [foldWord(instance.type()) ?? []].flat());
}

/** The resources of a deployment that are of one of these types, written in lower case. */
export type InstancesOf = (...types: readonly string[]) => readonly ResourceInstance[];

/** Whether a declaration of a type, which is in lower case, may concern a question: it depends on nothing but the declaration. */
export type Concerns = (declaration: ResourceDeclaration, type: string) => boolean;

/** Finds what azurerm declares by the type that Azure has for it, too, where its id says that and it may concern the question. */
export function alsoByAzuresType(
  of: InstancesOf,
  frames: readonly Frame[],
  others: readonly ResourceInstance[],
  concerns: Concerns = () => true,
): InstancesOf {
  const declared = new Set(frames.flatMap(({ template }) => [...byAzuresType(template).keys()]));
  for (const { declaration } of others) if (declaration.azureType) declared.add(declaration.azureType);
  if (declared.size === 0) return of;
  const named = oncePerKey((type): readonly ResourceInstance[] => [
    ...frames.flatMap((frame) => declaredAs(frame, type, concerns)),
    ...others.filter((each) => each.declaration.azureType === type && isOfAzuresType(each, type)),
  ]);
  return (...types) => {
    const more = types.filter((type) => declared.has(type)).flatMap(named);
    return more.length === 0 ? of(...types) : [...new Set([...of(...types), ...more])];
  };
}

const byAzuresType = memoize(({ resources }: Template) =>
  grouped(resources, ({ azureType }) => (azureType === undefined ? [] : [azureType])),
);

function declaredAs(frame: Frame, type: string, concerns: Concerns): readonly ResourceInstance[] {
  const declared = byAzuresType(frame.template).get(type) ?? [];
  return declared
    .filter((each) => concerns(each, type))
    .flatMap((each) => instancesOf(each, frame) ?? [])
    .filter((each) => isOfAzuresType(each, type));
}

function isOfAzuresType(instance: ResourceInstance, type: string): boolean {
  const id = instance.id();
  return id.kind === "known" && isIdText(id.value) && typeInId(id.value) === type;
}

/** What all resources of the model share. */
export interface Resource {
  /** The same in every world and at every analysis of the same text. */
  readonly key: string;
  readonly symbol: string;
  /** The calls from the root, `keyVault[1]/inner`; null in the root itself. */
  readonly module: string | null;
  readonly name: Value;
  readonly id: Value;
  readonly exists: Existence;
  /** Where it is declared, for reports. */
  readonly label: Span;
  /** The whole declaration. */
  readonly span: Span;
  /** The root that declares it, where that is not the one being evaluated. */
  readonly home: Home | null;
  readonly instance: ResourceInstance;
}
