/**
 * What changes from day to day: the words of the console.
 */

import type { SettingsWords } from "../../ports/console/settings.ts";

export const settingsWords: SettingsWords = {
  title: "設定",
};
