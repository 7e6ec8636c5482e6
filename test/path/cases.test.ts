import { describe, it } from "vitest";
import { cases, undecided } from "./cases.ts";
import { checkCase } from "./check-case.ts";
import { type Syntax, syntaxes } from "./scene.ts";

describe.each(Object.keys(syntaxes) as Syntax[])("in %s", (syntax) => {
  const all = [...cases, ...undecided].filter(({ not = [] }) => !not.includes(syntax));

  it.each(all)("$name", (each) => {
    checkCase(each, syntax, "plain");
  });

  it.each(all)("$name, in a module", (each) => {
    checkCase(each, syntax, "modules");
  });
});
