import { factsOf, type TypeLookUp } from "../../template/declared-type.ts";
import type { ParameterDeclaration } from "../../template/template.ts";
import { importedAs } from "./imports.ts";
import type { Frame } from "../scope.ts";

/**
 * A parameter with what other files say of its type: its values, and whether it may be left out or is a secret
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-import).
 */
export function withImportedType(declaration: ParameterDeclaration, frame: Frame): ParameterDeclaration {
  if (!declaration.declared) return declaration;
  const facts = factsOf({ type: declaration.declared, lookUp: lookUpIn(frame) });
  return {
    ...declaration,
    ...facts,
    allowed: facts.allowed ?? declaration.allowed,
    secure: facts.secure || declaration.secure,
  };
}

function lookUpIn(frame: Frame): TypeLookUp {
  return (name) => {
    const own = frame.template.types?.get(name);
    if (own) return { type: own, lookUp: lookUpIn(frame) };
    const imported = importedAs(frame, name);
    return imported && "frame" in imported ? lookUpIn(imported.frame)(imported.name) : null;
  };
}
