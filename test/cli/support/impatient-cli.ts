import { Deadline } from "../../../server/src/cli/deadline.ts";
import { runProcess } from "../../../server/src/cli/process.ts";

/** The command line as it is built, but for a short deadline. */
runProcess(new Deadline(3_000));
