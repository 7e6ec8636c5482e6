import { builtInTags } from "../../services/built-in-tags.ts";
import type { ServiceTags } from "../../services/service-tags.ts";
import type { Words } from "../../words/words.ts";
import { describeConsumer } from "./describe-consumer.ts";
import { describeFlag } from "./describe-flag.ts";
import { describeLookup, describeVaults } from "./describe-vault.ts";
import { describeSetting } from "./describe-setting.ts";
import { describeIpRules } from "./describe-ip-rule.ts";
import type { Topic } from "./topic.ts";

/** Explains what is under the cursor, as Markdown of at most twelve lines; names from the template are escaped. */
export function describeTopic(
  topic: Topic,
  words: Words,
  tags: ServiceTags = builtInTags,
  areOthersRead = true,
): string {
  switch (topic.kind) {
    case "ipRule":
      return describeIpRules(topic, tags, words);
    case "consumer":
      return describeConsumer(topic, words);
    case "flag":
      return describeFlag(topic, words);
    case "setting":
      return describeSetting(topic, words);
    case "lookup":
      return describeLookup(topic, words, areOthersRead);
    case "vault":
      return describeVaults(topic, words, areOthersRead);
  }
}
