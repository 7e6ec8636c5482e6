import { grouped } from "../logic/grouped.ts";
import { instancesOf } from "../evaluate/instances/instances.ts";
import type { Frame } from "../evaluate/scope.ts";
import type { ResourceInstance } from "../evaluate/types.ts";
import { memoize, oncePerKey } from "../logic/memoize.ts";
import type { ResourceDeclaration, Template } from "../template/template.ts";
import { isIdText, typeInId } from "./ids/links.ts";

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
