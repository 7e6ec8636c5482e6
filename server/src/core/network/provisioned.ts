import { instancesOf } from "../evaluate/instances/instances.ts";
import type { ResourceInstance } from "../evaluate/types.ts";
import { memoize, Remembered } from "../logic/memoize.ts";
import type { ResourceDeclaration, Template } from "../template/template.ts";
import { certainlyLacks } from "../template/lacks.ts";
import type { Network } from "./network.ts";

/** The resources that may have provisioners: https://developer.hashicorp.com/terraform/language/resources/provisioners/syntax */
export function mayBeProvisioned({ frames, neighbors }: Network): readonly ResourceInstance[] {
  return [
    ...frames.flatMap((frame) =>
      provisionedIn(frame.template).flatMap((each) => instancesOf(each, frame) ?? []),
    ),
    ...neighbors.instances.filter(
      ({ declaration, frame }) => isApplied(frame.template) && hasProvisioner(declaration),
    ),
  ];
}

const provisionedIn = memoize((template: Template) =>
  isApplied(template) ? template.resources.filter(hasProvisioner) : [],
);

/** What Terraform printed runs nothing. */
function isApplied({ dialect, state }: Template): boolean {
  return dialect === "terraform" && state === null;
}

function hasProvisioner(declaration: ResourceDeclaration): boolean {
  return !declaration.existing && !lacksProvisioner(declaration);
}

/** After an edit, that is known of all resources but the edited one. */
function lacksProvisioner(declaration: ResourceDeclaration): boolean {
  const { readFrom } = declaration;
  const before = readFrom && withoutProvisioner.get(readFrom);
  if (before !== undefined) return before;
  const isWithout = certainlyLacks(declaration.around ?? declaration.body, ["provisioner"]);
  if (readFrom) withoutProvisioner.set(readFrom, isWithout);
  return isWithout;
}

const withoutProvisioner = new Remembered<object, boolean>();
