import {
  standingSentences,
  sourceSentences,
  addressNoteSentences,
  sourceFaultSentences,
} from "./samples/sources.ts";
import { describeGroup } from "./describe-group.ts";

for (const group of [standingSentences, sourceSentences, addressNoteSentences, sourceFaultSentences])
  describeGroup(group);
