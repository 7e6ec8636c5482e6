import { meaningSentences, driftSentences, adviceSentences } from "./samples/refusals.ts";
import { describeGroup } from "./describe-group.ts";

for (const group of [meaningSentences, driftSentences, adviceSentences]) describeGroup(group);
