/**
 * Who did what: the words of the console.
 */

import type { AuditWords } from "../../ports/console/audit.ts";

export const auditWords: AuditWords = {
  title: "操作の記録",
};
