import { describeGroup } from "./describe-group.ts";
import { existingSentences } from "./samples/lens.ts";

describeGroup(existingSentences);
