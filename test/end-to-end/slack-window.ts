/**
 * A window of Slack's as somebody fills it in: what stands in its fields when it is sent off.
 */

import { expect } from "vitest";
import type { Element } from "./slack-reading.ts";

/** A window as it stands open. */
export interface Window {
  readonly id: string;
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly title?: { readonly text: string };
  readonly blocks: readonly unknown[];
}

/** What is put into a window's fields over what stands in them, by field; `false` takes a tick away. */
export type Filled = Readonly<Record<string, string | number | false>>;

interface Field {
  readonly type: string;
  readonly block_id: string;
  readonly element: Element & {
    readonly initial_value?: string;
    readonly initial_options?: Element["options"];
    readonly initial_option?: NonNullable<Element["options"]>[number];
    readonly initial_date_time?: number;
  };
}

/** What stands in the fields when the window is sent off, in Slack's own shape. */
export function valuesOf({ blocks }: Window, filled: Filled): Record<string, Record<string, object>> {
  const fields = (blocks as readonly Field[]).filter(({ type }) => type === "input");
  return Object.fromEntries(
    fields.map(({ block_id, element }) => {
      const put = filled[block_id.replace("desk.field.", "")];
      return [block_id, { [element.action_id]: { type: element.type, ...fieldValue(element, put) } }];
    }),
  );
}

function fieldValue(element: Field["element"], put: Filled[string] | undefined): object {
  const { type, initial_value, initial_options = [], initial_option, initial_date_time, options = [] } = element;
  switch (type) {
    case "plain_text_input":
      return { value: put ?? initial_value ?? null };
    case "checkboxes":
      return { selected_options: put === false ? [] : initial_options };
    case "static_select":
      return { selected_option: options.find(({ text }) => text.text === put) ?? initial_option ?? null };
    case "users_select":
      return { selected_user: put ?? null };
    case "datetimepicker":
      return { selected_date_time: put ?? initial_date_time ?? null };
    default:
      return expect.unreachable(`a field of type ${type}`);
  }
}
