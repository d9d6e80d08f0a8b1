/**
 * Who may do what at a desk: the words of the console.
 */

import type { PeopleWords } from "../../ports/console/people.ts";

export const peopleWords: PeopleWords = {
  title: "職員",
};
