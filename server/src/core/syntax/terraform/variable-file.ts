import type { ParameterAssignment, ParameterFile } from "../syntax.ts";
import type { Attribute, Body } from "./hcl/nodes.ts";
import { lowerAttribute } from "./lower-body.ts";
import { type LowerContext, spanOf } from "./lower-context.ts";

/** Values of variables: https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files */
export function readVariableFile(
  body: Body,
  whole: LowerContext,
  contextFor: (attribute: Attribute) => LowerContext = () => whole,
): ParameterFile {
  const values = body.attributes.map((attribute): readonly [string, ParameterAssignment] => {
    const context = contextFor(attribute);
    const nameSpan = spanOf({ start: attribute.start, end: attribute.nameEnd }, context);
    return [attribute.name, { nameSpan, value: lowerAttribute(attribute, context), secret: false }];
  });
  return { span: spanOf(body, whole), using: null, values: new Map(values), intact: body.intact };
}
