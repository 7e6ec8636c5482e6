import { describeGroup } from "./describe-group.ts";
import { ipRuleSentences } from "./samples/hover.ts";

describeGroup(ipRuleSentences);
