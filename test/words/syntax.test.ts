import { syntaxSentences } from "./samples/syntax.ts";
import { describeGroup } from "./describe-group.ts";

for (const group of [syntaxSentences]) describeGroup(group);
