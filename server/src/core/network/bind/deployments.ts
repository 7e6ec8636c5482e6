import type { ModuleInstance, ResourceInstance } from "../../evaluate/types.ts";
import { exists } from "../../evaluate/instances/frames.ts";
import { moduleInstances } from "../../evaluate/instances/calls.ts";
import { dictOf, isDict } from "../../evaluate/values/plain.ts";
import type { Frame } from "../../evaluate/scope.ts";
import { known, type Value } from "../../evaluate/values/value.ts";
import { valueUnder } from "../../evaluate/values/find-entry.ts";
import type { Expression } from "../../template/expression.ts";
import type { Span } from "../../text/document.ts";

/** The type of deployments: https://learn.microsoft.com/azure/templates/microsoft.resources/deployments */
const deploymentType = "microsoft.resources/deployments";

/**
 * The deployments of Azure Resource Manager as resources: one for the root and one for each call of a module. Of
 * their parameters, only references to secrets are included, in the form of a parameter file.
 */
export function deploymentsOf(frames: readonly Frame[]): readonly ResourceInstance[] {
  return frames
    .filter(({ template }) => template.dialect !== "terraform")
    .flatMap((frame) => [...ownDeployment(frame), ...moduleInstances(frame).flatMap(callAsResource)]);
}

/** The root's own deployment, which matters if a parameter file reads values from a vault. */
function ownDeployment(frame: Frame): readonly ResourceInstance[] {
  const references = frame.caller
    ? []
    : referencesAmong([...frame.inputs].map(([name, value]) => [name, value()]));
  const [first] = references;
  if (!first) return [];
  const [, { origin }] = first;
  const named = { symbol: "deployment", key: null, name: null, condition: null, loop: null };
  return [
    {
      declaration: { ...declared(origin.span), ...named, span: frame.template.span, labelSpan: origin.span },
      ...{ frame, symbol: named.symbol, iteration: null, repeats: false },
      type: () => deploymentType,
      exists: () => frame.exists,
      condition: exists,
      nameSegments: () => [],
      id: () => known("", origin),
      parent: () => null,
      body: () => bodyOf(references, origin.span),
      isMade: true,
    },
  ];
}

/** What deploys a template in one of its properties is a resource already. */
function callAsResource(call: ModuleInstance): readonly ResourceInstance[] {
  const { declaration, caller, symbol, iteration, repeats, name, id } = call;
  if (declaration.writtenAs === "resource") return [];
  const { span, labelSpan, key, condition, loop } = declaration;
  return [
    {
      declaration: {
        ...declared(span),
        ...{ span, labelSpan, symbol: declaration.symbol, key, name: declaration.name, condition, loop },
        body: declaration.arguments,
        dependsOn: declaration.dependsOn ?? null,
      },
      ...{ frame: caller, symbol, iteration, repeats },
      type: () => deploymentType,
      exists: () => call.exists,
      condition: call.condition,
      nameSegments: () => [name],
      id: () => id,
      parent: () => null,
      body: () =>
        bodyOf(
          [...referencesAmong(valuesOf(call.arguments())), ...configured(call.extensionConfigs?.())],
          span,
        ),
      isMade: true,
    },
  ];
}

/** Values by the names of parameters. */
type References = readonly (readonly [string, Value])[];

/**
 * The parameters whose value is fetched from a vault, by the reference to it. One that is only passed on was
 * fetched earlier.
 */
function referencesAmong(values: References): References {
  return values.flatMap(([name, { origin, ...value }]) => {
    if (value.kind !== "unknown" || origin.from) return [];
    return value.because.flatMap((cause) =>
      cause.kind === "secret" && cause.reference ? [[name, cause.reference] as const] : [],
    );
  });
}

/**
 * The properties of extensions that are fetched from a vault: `extensionConfigs` of
 * https://learn.microsoft.com/azure/templates/microsoft.resources/deployments.
 */
function configured(configs: Value | null | undefined): References {
  const properties = valuesOf(configs ?? null).flatMap(([, config]) => valuesOf(config));
  return properties.flatMap((property) => {
    const reference = valueUnder(property[1], "keyVaultReference");
    return reference ? [[property[0], reference] as const] : referencesAmong([property]);
  });
}

function valuesOf(value: Value | null): References {
  const entries = value?.kind === "known" && isDict(value.value) ? value.value.entries : [];
  return [...entries].map(([key, entry]) => [key, entry.value]);
}

function bodyOf(references: References, span: Span): Value {
  const origin = { span };
  const below = (...entries: readonly (readonly [string, Value])[]): Value => known(dictOf(entries), origin);
  const parameters = references.map(([name, reference]) => [name, below(["reference", reference])] as const);
  return below(["properties", below(["parameters", below(...parameters)])]);
}

/** What no deployment says of itself. */
function declared(
  span: Span,
): Pick<
  ResourceInstance["declaration"],
  "type" | "apiVersion" | "existing" | "parent" | "scope" | "body" | "dependsOn"
> {
  const type: Expression = { kind: "literal", span, value: deploymentType };
  const body: Expression = { kind: "unreadable", span, construct: { kind: "deployment" } };
  return { type, apiVersion: null, existing: false, parent: null, scope: null, body, dependsOn: null };
}
