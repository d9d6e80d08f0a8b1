/**
 * Slack's numbers and how it counts, each with its source.
 *
 * "Types" is the JSDoc of `@slack/types` 3.2.0 at the type of that name, "reference" is docs.slack.dev. A call over any
 * of them is refused as a whole, so whatever leaves here has to keep them all. Counted in UTF-16 code units throughout.
 */

/** Blocks of one message. Source: reference, "Blocks". */
export const MESSAGE_BLOCKS = 50;
/** Blocks of a window or a home. Source: types, `BaseView.blocks`. */
export const VIEW_BLOCKS = 100;

/** The text of a section, and of any text object; at least 1. Source: types, `SectionBlock.text`, `PlainTextElement.text`. */
export const SECTION_UNITS = 3_000;
/** Fields of a section. Source: types, `SectionBlock.fields`. */
export const FIELDS = 10;
/** The text of one of them. Source: types, `SectionBlock.fields`. */
export const FIELD_UNITS = 2_000;
/** Buttons and menus of one block of actions. Source: types, `ActionsBlock.elements`. */
export const ACTIONS = 25;
/** Texts of one block of context. Source: types, `ContextBlock.elements`. */
export const CONTEXT_TEXTS = 10;
/** Source: types, `HeaderBlock.text`. */
export const HEADER_UNITS = 150;

/** What stands on a button. Source: types, `Button.text`. */
export const BUTTON_UNITS = 75;
/** What a button carries. Source: types, `Button.value`. */
export const BUTTON_VALUE_UNITS = 2_000;
/** Source: types, `Button.url`. */
export const BUTTON_URL_UNITS = 3_000;
/** Of an `action_id`, a `block_id` and a `callback_id`. Source: types, `Action.action_id`, `Block.block_id`. */
export const ID_UNITS = 255;

/** Options of an overflow menu. Source: types, `Overflow.options`. */
export const OVERFLOW_OPTIONS = 5;
/** Options of a menu to select from. Source: types, `StaticSelect.options`. */
export const SELECT_OPTIONS = 100;
/** Options of a set of boxes or radio buttons. Source: types, `Checkboxes.options`. */
export const BOX_OPTIONS = 10;
/** What stands on an option. Source: types, `PlainTextOption.text`. */
export const OPTION_UNITS = 75;
/** What an option carries: 150 by the reference, 75 by types, `OptionDescriptor.value`; so the smaller. */
export const OPTION_VALUE_UNITS = 75;
/** Source: types, `Placeholdable.placeholder`. */
export const PLACEHOLDER_UNITS = 150;

/** Title of a window, and what stands on its two buttons. Source: types, `ModalView.title`, `submit`, `close`. */
export const TITLE_UNITS = 24;
/** What a window carries unseen. Source: types, `BaseView.private_metadata`. */
export const METADATA_UNITS = 3_000;
/** Label and hint of an input. Source: types, `InputBlock.label`. */
export const LABEL_UNITS = 2_000;
/** What can be typed into a field. Source: types, `PlainTextInput.min_length`: "Maximum value is 3000". */
export const INPUT_UNITS = 3_000;

/** The text that stands for the blocks in notifications. Slack cuts at 40,000 and advises this. Source: reference, chat.postMessage. */
export const FALLBACK_UNITS = 4_000;

/**
 * JSON of the blocks of one message. Slack tells no sum: messages were refused (`msg_blocks_too_long`) at 13,297 of one
 * text and at 11,341 of texts in many blocks, whose JSON is longer; so the JSON is counted, with a margin.
 * Source: slackapi/bolt-js issues 2509 and 2867.
 */
export const MESSAGE_JSON_UNITS = 9_000;

/** JSON of the blocks of one window: 250 kB by `view_too_large`, at three bytes a letter. Source: reference, views.open. */
export const VIEW_JSON_UNITS = 60_000;

/** Milliseconds between two messages to one channel. Source: reference, "Rate limits", posting messages. */
export const PACE_MS = 1_000;
