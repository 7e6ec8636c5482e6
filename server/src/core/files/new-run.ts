import { Budget, type Checkpoint } from "../evaluate/budget.ts";
import { textsOf } from "./texts.ts";
import type { Files } from "./files.ts";
import type { Run } from "../evaluate/types.ts";
import { functionsOf } from "../evaluate/functions/tables.ts";
import { evaluate } from "../evaluate/evaluate.ts";

/** What differs from one evaluation to another. */
interface RunParts extends Pick<Run, "resolveModule" | "world" | "conditions" | "stateOf"> {
  /** The root that is evaluated unless it is given. */
  readonly home?: Run["home"];
  readonly files: Files;
  /** Called now and then, so that the host can stop the work. */
  readonly checkpoint?: Checkpoint | undefined;
}

/** An evaluation with all functions and a budget of its own, which reads files that the host supplies. */
export function newRun({
  files,
  checkpoint,
  resolveModule,
  world,
  conditions,
  stateOf,
  home = null,
}: RunParts): Run {
  return {
    budget: new Budget(checkpoint),
    evaluate,
    functions: functionsOf,
    resolveModule,
    texts: textsOf(files),
    world,
    home,
    ...(conditions ? { conditions } : {}),
    ...(stateOf ? { stateOf } : {}),
  };
}
