import fc from "fast-check";
import { expect, it } from "vitest";
import { armFunctions } from "../../server/src/core/evaluate/functions/arm/arm-functions.ts";
import { evaluateText } from "./evaluate-text.ts";
import { printValue } from "./literate.ts";

const argument = fc.constantFrom(
  "null()",
  "true()",
  "-1",
  "0",
  "3",
  "2147483648",
  "''",
  "'a'",
  "'10.0.0.0/8'",
  "'::/0'",
  "'{0:Z9}{1}{'",
  "'%zz'",
  "'Microsoft.KeyVault/vaults'",
  "createArray()",
  "createArray('a', parameters('p'), null())",
  "concat(createArray('a'), parameters('r'))",
  "createObject('a', 1)",
  "union(createObject('a', 1), parameters('o'))",
  "parameters('p')",
  "concat('a', parameters('p'))",
  "if(parameters('flag'), 'a', 'b')",
  "if(parameters('flag'), createArray(), createArray('a'))",
  "if(parameters('flag'), null(), 1)",
  "lambda('x', lambdaVariables('x'))",
  "lambda('x', 'y', lambdaVariables('y'))",
  "resourceGroup()",
  "missing()",
);

it.each([...armFunctions.keys()].filter((name) => /^\w+$/.test(name)))(
  "%s answers whatever it is given, the same each time",
  (name) => {
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 4 }), (values) => {
        const call = `${name}(${values.join(", ")})`;
        const answer = printValue(evaluateText(call));
        expect(answer).toMatch(/^(known|one of|unknown): ./s);
        expect(printValue(evaluateText(call))).toBe(answer);
      }),
      { numRuns: 60 },
    );
  },
);
