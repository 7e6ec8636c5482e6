import { describeGroup } from "./describe-group.ts";
import { allSentences } from "./samples/all.ts";
import { catalogTexts } from "./samples/terms.ts";

// A test of the catalog compares its texts with their translations.
for (const group of allSentences.filter((each) => each !== catalogTexts)) describeGroup(group);
