import { describeGroup } from "./describe-group.ts";
import { evaluationFailures, globSentences } from "./samples/failures.ts";

for (const group of [evaluationFailures, globSentences]) describeGroup(group);
